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
    if (marks[row].label_above) return labels_above[*marks[row].label_above];
    return label_column ? sheet.rows[row].cell(*label_column) : std::string{};
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
    std::optional<std::size_t> above; // the row whose label holds
    bool listed = false;              // that label
    table.marks.reserve(table.sheet.rows.size());
    for (std::size_t i = 0; i < table.sheet.rows.size(); ++i) {
        const auto& row = table.sheet.rows[i];
        auto& mark = table.marks.emplace_back();
        mark.total = names_total(row.first()) ||
                     std::ranges::any_of(columns, [&](std::size_t column) { return names_total(row.cell(column)); });
        if (mark.total) continue;
        mark.repeats = !seen.insert(row.cells).second;
        if (!table.label_column) continue;
        if (!row.cell(*table.label_column).empty()) {
            above = i;
            listed = false;
        } else if (above) {
            if (!listed) table.labels_above.push_back(table.sheet.rows[*above].cell(*table.label_column));
            listed = true;
            mark.label_above = static_cast<std::uint32_t>(table.labels_above.size() - 1);
        }
    }
}

namespace {

// Columns of words by which sums are told from what they sum up.
class SumWords {
public:
    explicit SumWords(const OfficeTable& table) : m_table(table), m_tells(table.sheet.heads.size(), false)
    {
        for (std::size_t column = 0; column < m_tells.size(); ++column) m_tells[column] = tells(column);
    }

    bool sums(std::size_t row) const
    {
        for (std::size_t column = 0; column < m_tells.size(); ++column)
            if (m_tells[column] && is_sum(row, column)) return true;
        return false;
    }

private:
    bool is_sum(std::size_t row, std::size_t column) const
    {
        const auto& cells = m_table.sheet.rows[row].cells;
        if (column >= cells.size()) return false;
        if (says_sum(cells[column])) return true;
        // A row of averages is one beside those of the same name; 平均 may also be how a value was found.
        return says_average(cells[column]) && row > 0 && m_table.label_column &&
               m_table.label(row) == m_table.label(row - 1);
    }

    // Some of its cells are sums, and some are none.
    bool tells(std::size_t column) const
    {
        bool sum = false, other = false;
        for (std::size_t row = 0; row < m_table.sheet.rows.size() && !(sum && other); ++row)
            (is_sum(row, column) ? sum : other) = true;
        return sum && other;
    }

    const OfficeTable& m_table;
    std::vector<bool> m_tells;
};

} // namespace

void mark_subtotals(OfficeTable& table)
{
    const SumWords words{table};
    for (std::size_t row = 0; row < table.sheet.rows.size(); ++row) {
        auto& mark = table.marks[row];
        mark.subtotal = !mark.total && words.sums(row);
        mark.total = mark.total || mark.subtotal;
        mark.repeats = mark.repeats && !mark.total;
    }
}

void keep_rows(OfficeTable& table, const std::vector<std::size_t>& places)
{
    std::vector<SheetRow> rows;
    std::vector<RowMark> marks;
    rows.reserve(places.size());
    marks.reserve(places.size());
    for (const auto place : places) {
        rows.push_back(std::move(table.sheet.rows[place]));
        marks.push_back(table.marks[place]);
    }
    table.sheet.rows = std::move(rows);
    table.marks = std::move(marks);
}

} // namespace peaksite
