#pragma once

#include "geo/shape.hpp"

#include <memory>
#include <optional>
#include <vector>

namespace peaksite {

/// Two shapes near each other.
struct Proximity {
    std::size_t a = 0, b = 0;
    double km = 0;         ///< shortest way on the ellipsoid between them; 0 where they touch
    double shared_km2 = 0; ///< of their polygons
};

/// All pairs of shapes nearer than `within_km`, in the order of their places. Shapes are in longitude and latitude
/// (degrees, CGCS2000); polygons valid. Points stand for candidates without a boundary. The nearest points are found in
/// a polyconic plane around the middle of the pair (GEOS), the way between them is geodesic: error below 1e-4 for 100
/// km. Shared areas are those of the plane, within 1e-4; common boundaries share slivers, which the caller leaves out.
std::vector<Proximity> near_pairs(const std::vector<Shape>& shapes, double within_km);

/// A point inside the polygons (GEOS), else the first point; nothing for an empty shape.
std::optional<Point> point_inside(const Shape& shape);

} // namespace peaksite
