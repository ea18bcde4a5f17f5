#include "job/read_headed.hpp"

#include "base/error.hpp"
#include "base/listed.hpp"
#include "base/office_number.hpp"
#include "io/attribute_rows.hpp"
#include "io/sheet.hpp"
#include "job/row_warnings.hpp"

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

// Whether two cells beside each other may be 1 and 234, the halves of a number with a comma.
bool halves_of_number(std::string_view left, std::string_view right)
{
    const auto digits = [](std::string_view text) {
        return !text.empty() && text.find_first_not_of("0123456789") == std::string_view::npos;
    };
    constexpr std::size_t group = 3;
    if (left.starts_with('-') || left.starts_with('+')) left.remove_prefix(1);
    return digits(left) && left.size() <= group && digits(right.substr(0, right.find('.'))) &&
           right.find('.') >= group && (right.size() == group || right[group] == '.');
}

// A line with more cells than there are heads was split where it should not be, at the comma of 1,234, say: then every
// cell may stand in another's place. A text at its end that cannot come from there is left out and told.
void heed_long_rows(HeadedSheet& sheet, const std::string& file)
{
    std::size_t named = sheet.heads.size();
    while (named > 0 && sheet.heads[named - 1].text.empty()) --named;
    std::vector<std::string> beyond;
    for (const auto& row : sheet.rows)
        for (std::size_t column = named; column < row.cells.size(); ++column) {
            if (row.cell(column).empty()) continue;
            bool split = office_number(row.cell(column)).has_value();
            for (std::size_t i = 1; i < row.cells.size(); ++i)
                split = split || halves_of_number(row.cell(i - 1), row.cell(i));
            if (split)
                throw InputError{
                    text("file '{}', line {}: '{}' stands beyond the last of the {} heads; is a comma inside "
                         "a number or a text not quoted?",
                         file, row.line, row.cell(column), named)};
            beyond.push_back("line " + std::to_string(row.line) + " '" + row.cell(column) + "'");
        }
    if (!beyond.empty())
        sheet.warnings.push_back(text("file '{}': {} cells stand beyond the last of the {} heads and are left out: {}",
                                      file, beyond.size(), named, some_of(beyond)));
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
    if (is_text_sheet(request.file)) heed_long_rows(out, request.file);
    if (out.rows.empty() && !request.may_be_empty)
        throw InputError{text("file '{}' has no rows below its head in line {}", request.file, out.head_line)};
    keep_rows_where(out, request.where, request.file);
    if (out.rows.empty() && !request.may_be_empty)
        throw InputError{text("no row of '{}' passes the filter \"{}\"; columns are: {}", request.file, request.where,
                              listed(out.texts()))};
    return out;
}

} // namespace peaksite
