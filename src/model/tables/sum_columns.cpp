#include "model/tables/sum_columns.hpp"

#include "base/column_head.hpp"

#include <algorithm>
#include <array>

namespace peaksite {

SumColumns::SumColumns(const OfficeTable& table) : m_table(table)
{
    for (std::size_t column = 0; column < table.sheet.heads.size(); ++column) m_tells.push_back(tells(column));
}

bool SumColumns::sums(std::size_t row) const
{
    for (std::size_t column = 0; column < m_tells.size(); ++column)
        if (m_tells[column].sums && is_sum(row, column)) return true;
    return false;
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

// Whether a column says what its rows are of: the plan asks for it, or its head says so; a remark never does.
bool SumColumns::names_rows(std::size_t column) const
{
    constexpr std::array<std::string_view, 6> remarks{"备注", "说明", "注释", "附注", "remark", "note"};
    constexpr std::array<std::string_view, 20> kinds{"品种", "种类", "类别", "类型",    "名称", "项目",  "指标",
                                                     "燃料", "能源", "产品", "工序",    "分类", "科目",  "kind",
                                                     "type", "fuel", "item", "product", "name", "energy"};
    if (column == m_table.label_column) return false;
    const auto head = plain_name(m_table.sheet.heads[column].text);
    const auto has = [&](std::string_view word) { return head.find(word) != std::string::npos; };
    if (std::ranges::any_of(remarks, has)) return false;
    return std::ranges::find(m_table.asked_columns, column) != m_table.asked_columns.end() ||
           std::ranges::any_of(kinds, has);
}

SumColumns::Tells SumColumns::tells(std::size_t column) const
{
    bool sum = false, other = false, overlap = false, apart = false;
    for (std::size_t row = 0; row < m_table.sheet.rows.size(); ++row) {
        (is_sum(row, column) ? sum : other) = true;
        (overlap_in(row, column) == Overlap::none ? apart : overlap) = true;
        if (sum && other && overlap && apart) break;
    }
    return {.sums = sum && other, .overlaps = overlap && apart && names_rows(column)};
}

} // namespace peaksite
