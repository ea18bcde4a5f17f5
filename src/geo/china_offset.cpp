#include "geo/china_offset.hpp"

#include <cmath>
#include <numbers>

namespace peaksite {

namespace {

constexpr double pi = std::numbers::pi;

bool shifted(Point p) { return p.x >= 72.004 && p.x <= 137.8347 && p.y >= 0.8293 && p.y <= 55.8271; }

double two_thirds(double a, double b) { return (a + b) * 2.0 / 3.0; }

Point offset(Point p)
{
    constexpr double a = 6378245.0, ee = 0.00669342162296594323;
    const double x = p.x - 105, y = p.y - 35, root = std::sqrt(std::fabs(x));
    const double both = two_thirds(20 * std::sin(6 * pi * x), 20 * std::sin(2 * pi * x));
    const double north = -100 + 2 * x + 3 * y + 0.2 * y * y + 0.1 * x * y + 0.2 * root + both +
                         two_thirds(20 * std::sin(pi * y), 40 * std::sin(pi * y / 3)) +
                         two_thirds(160 * std::sin(pi * y / 12), 320 * std::sin(pi * y / 30));
    const double east = 300 + x + 2 * y + 0.1 * x * x + 0.1 * x * y + 0.1 * root + both +
                        two_thirds(20 * std::sin(pi * x), 40 * std::sin(pi * x / 3)) +
                        two_thirds(150 * std::sin(pi * x / 12), 300 * std::sin(pi * x / 30));
    const double latitude = p.y * pi / 180, s = std::sin(latitude), m = 1 - ee * s * s, w = std::sqrt(m);
    return {.x = east * 180 / (a / w * std::cos(latitude) * pi), .y = north * 180 / (a * (1 - ee) / (m * w) * pi)};
}

constexpr double x_pi = pi * 3000.0 / 180.0;

} // namespace

Point gcj02_from_wgs84(Point point)
{
    if (!shifted(point)) return point;
    const Point d = offset(point);
    return {.x = point.x + d.x, .y = point.y + d.y};
}

Point wgs84_from_gcj02(Point point)
{
    if (!shifted(point)) return point;
    Point out = point;
    for (int round = 0; round < 10; ++round) {
        const Point d = offset(out);
        out = {.x = point.x - d.x, .y = point.y - d.y};
    }
    return out;
}

Point bd09_from_wgs84(Point point)
{
    const Point p = gcj02_from_wgs84(point);
    const double z = std::hypot(p.x, p.y) + 2e-5 * std::sin(p.y * x_pi);
    const double theta = std::atan2(p.y, p.x) + 3e-6 * std::cos(p.x * x_pi);
    return {.x = z * std::cos(theta) + 0.0065, .y = z * std::sin(theta) + 0.006};
}

Point wgs84_from_bd09(Point point)
{
    const double x = point.x - 0.0065, y = point.y - 0.006;
    const double z = std::hypot(x, y) - 2e-5 * std::sin(y * x_pi);
    const double theta = std::atan2(y, x) - 3e-6 * std::cos(x * x_pi);
    return wgs84_from_gcj02({.x = z * std::cos(theta), .y = z * std::sin(theta)});
}

} // namespace peaksite
