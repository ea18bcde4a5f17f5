#include "map/ground/clip.hpp"

#include <algorithm>

namespace peaksite {

namespace {

// Where the line from a to b meets x = at, or y = at.
Spot crossing_x(Spot a, Spot b, double at) { return {.x = at, .y = a.y + (b.y - a.y) * (at - a.x) / (b.x - a.x)}; }
Spot crossing_y(Spot a, Spot b, double at) { return {.x = a.x + (b.x - a.x) * (at - a.y) / (b.y - a.y), .y = at}; }

template <class Inside, class Crossing>
Trace cut(const Trace& ring, Inside inside, Crossing crossing)
{
    Trace out;
    for (std::size_t i = 0; i < ring.size(); ++i) {
        const Spot from = ring[i == 0 ? ring.size() - 1 : i - 1], to = ring[i];
        if (inside(from) != inside(to)) out.push_back(crossing(from, to));
        if (inside(to)) out.push_back(to);
    }
    return out;
}

} // namespace

Trace clipped_ring(const Trace& ring, const Rect& rect)
{
    if (std::ranges::all_of(ring, [&](Spot s) { return rect.holds(s); })) return ring;
    const double left = rect.x, right = rect.right(), top = rect.y, bottom = rect.bottom();
    auto out = cut(
        ring, [=](Spot s) { return s.x >= left; }, [=](Spot a, Spot b) { return crossing_x(a, b, left); });
    out = cut(
        out, [=](Spot s) { return s.x <= right; }, [=](Spot a, Spot b) { return crossing_x(a, b, right); });
    out = cut(
        out, [=](Spot s) { return s.y >= top; }, [=](Spot a, Spot b) { return crossing_y(a, b, top); });
    return cut(
        out, [=](Spot s) { return s.y <= bottom; }, [=](Spot a, Spot b) { return crossing_y(a, b, bottom); });
}

std::optional<std::pair<Spot, Spot>> clipped_line(Spot a, Spot b, const Rect& rect)
{
    const double dx = b.x - a.x, dy = b.y - a.y;
    double enter = 0, leave = 1;
    const auto cut_side = [&](double speed, double room) { // the line stays inside while t · speed <= room
        if (speed == 0) return room >= 0;
        if (speed < 0)
            enter = std::max(enter, room / speed);
        else
            leave = std::min(leave, room / speed);
        return enter < leave;
    };
    if (!cut_side(-dx, a.x - rect.x) || !cut_side(dx, rect.right() - a.x) || !cut_side(-dy, a.y - rect.y) ||
        !cut_side(dy, rect.bottom() - a.y))
        return {};
    const auto at = [&](double t) { return Spot{.x = a.x + t * dx, .y = a.y + t * dy}; };
    return std::pair{enter == 0 ? a : at(enter), leave == 1 ? b : at(leave)};
}

} // namespace peaksite
