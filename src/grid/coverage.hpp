#pragma once

#include "grid/window.hpp"

#include <cstdint>
#include <span>
#include <vector>

namespace peaksite {

/// Cells [begin, end) of a row that lie wholly inside a zone.
struct Run {
    int begin = 0;
    int end = 0;
    bool operator==(const Run&) const = default;
};

/// A cell that a zone covers in part.
struct EdgeCell {
    int col = 0;
    double share = 0; ///< in (0, 1]
    bool operator==(const EdgeCell&) const = default;
};

/// What a zone covers of one row, both lists by column.
struct RowCoverage {
    std::span<const Run> full;
    std::span<const EdgeCell> edge;
    bool empty() const { return full.empty() && edge.empty(); }
};

/// Share of every cell covered by a zone, as runs of full cells and single edge cells.
/// Depends on the cell and the zone only, never on the tile.
class Coverage {
public:
    Coverage() = default;
    /// Rows are appended from north to south with `add_row`, beginning at `first`.
    explicit Coverage(Row first) : m_first(first) {}

    void add_row(std::span<const Run> full, std::span<const EdgeCell> edge);

    bool empty() const { return m_full.empty() && m_edge.empty(); }
    Row first_row() const { return m_first; }
    Row end_row() const { return m_first + static_cast<int>(m_full_end.size()); }
    /// Nothing for rows that the zone does not touch.
    RowCoverage row(Row row) const;
    /// The smallest window that holds all covered cells.
    Window bounds() const;
    std::size_t bytes() const;

    bool operator==(const Coverage&) const = default;

private:
    Row m_first;
    std::vector<std::uint32_t> m_full_end; // per row, where its part of m_full ends
    std::vector<std::uint32_t> m_edge_end;
    std::vector<Run> m_full;
    std::vector<EdgeCell> m_edge;
};

/// The part of a row's coverage within columns [begin, end): clipped runs in `runs`, and the edge cells as a view.
std::span<const EdgeCell> clip(const RowCoverage& row, int begin, int end, std::vector<Run>& runs);

} // namespace peaksite
