#include "grid/tiling.hpp"

#include "base/error.hpp"

#include <limits>

namespace peaksite {

Tiling::Tiling(const Grid& grid, int side) : m_rows(grid.rows()), m_cols(grid.cols()), m_side(side)
{
    if (side < lattice_step || side % lattice_step != 0)
        throw UsageError{text("a tile of {} cells cannot be used: choose a multiple of {}", side, lattice_step)};
    m_down = (m_rows - 1) / side + 1;
    m_across = (m_cols - 1) / side + 1;
    if (m_down > std::numeric_limits<int>::max() / m_across)
        throw UsageError{text("a grid of {} rows by {} columns has too many tiles of {} cells; choose larger cells",
                              m_rows, m_cols, side)};
}

Window Tiling::window(int tile) const
{
    const Row row{tile / m_across * m_side};
    const Col col{tile % m_across * m_side};
    return {.row = row,
            .col = col,
            .rows = std::min(m_side, m_rows - row.value),
            .cols = std::min(m_side, m_cols - col.value)};
}

Window Tiling::tiles_touching(const Window& window) const
{
    const Window inside = intersection(window, {.row = Row{0}, .col = Col{0}, .rows = m_rows, .cols = m_cols});
    if (inside.empty()) return {};
    const int top = inside.row.value / m_side, left = inside.col.value / m_side;
    return {.row = Row{top},
            .col = Col{left},
            .rows = (inside.row_end().value - 1) / m_side - top + 1,
            .cols = (inside.col_end().value - 1) / m_side - left + 1};
}

std::vector<int> Tiling::order(int band) const
{
    std::vector<int> tiles;
    tiles.reserve(static_cast<std::size_t>(count()));
    const int width = std::clamp(band, 1, std::max(1, m_across));
    for (int left = 0; left < m_across; left += width)
        for (int row = 0; row < m_down; ++row)
            for (int col = left; col < std::min(left + width, m_across); ++col) tiles.push_back(row * m_across + col);
    return tiles;
}

} // namespace peaksite
