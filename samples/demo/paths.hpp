#pragma once

#include "plane.hpp"

#include <cstdint>

namespace demo {

/// A winding line through the places: midpoints are displaced by up to `roughness` of the length of each piece.
Path winding(const Path& through, double roughness, double step_km, std::uint64_t seed);

/// A closed ring around a centre with an uneven outline; the last place equals the first.
Path blob(Place centre, double radius_km, std::uint64_t seed);

/// A rectangle of metres, closed.
Path rectangle(Place centre, double east_metres, double north_metres);

} // namespace demo
