#pragma once

#include "geo/shape.hpp"
#include "grid/coverage.hpp"

namespace peaksite {

/// The shape in cells of a grid: x counts columns from the west edge, y counts rows from the north edge. Vertices are
/// snapped to 2^-32 cell, so that interior cells of a zone come out as exactly 1.
Shape in_cells(const Shape& shape, const Grid& grid);

/// Share of every cell of a grid of `rows` by `cols` covered by polygons given in cells (see `in_cells`).
///
/// Signed-area accumulation along the edges, as exact-coverage font rasterisers do: an edge adds its signed height to
/// the cells it crosses and the area beside it, a running sum along the row fills the interior. Error below 1e-9 per
/// cell; the sum over all cells is the polygon's area within the grid. Shares below 1e-12 are left out.
/// Polygons must be valid (see made_valid): a hole is a hole wherever its ring turns.
Coverage cover(const Shape& shape, int rows, int cols);

} // namespace peaksite
