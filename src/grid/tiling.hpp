#pragma once

#include "grid/grid.hpp"

#include <vector>

namespace peaksite {

/// Cells a side of the fixed lattice on which local metrics, meshes and cell areas are sampled. Tiles are whole
/// multiples of it, so that no number depends on the tile size.
inline constexpr int lattice_step = 64;

/// A grid cut into square tiles, anchored at its origin; the last ones may be smaller.
class Tiling {
public:
    Tiling() = default;
    /// `side` in cells. Throws UsageError unless it is a positive multiple of lattice_step, and for more than 2^31
    /// tiles.
    Tiling(const Grid& grid, int side);

    int side() const { return m_side; }
    int down() const { return m_down; }
    int across() const { return m_across; }
    int count() const { return m_down * m_across; }
    /// The window of a tile; tiles are numbered along rows from the north-west.
    Window window(int tile) const;

    /// The tiles that the window touches.
    Window tiles_touching(const Window& window) const;

    /// All tiles in the order of work: bands of `band` tiles across, each walked row by row from the north, so that
    /// rows of neighbours stay decoded for a short time only.
    std::vector<int> order(int band) const;

private:
    int m_rows = 0;
    int m_cols = 0;
    int m_side = lattice_step;
    int m_down = 0;
    int m_across = 0;
};

} // namespace peaksite
