#include "geo/overlay.hpp"

#include "base/error.hpp"
#include "geo/projection.hpp"
#include "geo/validity.hpp"
#include "support/shapes.hpp"

#include <geos_c.h>
#include <gtest/gtest.h>

#include <numeric>

namespace peaksite {
namespace {

Line ring(std::initializer_list<Point> points)
{
    Line out{points};
    out.push_back(out.front());
    return out;
}

Line box_ring(double x0, double y0, double x1, double y1)
{
    return ring({{.x = x0, .y = y0}, {.x = x1, .y = y0}, {.x = x1, .y = y1}, {.x = x0, .y = y1}});
}

Shape polygon(std::vector<Line> rings)
{
    return {.polygons = {{.rings = std::move(rings)}}, .lines = {}, .points = {}};
}
Shape box_shape(double x0, double y0, double x1, double y1) { return polygon({box_ring(x0, y0, x1, y1)}); }

const Crs& plane()
{
    static const Crs crs = Crs::parse("china-albers");
    return crs;
}

Overlay laid(const std::vector<Shape>& parcels, const std::vector<Shape>& zones, const Crs& crs = plane(),
             int threads = 1)
{
    return overlay(parcels, zones, crs, threads);
}

// Cuts a convex polygon by straight lines, again and again, into about `count` pieces: neighbours meet in the middle of
// edges.
std::vector<Shape> cut_in_pieces(const Line& whole, int count, Random& random)
{
    std::vector<Line> pieces{whole};
    while (static_cast<int>(pieces.size()) < count) {
        const auto at = static_cast<std::size_t>(random.whole(0, static_cast<int>(pieces.size()) - 1));
        const auto piece = pieces[at];
        const auto n = piece.size() - 1;
        const auto first = static_cast<std::size_t>(random.whole(0, static_cast<int>(n) - 1)),
                   second = (first + 1 + static_cast<std::size_t>(random.whole(0, static_cast<int>(n) - 2))) % n;
        const auto between = [&](std::size_t edge) {
            const double t = random(0.2, 0.8);
            const auto a = piece[edge], b = piece[edge + 1];
            return Point{.x = a.x + t * (b.x - a.x), .y = a.y + t * (b.y - a.y)};
        };
        const auto p = between(std::min(first, second)), q = between(std::max(first, second));
        Line one{p}, other{q};
        for (auto i = std::min(first, second) + 1; i <= std::max(first, second); ++i) one.push_back(piece[i]);
        one.push_back(q);
        one.push_back(p);
        for (auto i = std::max(first, second) + 1; i <= std::min(first, second) + n; ++i) other.push_back(piece[i % n]);
        other.push_back(p);
        other.push_back(q);
        pieces[at] = one;
        pieces.push_back(other);
    }
    std::vector<Shape> out;
    for (auto& piece : pieces) out.push_back(polygon({std::move(piece)}));
    return out;
}

double area_in(const Overlay& overlay, std::size_t zone)
{
    double sum = 0;
    for (const auto& part : overlay.parts)
        if (part.zone == zone) sum += part.square_metres;
    return sum;
}

TEST(Overlay, DividesAParcelBetweenTwoZonesAndWhatLiesInNone)
{
    const auto out = laid({box_shape(1, 0, 4, 1)}, {box_shape(0, -1, 2, 2), box_shape(2, -1, 3, 2)});
    EXPECT_EQ(out.parts, (std::vector<CommonPart>{{.parcel = 0, .zone = 0, .square_metres = 1},
                                                  {.parcel = 0, .zone = 1, .square_metres = 1}}));
    EXPECT_EQ(out.outside, std::vector<double>{1});
    EXPECT_EQ(out.parcel_areas, std::vector<double>{3});
    EXPECT_EQ(out.zone_areas, (std::vector<double>{6, 3}));
}

TEST(Overlay, AParcelInsideAZoneHasItsWholeArea)
{
    const auto out = laid({box_shape(10, 10, 11, 11), box_shape(200, 0, 201, 1)}, {box_shape(0, 0, 100, 100)});
    EXPECT_EQ(out.parts, (std::vector<CommonPart>{{.parcel = 0, .zone = 0, .square_metres = 1}}));
    EXPECT_EQ(out.outside, (std::vector<double>{0, 1}));
}

TEST(Overlay, OfAParcelWithAHoleOverAZoneWithAHole)
{
    const auto parcel = polygon({box_ring(0, 0, 10, 10), box_ring(4, 4, 6, 6)});
    const auto zone = polygon({box_ring(-5, -5, 20, 20), box_ring(5, 5, 8, 8)});
    const auto out = laid({parcel}, {zone});
    ASSERT_EQ(out.parts.size(), 1U);
    EXPECT_DOUBLE_EQ(out.parts[0].square_metres, 96 - 8); // the zone's hole, of which a corner is in the parcel's
    EXPECT_DOUBLE_EQ(out.outside[0], 8);
}

TEST(Overlay, AParcelInTheHoleOfAZoneIsOutside)
{
    const auto out = laid({box_shape(5, 5, 6, 6)}, {polygon({box_ring(0, 0, 10, 10), box_ring(4, 4, 7, 7)})});
    EXPECT_TRUE(out.parts.empty());
    EXPECT_EQ(out.outside, std::vector<double>{1});
}

TEST(Overlay, AStripThatOnlyLevelEdgesCutIsCut)
{
    const auto out = laid({box_shape(4, -3, 5, 12), box_shape(-3, 4, 12, 5)}, {box_shape(0, 0, 10, 10)});
    EXPECT_EQ(out.parts, (std::vector<CommonPart>{{.parcel = 0, .zone = 0, .square_metres = 10},
                                                  {.parcel = 1, .zone = 0, .square_metres = 10}}));
    EXPECT_EQ(out.outside, (std::vector<double>{5, 5}));
}

TEST(Overlay, OfBoxesIsWhatTheirSidesSay)
{
    Random random{23};
    const auto any_box = [&] {
        const int x = random.whole(0, 9), y = random.whole(0, 9);
        return Box{.xmin = 1.0 * x,
                   .ymin = 1.0 * y,
                   .xmax = 1.0 * x + random.whole(1, 9),
                   .ymax = 1.0 * y + random.whole(1, 9)};
    };
    for (int i = 0; i < 500; ++i) {
        const auto p = any_box(), z = any_box();
        const double across = std::min(p.xmax, z.xmax) - std::max(p.xmin, z.xmin),
                     along = std::min(p.ymax, z.ymax) - std::max(p.ymin, z.ymin);
        const auto out = laid({box_shape(p.xmin, p.ymin, p.xmax, p.ymax)}, {box_shape(z.xmin, z.ymin, z.xmax, z.ymax)});
        EXPECT_NEAR(area_in(out, 0), std::max(across, 0.0) * std::max(along, 0.0), 1e-9);
        EXPECT_NEAR(out.outside[0], out.parcel_areas[0] - area_in(out, 0), 1e-9);
    }
}

TEST(Overlay, AParcelAroundAZoneHasTheZonesArea)
{
    const auto out = laid({box_shape(0, 0, 10, 10)}, {box_shape(2, 2, 3, 4), Shape{}});
    EXPECT_EQ(out.parts, (std::vector<CommonPart>{{.parcel = 0, .zone = 0, .square_metres = 2}}));
    EXPECT_EQ(out.outside, std::vector<double>{98});
    EXPECT_EQ(out.zone_areas, (std::vector<double>{2, 0}));
}

TEST(Overlay, ZonesThatOverlapOrNestEachHaveTheirShare)
{
    const auto out =
        laid({box_shape(0, 0, 4, 4)}, {box_shape(-1, -1, 3, 5), box_shape(1, -1, 5, 5), box_shape(-9, -9, 9, 9)});
    EXPECT_EQ(area_in(out, 0), 12);
    EXPECT_EQ(area_in(out, 1), 12);
    EXPECT_EQ(area_in(out, 2), 16);
    EXPECT_EQ(out.outside[0], 0);
}

TEST(Overlay, PartsOfMultipartParcelsAndZonesAddUp)
{
    Shape parcel = box_shape(0, 0, 2, 2), zone = box_shape(1, 0, 2, 9);
    parcel.polygons.push_back(box_shape(5, 0, 7, 2).polygons[0]);
    zone.polygons.push_back(box_shape(6, 1, 9, 9).polygons[0]);
    EXPECT_EQ(area_in(laid({parcel}, {zone}), 0), 2 + 1);
}

TEST(Overlay, WhatOnlyTouchesDoesNotOverlap)
{
    const auto out = laid(
        {box_shape(1e6, 4e6, 1e6 + 100, 4e6 + 100)},
        {box_shape(1e6 + 100, 4e6, 1e6 + 200, 4e6 + 100),
         polygon(
             {ring({{.x = 1e6, .y = 4e6}, {.x = 1e6 - 77.7, .y = 4e6 - 33.3}, {.x = 1e6 - 12.3, .y = 4e6 - 99.9}})})});
    EXPECT_TRUE(out.parts.empty());
    EXPECT_DOUBLE_EQ(out.outside[0], 10000);
}

TEST(Overlay, OfNothingIsNothing)
{
    EXPECT_TRUE(laid({}, {}).parts.empty());
    EXPECT_EQ(laid({Shape{}}, {Shape{}}).zone_areas, std::vector<double>{0});
    EXPECT_EQ(laid({box_shape(0, 0, 1, 1)}, {}).outside, std::vector<double>{1});
    EXPECT_EQ(laid({Shape{}, box_shape(0, 0, 1, 1)}, {box_shape(0, 0, 1, 1)}).parts,
              (std::vector<CommonPart>{{.parcel = 1, .zone = 0, .square_metres = 1}}));
}

TEST(Overlay, IsStoppedOnRequest)
{
    std::stop_source source;
    source.request_stop();
    const std::vector<Shape> shapes{box_shape(0, 0, 1, 1)};
    EXPECT_THROW(overlay(shapes, shapes, plane(), 1, source.get_token()), Stopped);
}

struct System {
    const char* crs;
    Point centre;
    double radius;
};

class OverlayIn : public ::testing::TestWithParam<System> {};

TEST_P(OverlayIn, PartsOfARandomPartitionAddUpToTheZones)
{
    const auto& [text, centre, radius] = GetParam();
    const auto crs = Crs::parse(text);
    for (unsigned seed = 1; seed <= 12; ++seed) {
        Random random{seed};
        const auto parcels = cut_in_pieces(
            box_ring(centre.x - radius, centre.y - radius, centre.x + radius, centre.y + radius), 300, random);
        std::vector<Shape> zones;
        for (int i = 0; i < 4; ++i)
            zones.push_back(polygon(
                {star(random, {.x = centre.x + random(-0.4, 0.4) * radius, .y = centre.y + random(-0.4, 0.4) * radius},
                      radius / 2, random.whole(5, 400), false)}));
        const auto out = laid(parcels, zones, crs);
        for (std::size_t zone = 0; zone < zones.size(); ++zone)
            EXPECT_NEAR(area_in(out, zone) / out.zone_areas[zone], 1, 1e-9) << text << " seed " << seed;
        // Turned about: the zone is one parcel, divided between the pieces.
        const auto turned = laid(zones, parcels, crs);
        for (std::size_t zone = 0; zone < zones.size(); ++zone) {
            double sum = turned.outside[zone];
            for (const auto& part : turned.parts)
                if (part.parcel == zone) sum += part.square_metres;
            EXPECT_NEAR(sum / turned.parcel_areas[zone], 1, 1e-9);
        }
    }
}

TEST_P(OverlayIn, EveryParcelIsItsPartsAndWhatIsOutside)
{
    const auto& [text, centre, radius] = GetParam();
    Random random{99};
    const auto square = box_ring(centre.x - radius, centre.y - radius, centre.x + radius, centre.y + radius);
    const auto parcels = cut_in_pieces(square, 400, random),
               zones = cut_in_pieces(
                   box_ring(centre.x - radius / 2, centre.y - radius / 2, centre.x + radius / 2, centre.y + radius / 2),
                   20, random);
    const auto out = laid(parcels, zones, Crs::parse(text));
    auto sums = out.outside;
    for (const auto& part : out.parts) sums[part.parcel] += part.square_metres;
    for (std::size_t i = 0; i < sums.size(); ++i) EXPECT_NEAR(sums[i] / out.parcel_areas[i], 1, 1e-9);
}

INSTANTIATE_TEST_SUITE_P(Systems, OverlayIn,
                         ::testing::Values(System{"china-albers", {.x = 1e5, .y = 4e6}, 50000},
                                           System{"EPSG:4490", {.x = 106, .y = 38}, 0.5},
                                           System{"EPSG:4523", {.x = 35500000, .y = 4.2e6}, 50000},
                                           System{"EPSG:32648", {.x = 600000, .y = 4.2e6}, 5000}));

// The slow obvious way, on an equal-area projection: GEOS makes the common polygon.
class GeosArea {
public:
    GeosArea() : m_context(GEOS_init_r()) {}
    GeosArea(const GeosArea&) = delete;
    GeosArea& operator=(const GeosArea&) = delete;
    ~GeosArea() { GEOS_finish_r(m_context); }

