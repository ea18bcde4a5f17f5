#include "grid/coverage.hpp"

#include <algorithm>
#include <limits>

namespace peaksite {

void Coverage::add_row(std::span<const Run> full, std::span<const EdgeCell> edge)
{
    m_full.insert(m_full.end(), full.begin(), full.end());
    m_edge.insert(m_edge.end(), edge.begin(), edge.end());
    m_full_end.push_back(static_cast<std::uint32_t>(m_full.size()));
    m_edge_end.push_back(static_cast<std::uint32_t>(m_edge.size()));
}

RowCoverage Coverage::row(Row row) const
{
    if (row < m_first || row >= end_row()) return {};
    const auto i = static_cast<std::size_t>(row - m_first);
    const std::uint32_t full = i == 0 ? 0 : m_full_end[i - 1], edge = i == 0 ? 0 : m_edge_end[i - 1];
    return {.full = std::span{m_full}.subspan(full, m_full_end[i] - full),
            .edge = std::span{m_edge}.subspan(edge, m_edge_end[i] - edge)};
}

Window Coverage::bounds() const
{
    if (empty()) return {};
    int left = std::numeric_limits<int>::max(), right = std::numeric_limits<int>::min();
    for (const auto& run : m_full) {
        left = std::min(left, run.begin);
        right = std::max(right, run.end);
    }
    for (const auto& cell : m_edge) {
        left = std::min(left, cell.col);
        right = std::max(right, cell.col + 1);
    }
    return {.row = m_first, .col = Col{left}, .rows = end_row() - m_first, .cols = right - left};
}

std::size_t Coverage::bytes() const
{
    return (m_full_end.size() + m_edge_end.size()) * sizeof(std::uint32_t) + m_full.size() * sizeof(Run) +
           m_edge.size() * sizeof(EdgeCell);
}

std::span<const EdgeCell> clip(const RowCoverage& row, int begin, int end, std::vector<Run>& runs)
{
    runs.clear();
    for (const auto& run : row.full) {
        const Run cut{.begin = std::max(run.begin, begin), .end = std::min(run.end, end)};
        if (cut.begin < cut.end) runs.push_back(cut);
    }
    const auto first = std::ranges::lower_bound(row.edge, begin, {}, &EdgeCell::col);
    const auto last = std::ranges::lower_bound(first, row.edge.end(), end, {}, &EdgeCell::col);
    return {first, last};
}

} // namespace peaksite
