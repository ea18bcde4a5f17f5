#pragma once

#include "geo/crs.hpp"
#include "grid/cell_area.hpp"

namespace peaksite {

/// Ellipsoidal areas of the cells of a grid: constant for equal-area projections, by row for longitude/latitude, else
/// from the local metric on a lattice fine enough that cubic interpolation is right to 1e-9 (checked between nodes).
/// The metric of a cell is that of its centre, which is right to (cell / earth's radius)²/10: 4e-8 for cells of 4 km.
/// Throws InputError when part of the grid has no place on earth, or lies so far off that the lattice would have no end.
CellAreas cell_areas(const Grid& grid, const Crs& crs);

} // namespace peaksite
