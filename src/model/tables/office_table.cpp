#include "model/tables/office_table.hpp"

#include "base/error.hpp"
#include "base/listed.hpp"
#include "base/suggest.hpp"

#include <algorithm>
#include <set>

namespace peaksite {

std::optional<std::size_t> OfficeTable::column(const std::string& head) const
{
    if (head.empty()) return {};
    const auto found = sheet.columns(head);
    if (found.size() == 1) return found.front();
    const auto heads = sheet.texts();
    if (found.size() > 1)
        throw InputError{
            text("file '{}' has {} columns headed '{}'; give them different heads", file, found.size(), head)};
    const auto near = closest(head, heads);
    throw InputError{near.empty() ? text("file '{}' has no column '{}'; it has: {}", file, head, listed(heads))
                                  : text("file '{}' has no column '{}'; did you mean '{}'? It has: {}", file, head,
                                         near, listed(heads))};
}

std::map<int, std::size_t> OfficeTable::series(const std::string& pattern) const
{
    std::map<int, std::size_t> out;
    for (const auto& [year, columns] : sheet.series(pattern)) {
        if (columns.size() > 1)
            throw InputError{text("file '{}': the columns '{}' and '{}' are both of the year {} of '{}'; give them "
                                  "different heads, or name the column of each year in the plan",
                                  file, sheet.heads[columns[0]].text, sheet.heads[columns[1]].text, year, pattern)};
        out[year] = columns.front();
    }
    return out;
}

std::string OfficeTable::label(std::size_t row) const
{
    return label_column ? sheet.rows[marks[row].label_row].cell(*label_column) : std::string{};
}

std::string OfficeTable::row_name(std::size_t row) const
{
    const auto own = label(row);
    return row_label(sheet.rows[row], own.empty() ? sheet.rows[row].first() : own);
}

void mark_rows(OfficeTable& table, const std::vector<std::string>& names)
{
    std::vector<std::size_t> columns;
    for (const auto& name : names)
        if (const auto found = table.sheet.columns(name); found.size() == 1) columns.push_back(found.front());
    if (!columns.empty()) table.label_column = columns.front();
    std::set<RowCells> seen;
    std::optional<std::uint32_t> above;
    table.marks.reserve(table.sheet.rows.size());
    for (const auto& row : table.sheet.rows) {
        auto& mark = table.marks.emplace_back();
        mark.label_row = static_cast<std::uint32_t>(table.marks.size() - 1);
        mark.total = names_total(row.first()) ||
                     std::ranges::any_of(columns, [&](std::size_t column) { return names_total(row.cell(column)); });
        if (mark.total) continue;
        mark.repeats = !seen.insert(row.cells).second;
        if (!table.label_column) continue;
        if (!row.cell(*table.label_column).empty())
            above = mark.label_row;
        else if (above)
            mark.label_row = *above;
    }
}

} // namespace peaksite
