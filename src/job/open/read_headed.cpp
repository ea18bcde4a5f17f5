#include "job/open/read_headed.hpp"

#include "base/error.hpp"
#include "base/listed.hpp"
#include "io/tables/sheet.hpp"
#include "io/vector/attribute_rows.hpp"

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

// A line with more cells than there are heads was split where it should not be: at the comma of 1,234, say.
void refuse_long_rows(const HeadedSheet& sheet, const std::string& file)
{
    std::size_t named = sheet.heads.size();
    while (named > 0 && sheet.heads[named - 1].text.empty()) --named;
    for (const auto& row : sheet.rows)
        for (std::size_t column = named; column < row.cells.size(); ++column)
            if (!row.cell(column).empty())
                throw InputError{
                    text("file '{}', line {}: '{}' stands beyond the last of the {} heads; is a comma inside "
                         "a number or a text not quoted?",
                         file, row.line, row.cell(column), named)};
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
    if (is_text_sheet(request.file)) refuse_long_rows(out, request.file);
    if (out.rows.empty() && !request.may_be_empty)
        throw InputError{text("file '{}' has no rows below its head in line {}", request.file, out.head_line)};
    keep_rows_where(out, request.where, request.file);
    if (out.rows.empty() && !request.may_be_empty)
        throw InputError{text("no row of '{}' passes the filter \"{}\"; columns are: {}", request.file, request.where,
                              listed(out.texts()))};
    return out;
}

} // namespace peaksite
