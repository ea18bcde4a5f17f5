#include "model/tables/sum_columns.hpp"

#include "base/column_head.hpp"

#include <algorithm>
#include <array>

namespace peaksite {

bool is_remark(const ColumnHead& column)
{
    // 能源来源 is what a row is of.
    constexpr std::array<std::string_view, 4> sources{"来源", "数据来源", "资料来源", "信息来源"};
    constexpr std::array<std::string_view, 11> remarks{"备注", "说明", "注释",   "附注", "情况",   "并网",
                                                       "依据", "出处", "remark", "note", "comment"};
    const auto head = plain_name(column.text);
    return std::ranges::find(sources, head) != sources.end() ||
           std::ranges::any_of(remarks, [&](std::string_view word) { return head.find(word) != std::string::npos; });
}

SumColumns::SumColumns(const OfficeTable& table) : m_table(table)
{
    for (std::size_t column = 0; column < table.sheet.heads.size(); ++column) m_tells.push_back(tells(column));
}

bool SumColumns::sums(std::size_t row) const
{
    for (std::size_t column = 0; column < m_tells.size(); ++column)
        if (m_tells[column].sums && is_sum(row, column)) return true;
    return !m_table.has_own_label(row) && std::ranges::any_of(m_table.sheet.rows[row].cells, says_sum);
}

Overlap SumColumns::overlap(std::size_t row) const
{
    for (std::size_t column = 0; column < m_tells.size(); ++column)
        if (m_tells[column].overlaps)
            if (const auto found = overlap_in(row, column); found != Overlap::none) return found;
    return Overlap::none;
}

bool SumColumns::is_sum(std::size_t row, std::size_t column) const
{
    const auto& cells = m_table.sheet.rows[row].cells;
    if (column >= cells.size()) return false;
    if (says_sum(cells[column])) return true;
    // A row of averages is one beside those of the same name; 平均 may also be how a value was found.
    return says_average(cells[column]) && row > 0 && m_table.label_column &&
           m_table.label(row) == m_table.label(row - 1);
}

Overlap SumColumns::overlap_in(std::size_t row, std::size_t column) const
{
    const auto& cells = m_table.sheet.rows[row].cells;
    return column < cells.size() ? overlap_of(cells[column]) : Overlap::none;
}

// Whether a column may say what its rows are of.
bool SumColumns::names_rows(std::size_t column) const
{
    return column != m_table.label_column && !is_remark(m_table.sheet.heads[column]);
}

SumColumns::Tells SumColumns::tells(std::size_t column) const
{
    bool sum = false, other = false, part = false, whole = false, apart = false;
    for (std::size_t row = 0; row < m_table.sheet.rows.size(); ++row) {
        (is_sum(row, column) ? sum : other) = true;
        const auto overlap = overlap_in(row, column);
        (overlap == Overlap::none ? apart : overlap == Overlap::part ? part : whole) = true;
        if (sum && other && part && whole && apart) break;
    }
    const bool overlaps = (part || whole) && (apart || (part && whole));
    return {.sums = sum && other, .overlaps = overlaps && names_rows(column)};
}

} // namespace peaksite
