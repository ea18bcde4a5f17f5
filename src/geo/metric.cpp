#include "geo/metric.hpp"

#include "base/text.hpp"

namespace peaksite {

namespace {

// Longitude and latitude on the ellipsoid of the CRS itself, so that no datum shift enters.
Crs own_degrees(const Crs& crs)
{
    const auto& e = crs.ellipsoid();
    return Crs::parse(
        "+proj=longlat +a=" + number(e.semi_major) +
        (e.inverse_flattening == 0 ? " +b=" + number(e.semi_major) : " +rf=" + number(e.inverse_flattening)) +
        " +no_defs +type=crs");
}

} // namespace

GroundMetric::GroundMetric(const Crs& crs) : m_ellipsoid(crs.earth()), m_geographic(crs.geographic())
{
    constexpr double step_metres = 250;
    m_step = step_metres / crs.unit_metres();
    if (!m_geographic) m_to_degrees.emplace(crs.unshifted(), own_degrees(crs));
}

GroundMetric GroundMetric::clone() const
{
    GroundMetric copy = *this;
    if (m_to_degrees) copy.m_to_degrees = m_to_degrees->clone();
    return copy;
}

std::optional<Metric> GroundMetric::at(Point point) const
{
    if (m_geographic) {
        const auto lengths = degree_lengths(m_ellipsoid, point.y);
        return Metric{.xx = lengths.longitude * lengths.longitude, .xy = 0, .yy = lengths.latitude * lengths.latitude};
    }
    const double h = m_step;
    const auto centre = m_to_degrees->forward(point);
    const auto east = m_to_degrees->forward({.x = point.x + h, .y = point.y}),
               west = m_to_degrees->forward({.x = point.x - h, .y = point.y});
    const auto north = m_to_degrees->forward({.x = point.x, .y = point.y + h}),
               south = m_to_degrees->forward({.x = point.x, .y = point.y - h});
    if (!centre || !east || !west || !north || !south) return {};
    const auto wrapped = [](double degrees) {
        return degrees > 180 ? degrees - 360 : degrees < -180 ? degrees + 360 : degrees;
    };
    const auto lengths = degree_lengths(m_ellipsoid, centre->y);
    // Metres east and north per unit of x and of y.
    const double xe = wrapped(east->x - west->x) * lengths.longitude / (2 * h),
                 xn = (east->y - west->y) * lengths.latitude / (2 * h);
    const double ye = wrapped(north->x - south->x) * lengths.longitude / (2 * h),
                 yn = (north->y - south->y) * lengths.latitude / (2 * h);
    return Metric{.xx = xe * xe + xn * xn, .xy = xe * ye + xn * yn, .yy = ye * ye + yn * yn};
}

} // namespace peaksite
