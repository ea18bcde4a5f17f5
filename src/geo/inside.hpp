#pragma once

#include "geo/shape.hpp"
#include "grid/coverage.hpp"

namespace peaksite {

/// The cells of a grid of `rows` by `cols` whose centres lie inside polygons given in cells (see in_cells), as runs.
/// Polygons may overlap each other; each must be valid. A centre on a boundary belongs to the polygon east or south of
/// it, so that neighbours share no centre.
Coverage centres_inside(const Shape& shape, int rows, int cols);

} // namespace peaksite
