#pragma once

namespace peaksite {

// Sizes of units in code that reckons in plain doubles.
inline constexpr double square_metres_per_km2 = 1e6, square_metres_per_hectare = 1e4, square_metres_per_mu = 2000.0 / 3,
                        mu_per_km2 = 1500, metres_per_km = 1000;
/// Of longitude at the equator, and of latitude, about: what tells cells in degrees from those in metres.
inline constexpr double metres_per_degree = 111319.49;

} // namespace peaksite
