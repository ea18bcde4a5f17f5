#include "geo/stray_corner.hpp"

#include <algorithm>
#include <cmath>

namespace peaksite {

namespace {

// The corner at one end of an axis, if all others lie at the other; `along` says where a point is on it, growing to
// that end.
template <class Along>
std::optional<Point> alone_at_end(const Line& ring, double far, Along along)
{
    const Point end = *std::ranges::max_element(ring, {}, along);
    double next = -INFINITY, other = INFINITY;
    std::size_t rest = 0;
    for (std::size_t i = 1; i < ring.size(); ++i) { // the first is the last again
        const auto point = ring[i];
        if (point == end) continue;
        next = std::max(next, along(point));
        other = std::min(other, along(point));
        ++rest;
    }
    constexpr std::size_t fewest = 3;
    constexpr double share = 0.9;
    const double gap = along(end) - next;
    return rest >= fewest && gap > far && gap > share * (along(end) - other) ? std::optional{end} : std::nullopt;
}

std::optional<Point> stray_in(const Line& ring, double far)
{
    if (ring.empty()) return {};
    if (const auto east = alone_at_end(ring, far, [](Point p) { return p.x; })) return east;
    if (const auto west = alone_at_end(ring, far, [](Point p) { return -p.x; })) return west;
    if (const auto north = alone_at_end(ring, far, [](Point p) { return p.y; })) return north;
    return alone_at_end(ring, far, [](Point p) { return -p.y; });
}

} // namespace

std::optional<Point> stray_corner(const Shape& shape, double far)
{
    for (const auto& polygon : shape.polygons)
        for (const auto& ring : polygon.rings)
            if (const auto found = stray_in(ring, far)) return found;
    return {};
}

} // namespace peaksite
