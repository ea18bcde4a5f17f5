#include "grid/ellipsoid.hpp"

#include <array>

namespace peaksite {

namespace {

// The part of q (Snyder 1987, eq. 3-12) that differs between latitudes; q(φ) times a²/2 is the area per radian from
// the equator to φ.
double authalic_q(double e2, double latitude)
{
    const double s = std::sin(latitude * radians_per_degree);
    if (e2 == 0) return 2 * s;
    const double e = std::sqrt(e2);
    return (1 - e2) * (s / (1 - e2 * s * s) + std::atanh(e * s) / e);
}

double integrated_band(double e2, double south, double north)
{
    constexpr std::array<double, 3> nodes{0.2386191860831969086, 0.6612093864662645137, 0.9324695142031520278};
    constexpr std::array<double, 3> weights{0.4679139345726910474, 0.3607615730481386076, 0.1713244923791703450};
    const double middle = (south + north) / 2 * radians_per_degree, half = (north - south) / 2 * radians_per_degree;
    const auto density = [&](double latitude) {
        const double s = std::sin(latitude), d = 1 - e2 * s * s;
        return std::cos(latitude) / (d * d);
    };
    double sum = 0;
    for (std::size_t i = 0; i < nodes.size(); ++i)
        sum += weights[i] * (density(middle - half * nodes[i]) + density(middle + half * nodes[i]));
    return (1 - e2) * half * sum;
}

} // namespace

double quadrangle_area(const Ellipsoid& ellipsoid, double south, double north, double longitude_difference)
{
    constexpr double widest_integrated = 2.0;
    const double e2 = ellipsoid.eccentricity2(), a = ellipsoid.semi_major;
    const double per_radian = north - south < widest_integrated ? integrated_band(e2, south, north)
                                                                : (authalic_q(e2, north) - authalic_q(e2, south)) / 2;
    return a * a * per_radian * longitude_difference * radians_per_degree;
}

DegreeLengths degree_lengths(const Ellipsoid& ellipsoid, double latitude)
{
    const double e2 = ellipsoid.eccentricity2(), s = std::sin(latitude * radians_per_degree);
    const double w2 = 1 - e2 * s * s, w = std::sqrt(w2);
    return {.latitude = ellipsoid.semi_major * (1 - e2) / (w2 * w) * radians_per_degree,
            .longitude = ellipsoid.semi_major / w * std::cos(latitude * radians_per_degree) * radians_per_degree};
}

} // namespace peaksite
