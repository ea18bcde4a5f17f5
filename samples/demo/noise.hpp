#pragma once

#include "plane.hpp"

#include <cstdint>

namespace demo {

/// A number in [0, 1) that depends on the arguments only: the same on every machine.
double chance(std::int64_t a, std::int64_t b, std::uint64_t seed);

/// Gradient noise of wave length 1, about -0.7 to 0.7.
double noise(Place p, std::uint64_t seed);

/// Octaves of noise, each of half the wave length and half the height, about -1 to 1.
double octaves(Place p, double wave_km, int count, std::uint64_t seed);

/// Sharp crests, in [0, 1].
double crests(Place p, double wave_km, int count, std::uint64_t seed);

} // namespace demo
