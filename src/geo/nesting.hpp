#pragma once

#include "geo/shape.hpp"

#include <vector>

namespace peaksite {

/// Closed rings that do not cross each other as polygons: a ring inside an odd number of others is a hole of the
/// smallest of them, any other an outer ring of its own. Rings are closed where they are not; those that appear twice
/// count once. Polygons come in the order of their outer rings, holes in their own.
std::vector<Polygon> nested(const std::vector<Line>& rings);

} // namespace peaksite
