#pragma once

#include "geo/shape.hpp"

namespace peaksite {

/// A corner of a ring of four or more that lies alone: farther than `far` (units of the plane) from all others along
/// one axis, and nine tenths of the extent of the ring. A digit that slipped (15.007 for 105.007) makes one. Nothing
/// where there is none.
std::optional<Point> stray_corner(const Shape& shape, double far);

} // namespace peaksite
