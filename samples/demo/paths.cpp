#include "paths.hpp"

#include "noise.hpp"

#include <cmath>
#include <numbers>

namespace demo {

namespace {

void refine(Path& out, Place a, Place b, double roughness, double step_km, std::uint64_t seed, std::int64_t node)
{
    const double length = distance(a, b);
    if (length <= step_km) {
        out.push_back(b);
        return;
    }
    const double aside = (2 * chance(node, 0, seed) - 1) * roughness;
    const Place middle{.x = (a.x + b.x) / 2 - aside * (b.y - a.y), .y = (a.y + b.y) / 2 + aside * (b.x - a.x)};
    refine(out, a, middle, roughness, step_km, seed, 2 * node);
    refine(out, middle, b, roughness, step_km, seed, 2 * node + 1);
}

} // namespace

Path winding(const Path& through, double roughness, double step_km, std::uint64_t seed)
{
    Path out{through.front()};
    for (std::size_t i = 1; i < through.size(); ++i)
        refine(out, through[i - 1], through[i], roughness, step_km, seed + i, 1);
    return out;
}

Path blob(Place centre, double radius_km, std::uint64_t seed)
{
    constexpr int corners = 72;
    Path ring;
    for (int i = 0; i < corners; ++i) {
        const double angle = 2 * std::numbers::pi * i / corners;
        const Place direction{.x = std::cos(angle), .y = std::sin(angle)};
        // Noise on a circle closes without a seam.
        const double uneven = 1 + 0.45 * octaves({.x = 1.3 * direction.x, .y = 1.3 * direction.y}, 1, 3, seed);
        ring.push_back(
            {.x = centre.x + radius_km * uneven * direction.x, .y = centre.y + radius_km * uneven * direction.y});
    }
    ring.push_back(ring.front());
    return ring;
}

Path rectangle(Place centre, double east_metres, double north_metres)
{
    const double x = east_metres / 2000, y = north_metres / 2000;
    return {{centre.x - x, centre.y - y},
            {centre.x + x, centre.y - y},
            {centre.x + x, centre.y + y},
            {centre.x - x, centre.y + y},
            {centre.x - x, centre.y - y}};
}

} // namespace demo
