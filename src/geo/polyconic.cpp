#include "geo/polyconic.hpp"

#include "grid/ellipsoid.hpp"

#include <cmath>
#include <numbers>

namespace peaksite {

namespace {

constexpr double radians = std::numbers::pi / 180;

} // namespace

Point Polyconic::operator()(Point p) const
{
    const double sine = std::sin(p.y * radians);
    if (sine == 0) return {.x = cgcs2000.semi_major * (p.x - m_middle.x) * radians, .y = meridian(p.y)};
    const double normal = cgcs2000.semi_major / std::sqrt(1 - cgcs2000.eccentricity2() * sine * sine);
    const double cotangent = std::cos(p.y * radians) / sine, turn = (p.x - m_middle.x) * radians * sine;
    return {.x = normal * cotangent * std::sin(turn), .y = meridian(p.y) + normal * cotangent * (1 - std::cos(turn))};
}

// By iteration on the forward formula; a step of Newton with the lengths of a degree.
Point Polyconic::back(Point plane) const
{
    Point out = m_middle;
    constexpr int steps = 12;
    for (int i = 0; i < steps; ++i) {
        const auto at = (*this)(out);
        const auto degree = degree_lengths(cgcs2000, out.y);
        out = {.x = out.x + (plane.x - at.x) / degree.longitude, .y = out.y + (plane.y - at.y) / degree.latitude};
    }
    return out;
}

// Along the meridian from the middle, by Simpson's rule: a relative error below 1e-12 for degrees.
double Polyconic::meridian(double latitude) const
{
    const auto length = [](double at) { return degree_lengths(cgcs2000, at).latitude; };
    constexpr double simpson = 6;
    return (latitude - m_middle.y) / simpson *
           (length(m_middle.y) + 4 * length((latitude + m_middle.y) / 2) + length(latitude));
}

} // namespace peaksite
