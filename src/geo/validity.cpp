#include "geo/validity.hpp"

#include "base/error.hpp"
#include "geo/geos.hpp"

#include <algorithm>
#include <cmath>
#include <utility>

namespace peaksite {

namespace {

// What a ring encloses, whatever it crosses.
GeosGeometry enclosed(const Line& ring) { return GeosGeometry::of(Polygon{.rings = {ring}}).enclosed(); }

// Land of the shell less that of its holes. Where nothing is left of it the shell lies in its own hole: the rings are
// exchanged, and what an odd number of them encloses is land. False when the polygon cannot be repaired.
GeosGeometry valid_land(const Polygon& polygon)
{
    const auto shell = enclosed(polygon.rings.front());
    std::vector<GeosGeometry> holes;
    for (std::size_t i = 1; i < polygon.rings.size(); ++i) holes.push_back(enclosed(polygon.rings[i]));
    auto land = shell.without(GeosGeometry::collected(std::move(holes)).united());
    return land.empty() ? GeosGeometry::of(polygon).made_valid() : std::move(land);
}

// The polygons made valid one by one, then united: MakeValid of all at once takes out what two of them share. False
// when one cannot be repaired.
GeosGeometry united(const std::vector<Polygon>& polygons)
{
    std::vector<GeosGeometry> parts;
    for (const auto& one : polygons) {
        auto part = GeosGeometry::of(one);
        if (part && !part.valid()) part = valid_land(one);
        parts.push_back(std::move(part));
    }
    const bool single = parts.size() == 1;
    auto all = GeosGeometry::collected(std::move(parts));
    return single ? std::move(all) : all.united();
}

// Leaves out rings that cannot be rings, and polygons whose outer ring is one of them; closes open rings.
std::size_t drop_degenerate(std::vector<Polygon>& polygons)
{
    constexpr std::size_t fewest_points = 4;
    std::size_t dropped = 0;
    for (auto& polygon : polygons) {
        for (auto& ring : polygon.rings)
            if (!ring.empty() && ring.front() != ring.back()) ring.push_back(ring.front());
        if (polygon.rings.empty() || polygon.rings.front().size() < fewest_points) {
            polygon.rings.clear();
            continue;
        }
        dropped += std::erase_if(polygon.rings, [](const Line& ring) { return ring.size() < fewest_points; });
    }
    return dropped + std::erase_if(polygons, [](const Polygon& polygon) { return polygon.rings.empty(); });
}

} // namespace

ValidShape made_valid(Shape shape)
{
    ValidShape out{.shape = std::move(shape), .repair = {}};
    const bool dropped = drop_degenerate(out.shape.polygons) > 0;
    if (dropped) out.repair = "Ring with fewer than four points";
    if (out.shape.polygons.empty()) return out;
    for_each_edge(out.shape, [](Point a, Point b) {
        if (!std::isfinite(a.x + a.y + b.x + b.y))
            throw InputError{text("a polygon cannot be repaired: {}", "a coordinate is no number")};
    });

    const auto before = GeosGeometry::of(out.shape.polygons);
    if (before.valid()) return out;
    out.repair = before ? before.why_invalid() : geos_error();

    const auto after = united(out.shape.polygons);
    if (!after) throw InputError{text("a polygon cannot be repaired: {}", out.repair)};
    out.shape.polygons = after.polygons();
    return out;
}

Shape clipped(const Shape& shape, const Box& box)
{
    Shape out;
    if (shape.polygons.empty()) return out;
    const auto common = GeosGeometry::of(shape.polygons).common(GeosGeometry::of(box));
    if (!common)
        throw InputError{text("a polygon cannot be cut to the box {} {} {} {}: {}", box.xmin, box.ymin, box.xmax,
                              box.ymax, geos_error())};
    out.polygons = common.polygons();
    return out;
}

PolygonIndex::PolygonIndex(const Shape& shape)
{
    auto polygons = GeosGeometry::of(shape.polygons);
    if (!polygons) throw InputError{text("a polygon cannot be used: {}", geos_error())};
    m_prepared = std::make_shared<const PreparedGeometry>(std::move(polygons));
}

Location PolygonIndex::locate(Point point) const
{
    const auto at = GeosGeometry::of(point);
    if (m_prepared->contains(at)) return Location::inside;
    return m_prepared->covers(at) ? Location::boundary : Location::outside;
}

} // namespace peaksite
