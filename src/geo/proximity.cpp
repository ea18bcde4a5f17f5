#include "geo/proximity.hpp"

#include "base/constants.hpp"

#include "base/error.hpp"
#include "geo/geodesic.hpp"
#include "grid/ellipsoid.hpp"

#include <geos_c.h>

#include <algorithm>
#include <cmath>
#include <functional>
#include <numbers>

namespace peaksite {

namespace {

constexpr double least_km_per_degree = 108; // of latitude, and some spare
constexpr double radians = std::numbers::pi / 180;

// The polyconic projection of the ellipsoid around a place (Snyder 1987, eq. 18-12 to 18-14), metres.
class LocalPlane {
public:
    explicit LocalPlane(Point middle) : m_middle(middle) {}

    Point operator()(Point p) const
    {
        const double sine = std::sin(p.y * radians);
        if (sine == 0) return {.x = cgcs2000.semi_major * (p.x - m_middle.x) * radians, .y = meridian(p.y)};
        const double normal = cgcs2000.semi_major / std::sqrt(1 - cgcs2000.eccentricity2() * sine * sine);
        const double cotangent = std::cos(p.y * radians) / sine, turn = (p.x - m_middle.x) * radians * sine;
        return {.x = normal * cotangent * std::sin(turn),
                .y = meridian(p.y) + normal * cotangent * (1 - std::cos(turn))};
    }

    // By iteration on the forward formula; a step of Newton with the lengths of a degree.
    Point back(Point plane) const
    {
        Point out = m_middle;
        constexpr int steps = 12;
        for (int i = 0; i < steps; ++i) {
            const auto at = (*this)(out);
            const auto degree = degree_lengths(cgcs2000, out.y);
            out = {.x = out.x + (plane.x - at.x) / degree.longitude, .y = out.y + (plane.y - at.y) / degree.latitude};
        }
        return out;
    }

private:
    // Along the meridian from the middle, by Simpson's rule: a relative error below 1e-12 for degrees.
    double meridian(double latitude) const
    {
        const auto length = [](double at) { return degree_lengths(cgcs2000, at).latitude; };
        constexpr double simpson = 6;
        return (latitude - m_middle.y) / simpson *
               (length(m_middle.y) + 4 * length((latitude + m_middle.y) / 2) + length(latitude));
    }

    Point m_middle;
};

// Geometries of one GEOS context.
class Planar {
public:
    using Geometry = std::unique_ptr<GEOSGeometry, std::function<void(GEOSGeometry*)>>;

    Planar() : m_context(GEOS_init_r(), GEOS_finish_r) {}

    Geometry geometry(const Shape& shape) const
    {
        std::vector<GEOSGeometry*> parts;
        for (const auto& polygon : shape.polygons) parts.push_back(area(polygon));
        for (const auto& line : shape.lines) parts.push_back(GEOSGeom_createLineString_r(get(), sequence(line)));
        for (const auto& point : shape.points) parts.push_back(GEOSGeom_createPoint_r(get(), sequence({point})));
        if (std::ranges::find(parts, nullptr) != parts.end())
            throw InputError{text("a boundary cannot be used for distances; check its rings")};
        const int kind = shape.lines.empty() && shape.points.empty() ? GEOS_MULTIPOLYGON : GEOS_GEOMETRYCOLLECTION;
        return own(GEOSGeom_createCollection_r(get(), kind, parts.data(), static_cast<unsigned>(parts.size())));
    }

