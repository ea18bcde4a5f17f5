#include "geo/validity.hpp"

#include "base/error.hpp"

#include <geos_c.h>

#include <algorithm>
#include <cmath>
#include <functional>
#include <utility>

namespace peaksite {

namespace {

// One GEOS context and the geometries made in it.
class Geos {
public:
    Geos() : m_context(GEOS_init_r(), GEOS_finish_r) {}
    GEOSContextHandle_t get() const { return m_context.get(); }

    using Geometry = std::unique_ptr<GEOSGeometry, std::function<void(GEOSGeometry*)>>;
    Geometry own(GEOSGeometry* geometry) const
    {
        return {geometry, [context = get()](GEOSGeometry* g) { GEOSGeom_destroy_r(context, g); }};
    }

    GEOSGeometry* ring(const Line& line) const
    {
        auto* sequence = GEOSCoordSeq_create_r(get(), static_cast<unsigned>(line.size()), 2);
        for (unsigned i = 0; i < line.size(); ++i) GEOSCoordSeq_setXY_r(get(), sequence, i, line[i].x, line[i].y);
        return GEOSGeom_createLinearRing_r(get(), sequence);
    }

    GEOSGeometry* polygon(const Polygon& polygon) const
    {
        std::vector<GEOSGeometry*> holes;
        for (std::size_t i = 1; i < polygon.rings.size(); ++i) holes.push_back(ring(polygon.rings[i]));
        return GEOSGeom_createPolygon_r(get(), ring(polygon.rings.front()), holes.data(),
                                        static_cast<unsigned>(holes.size()));
    }

    Geometry multipolygon(const std::vector<Polygon>& polygons) const
    {
        std::vector<GEOSGeometry*> parts;
        for (const auto& one : polygons) parts.push_back(polygon(one));
        return own(
            GEOSGeom_createCollection_r(get(), GEOS_MULTIPOLYGON, parts.data(), static_cast<unsigned>(parts.size())));
    }

    Line line(const GEOSGeometry* ring) const
    {
        const auto* sequence = GEOSGeom_getCoordSeq_r(get(), ring);
        unsigned count = 0;
        GEOSCoordSeq_getSize_r(get(), sequence, &count);
        Line out(count);
        for (unsigned i = 0; i < count; ++i) GEOSCoordSeq_getXY_r(get(), sequence, i, &out[i].x, &out[i].y);
        return out;
    }

