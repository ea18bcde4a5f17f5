#include "model/wholes.hpp"

#include "geo/validity.hpp"

#include <algorithm>
#include <cmath>

namespace peaksite {

namespace {

// A point inside the polygons: the middle of the widest piece of a line across them.
std::optional<Point> inside_point(const Shape& shape)
{
    const auto box = bounds(shape);
    if (!box) return {};
    constexpr double about_the_middle = 0.4871; // seldom the height of a vertex
    const double y = box->ymin + about_the_middle * (box->ymax - box->ymin);
    std::vector<double> crossings;
    for_each_edge(shape, [&](Point a, Point b) {
        if ((a.y > y) != (b.y > y)) crossings.push_back(a.x + (y - a.y) / (b.y - a.y) * (b.x - a.x));
    });
    std::ranges::sort(crossings);
    std::optional<Point> out;
    double widest = 0;
    for (std::size_t i = 0; i + 1 < crossings.size(); i += 2)
        if (const double width = crossings[i + 1] - crossings[i]; width > widest) {
            widest = width;
            out = Point{.x = (crossings[i] + crossings[i + 1]) / 2, .y = y};
        }
    return out;
}

struct Part {
    std::size_t zone = 0;
    Point inside;
    double area = 0;
};

// The zones of a set, from west to east.
std::vector<Part> parts_of(const ZoneSet& set)
{
    std::vector<Part> out;
    for (std::size_t i = 0; i < set.zones.size(); ++i)
        if (const auto inside = inside_point(set.zones[i].shape))
            out.push_back({.zone = i, .inside = *inside, .area = plane_area(set.zones[i].shape)});
    std::ranges::sort(out, {}, [](const Part& part) { return part.inside.x; });
    return out;
}

std::optional<std::vector<std::size_t>> parts_within(const Zone& zone, const std::vector<Part>& parts)
{
    const auto box = bounds(zone.shape);
    if (!box || zone.shape.polygons.empty()) return {};
    const double whole = plane_area(zone.shape);
    double sum = 0;
    std::vector<std::size_t> out;
    std::optional<PolygonIndex> index;
    for (auto part = std::ranges::lower_bound(parts, box->xmin, {}, [](const Part& one) { return one.inside.x; });
         part != parts.end() && part->inside.x <= box->xmax; ++part) {
        if (part->inside.y < box->ymin || part->inside.y > box->ymax || part->area > whole * (1 + 1e-9)) continue;
        if (!index) index.emplace(zone.shape);
        if (index->locate(part->inside) == Location::outside) continue;
        sum += part->area;
        out.push_back(part->zone);
    }
    std::ranges::sort(out);
    constexpr double exact = 1e-9;
    if (out.size() < 2 || std::fabs(sum - whole) > exact * whole) return {};
    return out;
}

} // namespace

std::vector<Whole> wholes_of(const std::vector<ZoneSet>& sets)
{
    std::vector<Whole> out;
    for (std::size_t part_set = 0; part_set < sets.size(); ++part_set) {
        const auto parts = parts_of(sets[part_set]);
        for (std::size_t set = 0; set < sets.size(); ++set) {
            if (set == part_set || sets[set].crs.wkt() != sets[part_set].crs.wkt()) continue;
            for (std::size_t zone = 0; zone < sets[set].zones.size(); ++zone)
                if (auto found = parts_within(sets[set].zones[zone], parts))
                    out.push_back({.set = set, .zone = zone, .part_set = part_set, .parts = std::move(*found)});
        }
    }
    return out;
}

} // namespace peaksite