    // Nearest points of two geometries.
    std::pair<Point, Point> nearest(const Geometry& a, const Geometry& b) const
    {
        const std::unique_ptr<const GEOSPreparedGeometry, std::function<void(const GEOSPreparedGeometry*)>> prepared{
            GEOSPrepare_r(get(), a.get()),
            [context = get()](const GEOSPreparedGeometry* p) { GEOSPreparedGeom_destroy_r(context, p); }};
        const std::unique_ptr<GEOSCoordSequence, std::function<void(GEOSCoordSequence*)>> ends{
            GEOSPreparedNearestPoints_r(get(), prepared.get(), b.get()),
            [context = get()](GEOSCoordSequence* s) { GEOSCoordSeq_destroy_r(context, s); }};
        Point p, q;
        if (!ends) throw InputError{text("the distance between two boundaries cannot be found; check their rings")};
        GEOSCoordSeq_getXY_r(get(), ends.get(), 0, &p.x, &p.y);
        GEOSCoordSeq_getXY_r(get(), ends.get(), 1, &q.x, &q.y);
        return {p, q};
    }

    double shared_area(const Geometry& a, const Geometry& b) const
    {
        const auto both = own(GEOSIntersection_r(get(), a.get(), b.get()));
        double out = 0;
        if (!both || GEOSArea_r(get(), both.get(), &out) == 0)
            throw InputError{text("two boundaries cannot be overlaid; check their rings")};
        return out;
    }

    std::optional<Point> inside(const Geometry& a) const
    {
        const auto point = own(GEOSPointOnSurface_r(get(), a.get()));
        Point out;
        if (!point || GEOSGeomGetX_r(get(), point.get(), &out.x) == 0 ||
            GEOSGeomGetY_r(get(), point.get(), &out.y) == 0)
            return {};
        return out;
    }

private:
    GEOSContextHandle_t get() const { return m_context.get(); }
    Geometry own(GEOSGeometry* geometry) const
    {
        return {geometry, [context = get()](GEOSGeometry* g) { GEOSGeom_destroy_r(context, g); }};
    }

    GEOSCoordSequence* sequence(const Line& line) const
    {
        auto* out = GEOSCoordSeq_create_r(get(), static_cast<unsigned>(line.size()), 2);
        for (unsigned i = 0; i < line.size(); ++i) GEOSCoordSeq_setXY_r(get(), out, i, line[i].x, line[i].y);
        return out;
    }

    GEOSGeometry* area(const Polygon& polygon) const
    {
        std::vector<GEOSGeometry*> holes;
        for (std::size_t i = 1; i < polygon.rings.size(); ++i)
            holes.push_back(GEOSGeom_createLinearRing_r(get(), sequence(polygon.rings[i])));
        return GEOSGeom_createPolygon_r(get(), GEOSGeom_createLinearRing_r(get(), sequence(polygon.rings.front())),
                                        holes.data(), static_cast<unsigned>(holes.size()));
    }

    std::unique_ptr<std::remove_pointer_t<GEOSContextHandle_t>, void (*)(GEOSContextHandle_t)> m_context;
};

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
    const Planar planar;
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
            const LocalPlane plane{{.x = (box_a->xmin + box_a->xmax + box_b->xmin + box_b->xmax) / 4,
                                    .y = (box_a->ymin + box_a->ymax + box_b->ymin + box_b->ymax) / 4}};
            const auto first = planar.geometry(transformed(shapes[a], plane)),
                       second = planar.geometry(transformed(shapes[b], plane));
            const auto [p, q] = planar.nearest(first, second);
            const double metres = p == q ? 0 : geodesic_distance(cgcs2000, plane.back(p), plane.back(q));
            if (metres >= within_km * metres_per_km) continue;
            const bool both = !shapes[a].polygons.empty() && !shapes[b].polygons.empty();
            out.push_back(
                {.a = a,
                 .b = b,
                 .km = metres / metres_per_km,
                 .shared_km2 = metres == 0 && both ? planar.shared_area(first, second) / square_metres_per_km2 : 0});
        }
    }
    return out;
}

std::optional<Point> point_inside(const Shape& shape)
{
    if (shape.polygons.empty()) return shape.points.empty() ? std::nullopt : std::optional{shape.points.front()};
    const Planar planar;
    return planar.inside(planar.geometry(shape));
}

} // namespace peaksite