    void collect(const GEOSGeometry* geometry, std::vector<Polygon>& polygons) const
    {
        const int type = GEOSGeomTypeId_r(get(), geometry);
        if (type == GEOS_POLYGON && GEOSisEmpty_r(get(), geometry) == 0) {
            Polygon polygon{.rings = {line(GEOSGetExteriorRing_r(get(), geometry))}};
            for (int i = 0; i < GEOSGetNumInteriorRings_r(get(), geometry); ++i)
                polygon.rings.push_back(line(GEOSGetInteriorRingN_r(get(), geometry, i)));
            polygons.push_back(std::move(polygon));
        } else if (type == GEOS_MULTIPOLYGON || type == GEOS_GEOMETRYCOLLECTION) {
            for (int i = 0; i < GEOSGetNumGeometries_r(get(), geometry); ++i)
                collect(GEOSGetGeometryN_r(get(), geometry, i), polygons);
        }
    }

private:
    std::unique_ptr<GEOSContextHandle_HS, void (*)(GEOSContextHandle_t)> m_context;
};

// What a ring encloses, whatever it crosses (GEOS's structure method: what it goes round twice counts once). Null when
// it fails.
Geos::Geometry enclosed(const Geos& geos, const Line& ring)
{
    const auto polygon = geos.own(geos.polygon({.rings = {ring}}));
    const std::unique_ptr<GEOSMakeValidParams, std::function<void(GEOSMakeValidParams*)>> how{
        GEOSMakeValidParams_create_r(geos.get()),
        [&](GEOSMakeValidParams* one) { GEOSMakeValidParams_destroy_r(geos.get(), one); }};
    GEOSMakeValidParams_setMethod_r(geos.get(), how.get(), GEOS_MAKE_VALID_STRUCTURE);
    return geos.own(GEOSMakeValidWithParams_r(geos.get(), polygon.get(), how.get()));
}

// Land of the shell less that of its holes. Where nothing is left of it the shell lies in its own hole: the rings are
// exchanged, and what an odd number of them encloses is land (linework method). Null when the polygon cannot be
// repaired.
Geos::Geometry valid_land(const Geos& geos, const Polygon& polygon)
{
    auto land = enclosed(geos, polygon.rings.front());
    std::vector<GEOSGeometry*> parts;
    for (std::size_t i = 1; i < polygon.rings.size(); ++i)
        if (auto hole = enclosed(geos, polygon.rings[i])) parts.push_back(hole.release());
    const auto holes = geos.own(GEOSGeom_createCollection_r(geos.get(), GEOS_GEOMETRYCOLLECTION, parts.data(),
                                                            static_cast<unsigned>(parts.size())));
    const auto off = geos.own(GEOSUnaryUnion_r(geos.get(), holes.get()));
    land = land == nullptr || off == nullptr || parts.size() + 1 < polygon.rings.size()
               ? geos.own(nullptr)
               : geos.own(GEOSDifference_r(geos.get(), land.get(), off.get()));
    if (land != nullptr && GEOSisEmpty_r(geos.get(), land.get()) == 0) return land;
    return geos.own(GEOSMakeValid_r(geos.get(), geos.own(geos.polygon(polygon)).get()));
}

// The polygons made valid one by one, then united: MakeValid of all at once takes out what two of them share. Null when
// one cannot be repaired.
Geos::Geometry united(const Geos& geos, const std::vector<Polygon>& polygons)
{
    std::vector<GEOSGeometry*> parts;
    bool repaired = true;
    for (const auto& one : polygons) {
        auto part = geos.own(geos.polygon(one));
        if (part != nullptr && GEOSisValid_r(geos.get(), part.get()) != 1) part = valid_land(geos, one);
        repaired = repaired && part != nullptr;
        if (part != nullptr) parts.push_back(part.release());
    }
    auto all = geos.own(GEOSGeom_createCollection_r(geos.get(), GEOS_GEOMETRYCOLLECTION, parts.data(),
                                                    static_cast<unsigned>(parts.size())));
    if (!repaired || all == nullptr) return geos.own(nullptr);
    return parts.size() == 1 ? std::move(all) : geos.own(GEOSUnaryUnion_r(geos.get(), all.get()));
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

    const Geos geos;
    const auto before = geos.multipolygon(out.shape.polygons);
    if (GEOSisValid_r(geos.get(), before.get()) == 1) return out;
    char* reason = GEOSisValidReason_r(geos.get(), before.get());
    out.repair = reason == nullptr ? "invalid" : reason;
    GEOSFree_r(geos.get(), reason);

    const auto after = united(geos, out.shape.polygons);
    if (after == nullptr) throw InputError{text("a polygon cannot be repaired: {}", out.repair)};
    out.shape.polygons.clear();
    geos.collect(after.get(), out.shape.polygons);
    return out;
}

Shape clipped(const Shape& shape, const Box& box)
{
    Shape out;
    if (shape.polygons.empty()) return out;
    const Geos geos;
    const auto all = geos.multipolygon(shape.polygons);
    const auto frame = geos.own(GEOSGeom_createRectangle_r(geos.get(), box.xmin, box.ymin, box.xmax, box.ymax));
    const auto common = geos.own(GEOSIntersection_r(geos.get(), all.get(), frame.get()));
    if (common == nullptr)
        throw InputError{
            text("a polygon cannot be cut to the box {} {} {} {}", box.xmin, box.ymin, box.xmax, box.ymax)};
    geos.collect(common.get(), out.polygons);
    return out;
}

struct PolygonIndex::Prepared {
    Geos geos;
    Geos::Geometry geometry;
    const GEOSPreparedGeometry* index = nullptr;

    explicit Prepared(const Shape& shape) : geometry(geos.multipolygon(shape.polygons))
    {
        index = GEOSPrepare_r(geos.get(), geometry.get());
    }
    Prepared(const Prepared&) = delete;
    Prepared& operator=(const Prepared&) = delete;
    ~Prepared() { GEOSPreparedGeom_destroy_r(geos.get(), index); }
};

PolygonIndex::PolygonIndex(const Shape& shape) : m_prepared(std::make_shared<Prepared>(shape)) {}

Location PolygonIndex::locate(Point point) const
{
    const auto& geos = m_prepared->geos;
    const auto at = geos.own(GEOSGeom_createPointFromXY_r(geos.get(), point.x, point.y));
    if (GEOSPreparedContains_r(geos.get(), m_prepared->index, at.get()) == 1) return Location::inside;
    return GEOSPreparedCovers_r(geos.get(), m_prepared->index, at.get()) == 1 ? Location::boundary : Location::outside;
}

} // namespace peaksite
