#include "geo/nearness.hpp"

#include "geo/geodesic.hpp"
#include "grid/tiling.hpp"
#include "support/drawing.hpp"
#include "support/shapes.hpp"

#include <gtest/gtest.h>

namespace peaksite {
namespace {

constexpr double infinity = std::numeric_limits<double>::infinity();

// Lines, points and a polygon in and around a box of the plane.
Shape drawn_shape(Random& random, const Box& box, int features)
{
    Shape shape;
    const double width = box.xmax - box.xmin, height = box.ymax - box.ymin;
    const auto place = [&] {
        return Point{.x = random(box.xmin - width, box.xmax + width),
                     .y = random(box.ymin - height, box.ymax + height)};
    };
    for (int i = 0; i < features; ++i) {
        const auto from = place();
        if (i % 3 == 0)
            shape.points.push_back(from);
        else if (i % 3 == 1)
            shape.lines.push_back(
                {from, {.x = from.x + random(-.3, .3) * width, .y = from.y + random(-.3, .3) * height}, place()});
        else
            shape.polygons.push_back({.rings = {star(random, from, 0.1 * width, 7, false)}});
    }
    return shape;
}

std::vector<double> distances(const Grid& grid, const Shape& shape, const GroundMetric& ground, const Window& square,
                              Length limit = {})
{
    std::vector<double> out(square.cells());
    Nearness{grid, shape}.distances(square, ground, limit, out);
    return out;
}

// Points along all edges, close to each other.
std::vector<Point> dotted(const Shape& shape, double spacing)
{
    auto dots = shape.points;
    for_each_edge(shape, [&](Point a, Point b) {
        const int pieces = 1 + static_cast<int>(std::hypot(b.x - a.x, b.y - a.y) / spacing);
        for (int i = 0; i <= pieces; ++i)
            dots.push_back({.x = a.x + (b.x - a.x) * i / pieces, .y = a.y + (b.y - a.y) * i / pieces});
    });
    return dots;
}

struct Setting {
    std::string crs;
    double cell = 0;
    double spacing = 0; // of the dots, CRS units
    double tolerance = 0;
};

// Against the geodesic from the cell centre to every dot.
void expect_geodesic(const Setting& setting, unsigned seed, int features, double far)
{
    Random random{seed};
    const auto crs = Crs::parse(setting.crs);
    const Transform to_degrees{crs, Crs::parse("EPSG:4490")};
    const auto corner = to_degrees.inverse({.x = 106, .y = 38.6}).value_or(Point{});
    const Grid grid{corner, setting.cell, setting.cell, 128, 128};
    Box box = grid.box({.row = Row{64}, .col = Col{0}, .rows = 64, .cols = 64});
    box = {.xmin = box.xmin + far, .ymin = box.ymin, .xmax = box.xmax + far, .ymax = box.ymax};
    const auto shape = drawn_shape(random, box, features);
    const Window square{.row = Row{64}, .col = Col{0}, .rows = 64, .cols = 64};
    const auto found = distances(grid, shape, GroundMetric{crs}, square);
    std::vector<Point> dots;
    for (const auto dot : dotted(shape, setting.spacing)) dots.push_back(to_degrees.forward(dot).value_or(Point{}));
    for (int row = 0; row < 64; row += 9)
        for (int col = 0; col < 64; col += 9) {
            const auto centre = to_degrees.forward(grid.centre({Row{64 + row}, Col{col}})).value_or(Point{});
            double nearest = infinity;
            for (const auto dot : dots) nearest = std::min(nearest, geodesic_distance(cgcs2000, centre, dot));
            const double spacing = setting.spacing * (crs.geographic() ? 111e3 : 1);
            ASSERT_NEAR(found[static_cast<std::size_t>(row * 64 + col)], nearest,
                        setting.tolerance * nearest + spacing * spacing / (nearest + spacing))
                << setting.crs << " " << row << " " << col;
        }
}

TEST(Nearness, IsTheGeodesicDistanceToTheNearestFeature)
{
    for (unsigned seed = 1; seed <= 3; ++seed) {
        expect_geodesic({"china-albers", 100, 20, 2e-3}, seed, 7, 0);
        expect_geodesic({"EPSG:4523", 100, 20, 1e-3}, seed, 7, 0);
        expect_geodesic({"EPSG:3857", 100, 20, 2e-3}, seed, 7, 0);
        expect_geodesic({"EPSG:4490", 0.001, 2e-4, 2e-3}, seed, 7, 0);
    }
}

TEST(Nearness, ReachesFeaturesFarOutsideTheGrid)
{
    for (unsigned seed = 4; seed <= 5; ++seed) {
        expect_geodesic({"china-albers", 100, 50, 3e-3}, seed, 4, 60000);
        expect_geodesic({"china-albers", 100, 100, 5e-3}, seed, 4, 300000);
        expect_geodesic({"EPSG:4490", 0.001, 5e-4, 3e-3}, seed, 4, 0.7);
    }
}

// The search leaves out what cannot be nearest: all segments, one by one, are the oracle.
TEST(Nearness, IsTheLeastOfAllDistancesInTheLocalMetric)
{
    Random random{71};
    const auto crs = Crs::parse("china-albers");
    const GroundMetric ground{crs};
    const Grid grid{{.x = 100000, .y = 4200000}, 100, 100, 192, 192};
    for (int round = 0; round < 12; ++round) {
        const auto shape = drawn_shape(random, grid.box(), random.whole(1, 60));
        const Window square{.row = Row{64}, .col = Col{128}, .rows = 64, .cols = 64};
        const auto found = distances(grid, shape, ground, square);
        const auto box = grid.box(square);
        const auto metric =
            ground.at({.x = (box.xmin + box.xmax) / 2, .y = (box.ymin + box.ymax) / 2}).value_or(Metric{});
        const auto away = [&](Point p, Point a, Point b) {
            const double ax = b.x - a.x, ay = b.y - a.y, px = p.x - a.x, py = p.y - a.y;
            const double along = metric.xx * ax * px + metric.xy * (ax * py + ay * px) + metric.yy * ay * py,
                         whole = std::pow(metric.length(ax, ay), 2);
            const double t = whole == 0 ? 0 : std::clamp(along / whole, 0.0, 1.0);
            return metric.length(px - t * ax, py - t * ay);
        };
        for (int row = 0; row < 64; row += 5)
            for (int col = 0; col < 64; col += 5) {
                const auto p = grid.centre({Row{64 + row}, Col{128 + col}});
                double nearest = infinity;
                for_each_edge(shape, [&](Point a, Point b) { nearest = std::min(nearest, away(p, a, b)); });
                for (const auto point : shape.points) nearest = std::min(nearest, away(p, point, point));
                const double value = found[static_cast<std::size_t>(row * 64 + col)];
                // Farther ones are measured half-way.
                ASSERT_NEAR(value, nearest, nearest < 8000 ? 1e-6 : 1e-2 * nearest) << round;
            }
    }
}

TEST(Nearness, DoesNotDependOnThePartOfTheSquareThatIsAsked)
{
    Random random{72};
    const GroundMetric ground{Crs::parse("china-albers")};
    const Grid grid{{.x = 100000, .y = 4200000}, 100, 100, 192, 192};
    const auto shape = drawn_shape(random, grid.box(), 20);
    for (const int first : {-64, 0, 64}) {
        const Window square{.row = Row{first}, .col = Col{-64}, .rows = 64, .cols = 64};
        const auto whole = distances(grid, shape, ground, square);
        const Window part{.row = Row{first + 10}, .col = Col{-21}, .rows = 7, .cols = 13};
        const auto found = distances(grid, shape, ground, part);
        for (int r = 0; r < 7; ++r)
            for (int c = 0; c < 13; ++c)
                ASSERT_EQ(found[static_cast<std::size_t>(r * 13 + c)],
                          whole[static_cast<std::size_t>((10 + r) * 64 + 43 + c)])
                    << first;
    }
}

// Cells of a halo lie north and west of the grid: they have squares of their own.
TEST(Nearness, BeyondTheGridIsThatOfAGridThatReachesThere)
{
    Random random{73};
    const GroundMetric ground{Crs::parse("china-albers")};
    const Grid grid{{.x = 100000, .y = 4200000}, 100, 100, 128, 128},
        larger{{.x = 100000 - 6400, .y = 4200000 + 6400}, 100, 100, 192, 192};
    const auto shape = drawn_shape(random, larger.box(), 9);
    EXPECT_EQ(distances(grid, shape, ground, {.row = Row{-9}, .col = Col{-12}, .rows = 9, .cols = 12}),
              distances(larger, shape, ground, {.row = Row{55}, .col = Col{52}, .rows = 9, .cols = 12}));
}

TEST(Nearness, WithinALimitIsTheSameAndBeyondItNotNearer)
{
    Random random{74};
    const GroundMetric ground{Crs::parse("china-albers")};
    const Grid grid{{.x = 100000, .y = 4200000}, 100, 100, 64, 64};
    for (int round = 0; round < 10; ++round) {
        const auto shape = drawn_shape(random, grid.box(), 3);
        const auto all = distances(grid, shape, ground, grid.window()),
                   limited = distances(grid, shape, ground, grid.window(), metres(700));
        for (std::size_t i = 0; i < all.size(); ++i) {
            const bool near = all[i] <= 700;
            ASSERT_TRUE(near ? std::fabs(limited[i] - all[i]) < 1e-6 : limited[i] > 699.9)
                << all[i] << " " << limited[i];
        }
    }
}

TEST(Nearness, OfNothingIsInfinite)
{
    const GroundMetric ground{Crs::parse("china-albers")};
    const Grid grid{{.x = 100000, .y = 4200000}, 100, 100, 64, 64};
    const Nearness nothing{grid, {}};
    EXPECT_TRUE(nothing.empty());
    for (const double value : distances(grid, {}, ground, grid.window())) ASSERT_EQ(value, infinity);
}

} // namespace
} // namespace peaksite
