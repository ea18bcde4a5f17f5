#pragma once

#include "map/text/canvas.hpp"

#include <optional>
#include <utility>

namespace peaksite {

/// The part of a ring inside a rectangle, closed implicitly; runs along its sides where the ring leaves it (Sutherland
/// and Hodgman 1974). Empty when nothing is inside.
Trace clipped_ring(const Trace& ring, const Rect& rect);

/// The part of a straight line inside a rectangle (Liang and Barsky 1984).
std::optional<std::pair<Spot, Spot>> clipped_line(Spot a, Spot b, const Rect& rect);

} // namespace peaksite
