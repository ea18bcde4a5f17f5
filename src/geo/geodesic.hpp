#pragma once

#include "grid/ellipsoid.hpp"
#include "grid/grid.hpp"

namespace peaksite {

/// Metres along the shortest line on the ellipsoid between two places in longitude and latitude (degrees); error below
/// a micrometre (Karney 2013, "Algorithms for geodesics", as PROJ has it).
double geodesic_distance(const Ellipsoid& ellipsoid, Point a, Point b);

/// The place reached after `metres` along the shortest line that leaves `from` at `azimuth`, degrees clockwise from
/// north.
Point geodesic_destination(const Ellipsoid& ellipsoid, Point from, double azimuth, double metres);

} // namespace peaksite
