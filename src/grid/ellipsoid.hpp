#pragma once

#include <cmath>
#include <numbers>

namespace peaksite {

inline constexpr double radians_per_degree = std::numbers::pi / 180.0;

/// A reference ellipsoid: semi-major axis in metres, inverse flattening (0 for a sphere).
struct Ellipsoid {
    double semi_major = 6378137.0;
    double inverse_flattening = 298.257222101;

    bool operator==(const Ellipsoid&) const = default;
    double flattening() const { return inverse_flattening == 0 ? 0 : 1 / inverse_flattening; }
    /// e², the square of the first eccentricity.
    double eccentricity2() const { return flattening() * (2 - flattening()); }
};

/// CGCS2000 (GB 22021-2008); equal to GRS80.
inline constexpr Ellipsoid cgcs2000{.semi_major = 6378137.0, .inverse_flattening = 298.257222101};
inline constexpr Ellipsoid wgs84{.semi_major = 6378137.0, .inverse_flattening = 298.257223563};

/// Area in m² between two parallels and two meridians, latitudes and longitude difference in degrees; relative error
/// below 1e-14 down to cells of a centimetre. Bands under 2° are integrated (Gauss–Legendre, 6 points) over
/// ∫ b² cosφ / (1 - e² sin²φ)² dφ, wider ones use the closed form (Snyder 1987, eq. 3-12).
double quadrangle_area(const Ellipsoid& ellipsoid, double south, double north, double longitude_difference);

/// Metres per degree of latitude and of longitude at a latitude (radii of curvature in the meridian and the prime
/// vertical).
struct DegreeLengths {
    double latitude = 0;
    double longitude = 0;
};
DegreeLengths degree_lengths(const Ellipsoid& ellipsoid, double latitude);

} // namespace peaksite
