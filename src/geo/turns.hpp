#pragma once

#include "geo/crs.hpp"
#include "geo/shape.hpp"

namespace peaksite {

/// Longitudes are counted modulo 360: files say -100 or 260, and neither is wrong. These bring shapes in degrees to the
/// count of a grid.

/// The polygons of a shape as a grid whose longitudes are those of `box` has them: moved by the
/// whole turns that bring them there; cut at its west edge, on every turn, where their parts reach it on several. As
/// they are where they lie within it, or reach it on no turn, and in other systems than degrees.
Shape on_turn_of(const Shape& shape, const Box& box, const Crs& crs);

/// The parts of a shape, and their copies whole turns away, that reach the longitudes of `box`. In other systems than
/// degrees the shape as it is.
Shape on_all_turns(const Shape& shape, const Box& box, const Crs& crs);

/// The copies of a box, whole turns away, that touch another. In other systems than degrees the box itself, if it does.
std::vector<Box> on_all_turns(const Box& box, const Box& around, const Crs& crs);

/// Whether two boxes touch, on whatever turn.
bool touches_on_any_turn(const Box& a, const Box& b, const Crs& crs);

} // namespace peaksite