    double common(const Shape& a, const Shape& b) const
    {
        auto *one = geometry(a), *two = geometry(b);
        auto* both = GEOSIntersection_r(m_context, one, two);
        double area = -1;
        GEOSArea_r(m_context, both, &area);
        for (auto* g : {one, two, both}) GEOSGeom_destroy_r(m_context, g);
        return area;
    }

private:
    GEOSGeometry* geometry(const Shape& shape) const
    {
        std::vector<GEOSGeometry*> rings;
        for (const auto& line : shape.polygons.at(0).rings) {
            auto* sequence = GEOSCoordSeq_create_r(m_context, static_cast<unsigned>(line.size()), 2);
            for (unsigned i = 0; i < line.size(); ++i)
                GEOSCoordSeq_setXY_r(m_context, sequence, i, line[i].x, line[i].y);
            rings.push_back(GEOSGeom_createLinearRing_r(m_context, sequence));
        }
        return GEOSGeom_createPolygon_r(m_context, rings[0], rings.data() + 1, static_cast<unsigned>(rings.size()) - 1);
    }

    GEOSContextHandle_t m_context;
};

TEST(Overlay, EqualsTheIntersectionsOfGeos)
{
    const GeosArea geos;
    for (unsigned seed = 1; seed <= 200; ++seed) {
        Random random{seed};
        const bool lattice = seed % 2 == 0; // coincident vertices and edges
        const auto figure = [&] {
            return made_valid(polygon({star(random, {.x = random.whole(0, 8) * 1.0, .y = random.whole(0, 8) * 1.0},
                                            random(2, 9), random.whole(4, 60), lattice)}))
                .shape;
        };
        const auto parcel = figure(), zone = figure();
        if (parcel.polygons.size() != 1 || zone.polygons.size() != 1) continue;
        const double expected = geos.common(parcel, zone);
        const auto out = laid({parcel}, {zone});
        const double found = out.parts.empty() ? 0 : out.parts[0].square_metres;
        EXPECT_NEAR(found, expected, std::max(2e-6, 1e-9 * expected)) << "seed " << seed;
    }
}

TEST(Overlay, HasTheSameBitsForAnyNumberOfThreads)
{
    Random random{5};
    const auto parcels = cut_in_pieces(box_ring(0, 0, 1000, 1000), 3000, random),
               zones = cut_in_pieces(box_ring(-100, 100, 900, 1100), 25, random);
    const auto one = laid(parcels, zones);
    EXPECT_EQ(laid(parcels, zones, plane(), 2), one);
    EXPECT_EQ(laid(parcels, zones, plane(), 5), one);
}

TEST(Overlay, ZonesFromAnotherSystemAreDividedAsTheyWere)
{
    // Zones that share edges still share them after a conversion, so that parcels are divided without rest.
    Random random{11};
    const auto degrees = Crs::parse("EPSG:4490"), metres = Crs::parse("EPSG:4523");
    const Transform transform{metres, degrees};
    const auto parcels = cut_in_pieces(box_ring(105.6, 37.6, 106, 38), 500, random);
    const auto corner = *Transform(degrees, metres).forward({.x = 105.8, .y = 37.8});
    std::vector<Shape> zones, moved;
    for (const int i : {-1, 0})
        zones.push_back(
            box_shape(corner.x + i * 90000, corner.y - 90000, corner.x + (i + 1) * 90000, corner.y + 90000));
    for (const auto& zone : zones) moved.push_back(projected(zone, transform, 1e-9, 111000).shape);
    const auto out = laid(parcels, moved, degrees);
    auto sums = out.outside;
    for (const auto& part : out.parts) sums[part.parcel] += part.square_metres;
    for (std::size_t i = 0; i < sums.size(); ++i) EXPECT_NEAR(sums[i] / out.parcel_areas[i], 1, 1e-9);
    EXPECT_LT(std::accumulate(out.outside.begin(), out.outside.end(), 0.0),
              100); // m²: the sagitta of 180 km, cut to 0.1 mm
}

} // namespace
} // namespace peaksite
