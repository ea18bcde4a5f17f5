#include "geo/areas.hpp"

#include "base/error.hpp"
#include "geo/transform.hpp"

#include <geodesic.h>
#include <gtest/gtest.h>

#include <chrono>
#include <cmath>

namespace peaksite {
namespace {

// The slow obvious way: the cell's outline, densified, as a geodesic polygon.
double geodesic_area(const Grid& grid, const Transform& to_degrees, const Ellipsoid& ellipsoid, Cell cell)
{
    geod_geodesic geodesic{};
    geod_init(&geodesic, ellipsoid.semi_major, ellipsoid.flattening());
    geod_polygon polygon{};
    geod_polygon_init(&polygon, 0);
    constexpr int pieces = 16;
    const auto add = [&](double col, double row) {
        const auto p = to_degrees.forward({.x = grid.x(cell.col.value + col), .y = grid.y(cell.row.value + row)});
        ASSERT_TRUE(p.has_value());
        geod_polygon_addpoint(&geodesic, &polygon, p->y, p->x);
    };
    for (int i = 0; i < pieces; ++i) add(0, i / double{pieces});
    for (int i = 0; i < pieces; ++i) add(i / double{pieces}, 1);
    for (int i = 0; i < pieces; ++i) add(1, 1 - i / double{pieces});
    for (int i = 0; i < pieces; ++i) add(1 - i / double{pieces}, 0);
    double area = 0, perimeter = 0;
    geod_polygon_compute(&geodesic, &polygon, 0, 1, &area, &perimeter);
    return std::fabs(area);
}

// The largest relative error of the areas of a few cells all over a grid of which `place` is the north-west corner.
double worst_error(const std::string& text, Point place, double cell, int rows, int cols)
{
    const auto crs = Crs::parse(text);
    const auto degrees =
        Crs::parse("+proj=longlat +ellps=" + std::string(text.find("krass") != std::string::npos ? "krass" : "GRS80"));
    const Transform to_degrees{crs, degrees};
    const auto corner = to_degrees.inverse(place);
    EXPECT_TRUE(corner.has_value());
    const Grid grid{*corner, cell, cell, rows, cols};
    const auto areas = cell_areas(grid, crs);
    double worst = 0;
    for (int i = 0; i <= 6; ++i)
        for (int j = 0; j <= 6; ++j) {
            const Cell at{Row{(rows - 1) * i / 6}, Col{(cols - 1) * j / 6}};
            worst = std::max(worst, std::fabs(areas.at(at) / geodesic_area(grid, to_degrees, crs.ellipsoid(), at) - 1));
        }
    return worst;
}

TEST(CellAreas, EqualGeodesicPolygonsInEverySystem)
{
    EXPECT_LT(worst_error("EPSG:4490", {.x = 104, .y = 39}, 0.01, 300, 300), 1e-8);
    EXPECT_LT(worst_error("china-albers", {.x = 104, .y = 39}, 500, 600, 600), 1e-8);
    EXPECT_LT(worst_error("EPSG:4523", {.x = 104, .y = 39}, 500, 600, 600), 1e-8);
    EXPECT_LT(worst_error("EPSG:32648", {.x = 104, .y = 39}, 500, 600, 900), 1e-8);
    EXPECT_LT(worst_error("EPSG:3857", {.x = 104, .y = 39}, 500, 600, 600), 1e-8);
    EXPECT_LT(worst_error("+proj=lcc +lat_1=25 +lat_2=47 +lon_0=105 +ellps=krass", {.x = 85, .y = 49}, 4000, 600, 900),
              4e-8);
    EXPECT_LT(worst_error("+proj=stere +lat_0=90 +lon_0=105 +ellps=GRS80", {.x = 100, .y = 45}, 1000, 500, 500), 1e-8);
}

TEST(CellAreas, OfTheMercatorMapAreLargerThanTheGroundByTheOracleFactor)
{
    const auto crs = Crs::parse("EPSG:3857");
    const auto corner = Transform{Crs::parse("EPSG:4490"), crs}.forward({.x = 106, .y = 38.485});
    ASSERT_TRUE(corner.has_value());
    const Grid grid{{.x = corner->x, .y = corner->y + 50}, 100, 100, 1, 1};
    // 1/cos²φ on the sphere; on the ellipsoid the ground is a(1-e²)/w³ · a/w.
    const double w2 = 1 - cgcs2000.eccentricity2() * std::pow(std::sin(38.485 * radians_per_degree), 2);
    const double ground = (1 - cgcs2000.eccentricity2()) / (w2 * w2);
    EXPECT_NEAR(1e4 / cell_areas(grid, crs).at({Row{0}, Col{0}}) * ground, 1.6320386120662316, 1e-7);
}

TEST(CellAreas, OfUnitsOtherThanTheMetreAreInSquareMetres)
{
    const auto feet = Crs::parse("+proj=laea +lat_0=38 +lon_0=105 +ellps=GRS80 +units=us-ft");
    const auto areas = cell_areas(Grid{{.x = 0, .y = 0}, 100, 100, 4, 4}, feet);
    EXPECT_TRUE(areas.constant());
    EXPECT_NEAR(areas.at({Row{0}, Col{0}}), 1e4 * std::pow(1200 / 3937.0, 2), 1e-6);
}

// MODIS tiles lie on a sphere and its climate grid on Clarke's ellipsoid, but their positions are meant as they are:
// a place has one area, whatever the grid.
TEST(CellAreas, OfASystemWithoutADatumAreThoseOnTheEarth)
{
    const auto clarke = Crs::parse("+proj=longlat +ellps=clrk66");
    const Grid degrees{{.x = 105, .y = 38.5}, 0.05, 0.05, 10, 10};
    EXPECT_NEAR(cell_areas(degrees, clarke).at({Row{3}, Col{3}}) / quadrangle_area(cgcs2000, 38.3, 38.35, 0.05), 1,
                1e-9);

    const auto sinusoidal = Crs::parse("+proj=sinu +lon_0=0 +R=6371007.181 +units=m");
    const auto corner = Transform{Crs::parse("EPSG:4490"), sinusoidal}.forward({.x = 105, .y = 38.5});
    ASSERT_TRUE(corner.has_value());
    const Grid grid{*corner, 500, 500, 10, 10};
    const Transform to_degrees{sinusoidal, Crs::parse("EPSG:4490")};
    EXPECT_NEAR(cell_areas(grid, sinusoidal).at({Row{3}, Col{3}}) /
                    geodesic_area(grid, to_degrees, cgcs2000, {Row{3}, Col{3}}),
                1, 1e-8);
}

TEST(CellAreas, OfAGridThatReachesFarBeyondItsSystemAreRefusedInATrice)
{
    // From 15 to 105 E in the zone about 105 E: one digit of a corner was lost.
    const Transform to_zone{Crs::parse("EPSG:4490"), Crs::parse("EPSG:4523")};
    const auto near = to_zone.forward({.x = 105, .y = 38}), far = to_zone.forward({.x = 15.5, .y = 38});
    ASSERT_TRUE(near && far);
    const auto begin = std::chrono::steady_clock::now();
    const auto box = Box{.xmin = std::min(near->x, far->x),
                         .ymin = std::min(near->y, far->y),
                         .xmax = std::max(near->x, far->x),
                         .ymax = std::max(near->y, far->y)};
    EXPECT_THROW(cell_areas(snapped_grid(box, 100, 100), Crs::parse("EPSG:4523")), InputError);
    EXPECT_LT(std::chrono::steady_clock::now() - begin, std::chrono::seconds{10});
}

TEST(CellAreas, OfALargeFineGridAreNotRefusedForItsSize)
{
    const auto crs = Crs::parse("EPSG:32648");
    const Grid grid{{.x = 200000, .y = 4600000}, 10, 10, 70000, 64000}; // 4.5 thousand million cells
    const auto areas = cell_areas(grid, crs);
    EXPECT_NEAR(areas.at({Row{35000}, Col{30000}}), 100.08, 0.01);
}

TEST(CellAreas, OfAGridThatLeavesTheEarthAreRefused)
{
    EXPECT_THROW(cell_areas(Grid{{.x = 5e6, .y = 5e6}, 1e5, 1e5, 50, 50},
                            Crs::parse("+proj=ortho +lat_0=38 +lon_0=105 +ellps=GRS80")),
                 InputError);
}

} // namespace
} // namespace peaksite
