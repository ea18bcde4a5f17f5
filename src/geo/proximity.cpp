#include "geo/proximity.hpp"

#include "base/constants.hpp"
#include "base/error.hpp"
#include "geo/geodesic.hpp"
#include "geo/geos.hpp"
#include "geo/polyconic.hpp"
#include "grid/ellipsoid.hpp"

#include <algorithm>
#include <cmath>

namespace peaksite {

namespace {

constexpr double least_km_per_degree = 108; // of latitude, and some spare
GeosGeometry planar(const Shape& shape)
{
    auto out = GeosGeometry::of(shape);
    if (!out) throw InputError{text("a boundary cannot be used for distances: {}; check its rings", geos_error())};
    return out;
}

std::pair<Point, Point> nearest(const PreparedGeometry& a, const GeosGeometry& b)
{
    if (const auto ends = a.nearest(b)) return *ends;
    throw InputError{text("the distance between two boundaries cannot be found: {}; check their rings", geos_error())};
}

double shared_area(const GeosGeometry& a, const GeosGeometry& b)
{
    if (const auto area = a.common(b).area()) return *area;
    throw InputError{text("two boundaries cannot be overlaid: {}; check their rings", geos_error())};
}

// No shorter way lies between two boxes: the gap in latitude, or in longitude at the latitude where degrees are
// shortest.
double least_metres(const Box& a, const Box& b)
{
    const double north =
        std::max(std::abs(a.ymin), std::max(std::abs(a.ymax), std::max(std::abs(b.ymin), std::abs(b.ymax))));
    const auto degree = degree_lengths(cgcs2000, std::min(north, 89.0));
    constexpr double shortest = 110'574; // metres per degree of latitude, at the equator
    const double up = std::max({0.0, a.ymin - b.ymax, b.ymin - a.ymax}) * shortest;
    const double along = std::max({0.0, a.xmin - b.xmax, b.xmin - a.xmax}) * degree.longitude;
    constexpr double safety = 0.98; // the way may bend to the pole
    return safety * std::max(up, along);
}

} // namespace

std::vector<Proximity> near_pairs(const std::vector<Shape>& shapes, double within_km)
{
    std::vector<Proximity> out;
    std::vector<std::optional<Box>> boxes;
    for (const auto& shape : shapes) boxes.push_back(bounds(shape));
    for (std::size_t a = 0; a < shapes.size(); ++a) {
        const auto& box_a = boxes[a];
        for (std::size_t b = a + 1; box_a && b < shapes.size(); ++b) {
            const auto& box_b = boxes[b];
            // The gap in latitude first: it costs nothing.
            if (!box_b ||
                std::max(box_a->ymin - box_b->ymax, box_b->ymin - box_a->ymax) > within_km / least_km_per_degree ||
                least_metres(*box_a, *box_b) > within_km * metres_per_km)
                continue;
            const Polyconic plane{{.x = (box_a->xmin + box_a->xmax + box_b->xmin + box_b->xmax) / 4,
                                   .y = (box_a->ymin + box_a->ymax + box_b->ymin + box_b->ymax) / 4}};
            const PreparedGeometry first{planar(transformed(shapes[a], plane))};
            const auto second = planar(transformed(shapes[b], plane));
            const auto [p, q] = nearest(first, second);
            const double metres = p == q ? 0 : geodesic_distance(cgcs2000, plane.back(p), plane.back(q));
            if (metres >= within_km * metres_per_km) continue;
            const bool both = !shapes[a].polygons.empty() && !shapes[b].polygons.empty();
            out.push_back({.a = a,
                           .b = b,
                           .km = metres / metres_per_km,
                           .shared_km2 = metres == 0 && both
                                             ? shared_area(first.geometry(), second) / square_metres_per_km2
                                             : 0});
        }
    }
    return out;
}

std::optional<Point> point_inside(const Shape& shape)
{
    if (shape.polygons.empty()) return shape.points.empty() ? std::nullopt : std::optional{shape.points.front()};
    return planar(shape).point_inside();
}

} // namespace peaksite
