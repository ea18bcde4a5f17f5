#include "job/read_headed.hpp"

#include "base/error.hpp"
#include "base/listed.hpp"
#include "io/attribute_rows.hpp"
#include "io/sheet.hpp"

namespace peaksite {

namespace {

HeadedSheet attributes_of(const HeadedRequest& request)
{
    const auto table = read_features({.file = request.file,
                                      .table = request.table,
                                      .where = request.where,
                                      .encoding = request.encoding,
                                      .crs = {}});
    auto out = attribute_rows(table);
    std::erase_if(out.rows, [](const SheetRow& row) { return row.blank(); });
    if (out.rows.empty() && !request.may_be_empty)
        throw InputError{text("file '{}' has no rows with anything in them", request.file)};
    return out;
}

} // namespace

HeadedSheet read_headed(const HeadedRequest& request, const std::vector<std::string>& wanted)
{
    if (!is_sheet_file(request.file)) return attributes_of(request);
    auto sheet = read_sheet({.file = request.file, .table = request.table, .encoding = request.encoding});
    const auto name = sheet.name;
    const auto encoding = sheet.encoding;
    auto out = headed(std::move(sheet), wanted, request.key);
    out.encoding = encoding;
    if (out.heads.empty())
        throw InputError{text("file '{}' has an empty sheet '{}'; choose another: table = \"…\"", request.file, name)};
    if (out.rows.empty() && !request.may_be_empty)
        throw InputError{text("file '{}' has no rows below its head in line {}", request.file, out.head_line)};
    keep_rows_where(out, request.where, request.file);
    if (out.rows.empty() && !request.may_be_empty)
        throw InputError{text("no row of '{}' passes the filter \"{}\"; columns are: {}", request.file, request.where,
                              listed(out.texts()))};
    return out;
}

} // namespace peaksite
