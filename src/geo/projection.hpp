#pragma once

#include "geo/shape.hpp"
#include "geo/transform.hpp"

namespace peaksite {

/// A shape in another plane.
struct ProjectedShape {
    Shape shape;
    std::size_t lost_points = 0; ///< points that have no place in the target system; left out
};

/// Brings a shape to the target system of `transform`. Edges are straight in the plane they come from: each is split at
/// its midpoint until it bends away from a straight line by less than `tolerance` (target units) in the target plane.
/// An edge gives the same points from both of its ends, so that neighbours stay neighbours.
/// `metres_per_unit` of the target: 1 for metres, about 111,000 for degrees.
ProjectedShape projected(const Shape& shape, const Transform& transform, double tolerance, double metres_per_unit);

} // namespace peaksite
