#pragma once

#include "geo/transform.hpp"
#include "grid/grid.hpp"

#include <cstdint>
#include <unordered_map>

namespace peaksite {

/// Where places of a grid lie in another CRS, as PROJ has it. What was asked for is kept, for layers of one CRS ask for
/// the same places; memory stays bounded. Use from one thread at a time.
class GridPlaces {
public:
    /// `to_other` goes from the grid's CRS to the other.
    GridPlaces(const Grid& grid, Transform to_other);

    /// Columns and rows from the grid's first corner, in whole quarters of a cell; nothing where PROJ has no place.
    std::optional<Point> at(double col, double row);

private:
    Grid m_grid;
    Transform m_to_other;
    std::unordered_map<std::uint64_t, std::optional<Point>> m_known; // by quarters of columns and rows
};

} // namespace peaksite
