#include "model/tables/office_table.hpp"

#include "base/error.hpp"
#include "base/excerpt.hpp"
#include "base/listed.hpp"
#include "base/office_number.hpp"
#include "base/suggest.hpp"
#include "model/tables/overlap_words.hpp"

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
    if (marks[row].label_above) return labels_above[*marks[row].label_above];
    return label_column ? sheet.rows[row].cell(*label_column) : std::string{};
}

std::string OfficeTable::year(std::size_t row) const
{
    if (!year_column) return {};
    auto cell = sheet.rows[row].cell(*year_column);
    const auto stated = office_year(cell);
    return stated ? std::to_string(*stated) : cell;
}

std::string OfficeTable::row_name(std::size_t row) const
{
    const auto own = label(row);
    return row_label(sheet.rows[row], own.empty() ? sheet.rows[row].first() : own);
}

std::string OfficeTable::sum_name(std::size_t row) const
{
    const auto name = row_name(row), word = sum_word(row);
    return name.find(word) != std::string::npos ? name : name + " " + excerpt(word);
}

std::string OfficeTable::sum_word(std::size_t row) const
{
    for (std::size_t column = 0; column < sheet.heads.size(); ++column) {
        auto cell = sheet.rows[row].cell(column);
        if (says_sum(cell) || overlap_of(cell) != Overlap::none) return cell;
    }
    return sheet.rows[row].first();
}

void keep_rows(OfficeTable& table, const std::vector<std::size_t>& places)
{
    std::vector<SheetRow> rows;
    std::vector<RowMark> marks;
    std::vector<std::optional<Point>> geometries;
    rows.reserve(places.size());
    marks.reserve(places.size());
    for (const auto place : places) {
        rows.push_back(std::move(table.sheet.rows[place]));
        marks.push_back(table.marks[place]);
        if (!table.geometries.empty()) geometries.push_back(table.geometries[place]);
    }
    table.sheet.rows = std::move(rows);
    table.marks = std::move(marks);
    table.geometries = std::move(geometries);
}

} // namespace peaksite
