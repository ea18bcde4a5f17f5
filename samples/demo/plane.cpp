#include "plane.hpp"

#include <algorithm>
#include <cmath>

namespace demo {

double smooth_step(double low, double high, double value)
{
    const double t = std::clamp((value - low) / (high - low), 0.0, 1.0);
    return t * t * (3 - 2 * t);
}

double distance(Place a, Place b) { return std::sqrt((a.x - b.x) * (a.x - b.x) + (a.y - b.y) * (a.y - b.y)); }

double distance(Place p, const Path& path)
{
    double nearest = 1e9;
    for (std::size_t i = 1; i < path.size(); ++i) {
        const Place a = path[i - 1], b = path[i];
        const double dx = b.x - a.x, dy = b.y - a.y, length = dx * dx + dy * dy;
        const double t = length > 0 ? std::clamp(((p.x - a.x) * dx + (p.y - a.y) * dy) / length, 0.0, 1.0) : 0;
        nearest = std::min(nearest, distance(p, {.x = a.x + t * dx, .y = a.y + t * dy}));
    }
    return nearest;
}

} // namespace demo
