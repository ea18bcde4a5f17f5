#include "map/symbols/zone_traces.hpp"

#include "map/ground/clip.hpp"

#include <cmath>

namespace peaksite {

namespace {

// On a lattice, so that a border is the same from both of its sides.
Trace snapped(const Trace& ring)
{
    constexpr double lattice = millimetres(0.02);
    Trace out;
    for (const auto& spot : ring) {
        const Spot at{.x = std::round(spot.x / lattice) * lattice, .y = std::round(spot.y / lattice) * lattice};
        if (out.empty() || at != out.back()) out.push_back(at);
    }
    if (out.size() > 1 && out.front() == out.back()) out.pop_back();
    return out;
}

Trace on_page(const Line& ring, const View& view)
{
    Trace out;
    for (const auto& point : ring)
        if (std::isfinite(point.x) && std::isfinite(point.y)) out.push_back(view.to_page(point));
    return out;
}

} // namespace

ZoneTrace shape_trace(const Shape& shape, const View& view)
{
    constexpr std::size_t fewest_points = 3;
    const Rect reach = grown(view.frame(), 12);
    ZoneTrace trace;
    for (const auto& polygon : shape.polygons)
        for (const auto& ring : polygon.rings)
            if (auto seen = snapped(clipped_ring(on_page(ring, view), reach)); seen.size() >= fewest_points)
                trace.push_back(std::move(seen));
    return trace;
}

std::vector<ZoneTrace> zone_traces(const std::vector<SheetZone>& zones, const View& view)
{
    std::vector<ZoneTrace> out;
    for (const auto& zone : zones) out.push_back(shape_trace(zone.shape, view));
    return out;
}

} // namespace peaksite
