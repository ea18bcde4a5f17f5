#pragma once

#include "geo/crs.hpp"
#include "geo/metric.hpp"
#include "grid/cell_area.hpp"

namespace peaksite {

/// Ellipsoidal areas of the cells of a grid: constant for equal-area projections, by row for longitude/latitude, else
/// from the local metric on a lattice fine enough that cubic interpolation is right to 1e-9 (checked between nodes;
/// cells so large that even nodes a cell apart do not suffice are refused with UsageError). The interpolated ratio is
/// averaged over each cell, so that large cells are as right as small ones. Throws InputError when part of the grid has
/// no place on earth, or lies so far off that the lattice would have no end.
CellAreas cell_areas(const Grid& grid, const Crs& crs);

/// The ground metric of the square of the fixed lattice that begins at a row and column: that of its middle or, where
/// the middle has no place on earth, of the middle of its part inside the grid; nothing where that has none either.
std::optional<Metric> ground_metric(const GroundMetric& ground, const Grid& grid, int row, int col);

} // namespace peaksite
