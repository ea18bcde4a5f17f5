#include "geo/true_area.hpp"

#include "base/error.hpp"
#include "geo/transform.hpp"
#include "support/shapes.hpp"

#include <geodesic.h>
#include <gtest/gtest.h>

namespace peaksite {
namespace {

Shape square(double x, double y, double side)
{
    return {.polygons = {{.rings = {{{.x = x, .y = y},
                                     {.x = x + side, .y = y},
                                     {.x = x + side, .y = y + side},
                                     {.x = x, .y = y + side},
                                     {.x = x, .y = y}}}}},
            .lines = {},
            .points = {}};
}

// The slow obvious way: the edges cut finely, brought to longitude and latitude, as a geodesic polygon.
double geodesic_area(const Shape& shape, const Crs& crs, int pieces)
{
    const Transform to_degrees{crs, Crs::parse("EPSG:4490")};
    geod_geodesic geodesic{};
    geod_init(&geodesic, crs.ellipsoid().semi_major, crs.ellipsoid().flattening());
    geod_polygon polygon{};
    geod_polygon_init(&polygon, 0);
    for_each_edge(shape, [&](Point a, Point b) {
        for (int i = 0; i < pieces; ++i) {
            const auto p =
                to_degrees.forward({.x = a.x + (b.x - a.x) * i / pieces, .y = a.y + (b.y - a.y) * i / pieces});
            geod_polygon_addpoint(&geodesic, &polygon, p->y, p->x);
        }
    });
    double area = 0, around = 0;
    geod_polygon_compute(&geodesic, &polygon, 0, 1, &area, &around);
    return std::fabs(area);
}

struct Case {
    const char* crs;
    Point place;
    double side;
};

class TrueAreasIn : public ::testing::TestWithParam<Case> {};

TEST_P(TrueAreasIn, EqualGeodesicPolygonsWithFinelyCutEdges)
{
    const auto& [text, place, side] = GetParam();
    const auto crs = Crs::parse(text);
    const TrueAreas areas{crs,
                          {.xmin = place.x - 3 * side,
                           .ymin = place.y - 3 * side,
                           .xmax = place.x + 3 * side,
                           .ymax = place.y + 3 * side}};
    // The oracle itself is right to about 0.1 m² (Karney 2013).
    for (const double part : {1.0, 0.1, 0.03}) {
        Random random{static_cast<unsigned>(1 / part)};
        Shape star_shape{
            .polygons = {{.rings = {star(random, place, side * part, 9, false)}}}, .lines = {}, .points = {}};
        const double expected = geodesic_area(star_shape, crs, 400);
        EXPECT_NEAR(areas.of(star_shape) / expected, 1, std::max(4e-9, 0.2 / expected)) << text << " " << part;
    }
}

TEST_P(TrueAreasIn, OfAnEdgeAreTheSumOfItsPiecesAndChangeSignWithItsDirection)
{
    const auto& [text, place, side] = GetParam();
    const TrueAreas areas{
        Crs::parse(text),
        {.xmin = place.x - side, .ymin = place.y - side, .xmax = place.x + side, .ymax = place.y + side}};
    Random random{7};
    const double whole_area = areas.of(square(place.x, place.y, side / 2));
    for (int i = 0; i < 50; ++i) {
        const Point a{.x = place.x + random(-side, side), .y = place.y + random(-side, side)},
            b{.x = place.x + random(-side, side), .y = place.y + random(-side, side)};
        const double t = random(0, 1);
        const Point m{.x = a.x + t * (b.x - a.x), .y = a.y + t * (b.y - a.y)};
        EXPECT_NEAR(areas.beside(a, b), areas.beside(a, m) + areas.beside(m, b), 1e-11 * whole_area);
        EXPECT_NEAR(areas.beside(a, b), -areas.beside(b, a), 1e-13 * whole_area);
    }
}

INSTANTIATE_TEST_SUITE_P(Systems, TrueAreasIn,
                         ::testing::Values(Case{"EPSG:4490", {.x = 106, .y = 38}, 1.0},
                                           Case{"china-albers", {.x = 100000, .y = 4e6}, 100000},
                                           Case{"EPSG:4523", {.x = 35500000, .y = 4.2e6}, 100000},
                                           Case{"EPSG:32648", {.x = 600000, .y = 4.2e6}, 60000},
                                           Case{"EPSG:3857", {.x = 1.18e7, .y = 4.6e6}, 50000}));

TEST(TrueAreas, OfAQuadrangleIsItsClosedForm)
{
    const auto crs = Crs::parse("EPSG:4490");
    const TrueAreas areas{crs, {.xmin = 100, .ymin = 20, .xmax = 110, .ymax = 40}};
    EXPECT_NEAR(areas.of(square(100, 25, 10)) / quadrangle_area(cgcs2000, 25, 35, 10), 1, 1e-13);
    EXPECT_NEAR(areas.of(square(105, 25, 1e-4)) / quadrangle_area(cgcs2000, 25, 25 + 1e-4, 1e-4), 1,
                1e-9); // the resolution of the coordinates
}

TEST(TrueAreas, HolesAreTakenOff)
{
    const TrueAreas areas{Crs::parse("china-albers"), {.xmin = 0, .ymin = 0, .xmax = 10, .ymax = 10}};
    auto shape = square(0, 0, 10);
    shape.polygons[0].rings.push_back(square(2, 2, 3).polygons[0].rings[0]);
    EXPECT_DOUBLE_EQ(areas.of(shape), 91);
}

TEST(TrueAreas, APlaceThatIsNotOnEarthIsRefused)
{
    EXPECT_THROW((TrueAreas{Crs::parse("EPSG:4523"), {.xmin = 0, .ymin = 0, .xmax = 1e9, .ymax = 1e9}}), InputError);
}

} // namespace
} // namespace peaksite
