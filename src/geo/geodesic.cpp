#include "geo/geodesic.hpp"

#include <geodesic.h>

namespace peaksite {

namespace {

geod_geodesic geodesic_on(const Ellipsoid& ellipsoid)
{
    geod_geodesic out{};
    geod_init(&out, ellipsoid.semi_major, ellipsoid.flattening());
    return out;
}

} // namespace

double geodesic_distance(const Ellipsoid& ellipsoid, Point a, Point b)
{
    const auto geodesic = geodesic_on(ellipsoid);
    double metres = 0;
    geod_inverse(&geodesic, a.y, a.x, b.y, b.x, &metres, nullptr, nullptr);
    return metres;
}

Point geodesic_destination(const Ellipsoid& ellipsoid, Point from, double azimuth, double metres)
{
    const auto geodesic = geodesic_on(ellipsoid);
    Point to;
    geod_direct(&geodesic, from.y, from.x, azimuth, metres, &to.y, &to.x, nullptr);
    return to;
}

} // namespace peaksite
