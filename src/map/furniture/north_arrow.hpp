#pragma once

#include "map/ground/ground.hpp"
#include "map/ground/view.hpp"
#include "map/text/canvas.hpp"

#include <optional>

namespace peaksite {

/// Where north lies on the page at a place of the plane: radians clockwise from straight up; nothing where the plane
/// has no place on earth, or at a pole.
std::optional<double> north_angle(const Ground& ground, const View& view, Point place);

/// What the arrow takes up, whatever its turn.
inline constexpr Size north_arrow_size{.width = 26, .height = 42};

/// An arrow with "北" or "N", turned by `angle`, in the rectangle of that size at `corner`.
void draw_north_arrow(const Canvas& canvas, double angle, Spot corner, const std::string& lang);

} // namespace peaksite
