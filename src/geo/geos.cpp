#include "geo/geos.hpp"

#include <geos_c.h>

#include <algorithm>
#include <cassert>

namespace peaksite {

namespace {

class Context {
public:
    Context() : m_handle(GEOS_init_r()) { GEOSContext_setErrorMessageHandler_r(m_handle, keep, &m_error); }
    Context(const Context&) = delete;
    Context& operator=(const Context&) = delete;
    ~Context() { GEOS_finish_r(m_handle); }

    GEOSContextHandle_t handle() const { return m_handle; }
    const std::string& error() const { return m_error; }

private:
    static void keep(const char* message, void* error) { *static_cast<std::string*>(error) = message; }

    GEOSContextHandle_t m_handle;
    std::string m_error;
};

Context& context()
{
    thread_local Context of_this_thread;
    return of_this_thread;
}

GEOSContextHandle_t handle() { return context().handle(); }

GEOSCoordSequence* sequence(const Line& line)
{
    auto* out = GEOSCoordSeq_create_r(handle(), static_cast<unsigned>(line.size()), 2);
    for (unsigned i = 0; i < line.size(); ++i) GEOSCoordSeq_setXY_r(handle(), out, i, line[i].x, line[i].y);
    return out;
}

Line line_of(const GEOSGeometry* ring)
{
    const auto* sequence = GEOSGeom_getCoordSeq_r(handle(), ring);
    unsigned count = 0;
    GEOSCoordSeq_getSize_r(handle(), sequence, &count);
    Line out(count);
    for (unsigned i = 0; i < count; ++i) GEOSCoordSeq_getXY_r(handle(), sequence, i, &out[i].x, &out[i].y);
    return out;
}

// Null, and all of them gone, when one is null.
GEOSGeometry* collection(int kind, std::vector<GEOSGeometry*> parts)
{
    if (std::ranges::find(parts, nullptr) == parts.end())
        return GEOSGeom_createCollection_r(handle(), kind, parts.data(), static_cast<unsigned>(parts.size()));
    for (auto* part : parts)
        if (part != nullptr) GEOSGeom_destroy_r(handle(), part);
    return nullptr;
}

// Null when one of its rings is none.
GEOSGeometry* polygon_of(const Polygon& polygon)
{
    std::vector<GEOSGeometry*> rings;
    for (const auto& ring : polygon.rings) rings.push_back(GEOSGeom_createLinearRing_r(handle(), sequence(ring)));
    if (!rings.empty() && std::ranges::find(rings, nullptr) == rings.end())
        return GEOSGeom_createPolygon_r(handle(), rings.front(), rings.data() + 1,
                                        static_cast<unsigned>(rings.size() - 1));
    for (auto* ring : rings)
        if (ring != nullptr) GEOSGeom_destroy_r(handle(), ring);
    return nullptr;
}

void collect(const GEOSGeometry* geometry, std::vector<Polygon>& polygons)
{
    const int type = GEOSGeomTypeId_r(handle(), geometry);
    if (type == GEOS_POLYGON && GEOSisEmpty_r(handle(), geometry) == 0) {
        Polygon polygon{.rings = {line_of(GEOSGetExteriorRing_r(handle(), geometry))}};
        for (int i = 0; i < GEOSGetNumInteriorRings_r(handle(), geometry); ++i)
            polygon.rings.push_back(line_of(GEOSGetInteriorRingN_r(handle(), geometry, i)));
        polygons.push_back(std::move(polygon));
    } else if (type == GEOS_MULTIPOLYGON || type == GEOS_GEOMETRYCOLLECTION) {
        for (int i = 0; i < GEOSGetNumGeometries_r(handle(), geometry); ++i)
            collect(GEOSGetGeometryN_r(handle(), geometry, i), polygons);
    }
}

struct DestroyParams {
    void operator()(GEOSMakeValidParams* params) const { GEOSMakeValidParams_destroy_r(handle(), params); }
};

struct DestroySequence {
    void operator()(GEOSCoordSequence* sequence) const { GEOSCoordSeq_destroy_r(handle(), sequence); }
};

} // namespace

void GeosGeometry::Destroy::operator()(GEOSGeom_t* geometry) const { GEOSGeom_destroy_r(handle(), geometry); }

GeosGeometry GeosGeometry::of(const Shape& shape)
{
    if (shape.lines.empty() && shape.points.empty()) return of(shape.polygons);
    std::vector<GEOSGeometry*> parts;
    for (const auto& polygon : shape.polygons) parts.push_back(polygon_of(polygon));
    for (const auto& line : shape.lines) parts.push_back(GEOSGeom_createLineString_r(handle(), sequence(line)));
    for (const auto& point : shape.points) parts.push_back(GEOSGeom_createPoint_r(handle(), sequence({point})));
    return GeosGeometry{collection(GEOS_GEOMETRYCOLLECTION, std::move(parts))};
}

GeosGeometry GeosGeometry::of(const std::vector<Polygon>& polygons)
{
    std::vector<GEOSGeometry*> parts;
    for (const auto& polygon : polygons) parts.push_back(polygon_of(polygon));
    return GeosGeometry{collection(GEOS_MULTIPOLYGON, std::move(parts))};
}

GeosGeometry GeosGeometry::of(const Polygon& polygon) { return GeosGeometry{polygon_of(polygon)}; }

GeosGeometry GeosGeometry::of(const Box& box)
{
    return GeosGeometry{GEOSGeom_createRectangle_r(handle(), box.xmin, box.ymin, box.xmax, box.ymax)};
}

GeosGeometry GeosGeometry::of(Point point)
{
    return GeosGeometry{GEOSGeom_createPointFromXY_r(handle(), point.x, point.y)};
}

GeosGeometry GeosGeometry::collected(std::vector<GeosGeometry> parts)
{
    std::vector<GEOSGeometry*> released;
    for (auto& part : parts) released.push_back(part.m_geometry.release());
    return GeosGeometry{collection(GEOS_GEOMETRYCOLLECTION, std::move(released))};
}

bool GeosGeometry::empty() const { return !*this || GEOSisEmpty_r(handle(), m_geometry.get()) != 0; }

bool GeosGeometry::valid() const { return *this && GEOSisValid_r(handle(), m_geometry.get()) == 1; }

std::string GeosGeometry::why_invalid() const
{
    char* reason = *this ? GEOSisValidReason_r(handle(), m_geometry.get()) : nullptr;
    std::string out = reason == nullptr ? "invalid" : reason;
    if (reason != nullptr) GEOSFree_r(handle(), reason);
    return out;
}

std::optional<double> GeosGeometry::area() const
{
    double out = 0;
    if (!*this || GEOSArea_r(handle(), m_geometry.get(), &out) == 0) return {};
    return out;
}

std::optional<Point> GeosGeometry::point_inside() const
{
    const GeosGeometry point{*this ? GEOSPointOnSurface_r(handle(), m_geometry.get()) : nullptr};
    Point out;
    if (!point || GEOSGeomGetX_r(handle(), point.m_geometry.get(), &out.x) == 0 ||
        GEOSGeomGetY_r(handle(), point.m_geometry.get(), &out.y) == 0)
        return {};
    return out;
}

std::vector<Polygon> GeosGeometry::polygons() const
{
    std::vector<Polygon> out;
    if (*this) collect(m_geometry.get(), out);
    return out;
}

GeosGeometry GeosGeometry::made_valid() const
{
    return GeosGeometry{*this ? GEOSMakeValid_r(handle(), m_geometry.get()) : nullptr};
}

GeosGeometry GeosGeometry::enclosed() const
{
    if (!*this) return GeosGeometry{nullptr};
    const std::unique_ptr<GEOSMakeValidParams, DestroyParams> how{GEOSMakeValidParams_create_r(handle())};
    GEOSMakeValidParams_setMethod_r(handle(), how.get(), GEOS_MAKE_VALID_STRUCTURE);
    return GeosGeometry{GEOSMakeValidWithParams_r(handle(), m_geometry.get(), how.get())};
}

GeosGeometry GeosGeometry::united() const
{
    return GeosGeometry{*this ? GEOSUnaryUnion_r(handle(), m_geometry.get()) : nullptr};
}

GeosGeometry GeosGeometry::without(const GeosGeometry& other) const
{
    return GeosGeometry{*this && other ? GEOSDifference_r(handle(), m_geometry.get(), other.m_geometry.get())
                                       : nullptr};
}

GeosGeometry GeosGeometry::common(const GeosGeometry& other) const
{
    return GeosGeometry{*this && other ? GEOSIntersection_r(handle(), m_geometry.get(), other.m_geometry.get())
                                       : nullptr};
}

void PreparedGeometry::Destroy::operator()(const GEOSPrepGeom_t* prepared) const
{
    GEOSPreparedGeom_destroy_r(handle(), prepared);
}

PreparedGeometry::PreparedGeometry(GeosGeometry geometry) : m_geometry(std::move(geometry))
{
    assert(m_geometry);
    m_prepared.reset(GEOSPrepare_r(handle(), m_geometry.m_geometry.get()));
}

bool PreparedGeometry::contains(const GeosGeometry& other) const
{
    return GEOSPreparedContains_r(handle(), m_prepared.get(), other.m_geometry.get()) == 1;
}

bool PreparedGeometry::covers(const GeosGeometry& other) const
{
    return GEOSPreparedCovers_r(handle(), m_prepared.get(), other.m_geometry.get()) == 1;
}

std::optional<std::pair<Point, Point>> PreparedGeometry::nearest(const GeosGeometry& other) const
{
    const std::unique_ptr<GEOSCoordSequence, DestroySequence> ends{
        GEOSPreparedNearestPoints_r(handle(), m_prepared.get(), other.m_geometry.get())};
    if (!ends) return {};
    Point p, q;
    GEOSCoordSeq_getXY_r(handle(), ends.get(), 0, &p.x, &p.y);
    GEOSCoordSeq_getXY_r(handle(), ends.get(), 1, &q.x, &q.y);
    return std::pair{p, q};
}

std::string geos_error() { return context().error(); }

std::string geos_version() { return GEOSversion(); }

} // namespace peaksite
