#pragma once

#include "engine/readers.hpp"
#include "geo/nearness.hpp"
#include "grid/coverage.hpp"

namespace peaksite {

/// A vector layer on a grid, made once and shared by all workers.
struct VectorField {
    Grid grid;
    Coverage inside; ///< cells whose centre lies in a polygon, on the grid grown by `halo` cells
    int halo = 0;
    std::shared_ptr<const Nearness> nearness; ///< made when distances are needed
};

/// True in cells whose centre lies inside, or nearer than `buffer` to, the features; never unknown.
std::unique_ptr<InputReader> vector_condition_reader(std::shared_ptr<const VectorField> field, Length buffer,
                                                     const GroundMetric& ground);

/// Kilometres on the ground from the centre to the nearest feature, 0 inside polygons.
std::unique_ptr<InputReader> vector_distance_reader(std::shared_ptr<const VectorField> field,
                                                    const GroundMetric& ground);

} // namespace peaksite
