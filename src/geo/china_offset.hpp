#pragma once

#include "grid/grid.hpp"

namespace peaksite {

/// China's web maps shift WGS 84 positions by several hundred metres: GCJ-02, and BD-09 on top of it. There is no EPSG
/// code. Formulas as published in several open repositories that agree with each other; longitude x, latitude y in
/// degrees. Applied inside 72.004–137.8347 E, 0.8293–55.8271 N only, as the maps do.
Point gcj02_from_wgs84(Point point);

/// Inverse by fixed point, ten rounds: error below 1e-12 degree, below 5e-12 at 105 E, where the offset is not smooth.
Point wgs84_from_gcj02(Point point);

Point bd09_from_wgs84(Point point);
/// The usual inverse of BD-09 is approximate: up to 2e-6 degree (a quarter of a metre).
Point wgs84_from_bd09(Point point);

} // namespace peaksite
