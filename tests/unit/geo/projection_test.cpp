#include "geo/projection.hpp"

#include "support/drawing.hpp"
#include "support/shapes.hpp"

#include <gtest/gtest.h>

#include <algorithm>

namespace peaksite {
namespace {

double distance_to(Point p, Point a, Point b)
{
    const double dx = b.x - a.x, dy = b.y - a.y, length2 = dx * dx + dy * dy;
    const double t = length2 == 0 ? 0 : std::clamp(((p.x - a.x) * dx + (p.y - a.y) * dy) / length2, 0.0, 1.0);
    return std::hypot(p.x - (a.x + t * dx), p.y - (a.y + t * dy));
}

// The image of a straight edge at many places along it against the projected line.
double worst_deviation(const Line& source, const Line& target, const Transform& transform)
{
    double worst = 0;
    for (std::size_t i = 1; i < source.size(); ++i)
        for (int k = 0; k <= 200; ++k) {
            const double t = k / 200.0;
            const auto p = transform.forward({.x = source[i - 1].x + (source[i].x - source[i - 1].x) * t,
                                              .y = source[i - 1].y + (source[i].y - source[i - 1].y) * t});
            EXPECT_TRUE(p.has_value());
            double nearest = 1e300;
            for (std::size_t j = 1; j < target.size(); ++j)
                nearest = std::min(nearest, distance_to(*p, target[j - 1], target[j]));
            worst = std::max(worst, nearest);
        }
    return worst;
}

TEST(Projected, StaysWithinTheToleranceOfTheTrueImage)
{
    Random random{61};
    const Transform transform{Crs::parse("EPSG:4490"), Crs::parse("china-albers")};
    for (const double tolerance : {0.01, 1.0, 50.0})
        for (int round = 0; round < 6; ++round) {
            const auto source = star(random, {.x = random(85, 125), .y = random(22, 50)}, random(0.05, 4), 6, false);
            const auto out =
                projected({.polygons = {{.rings = {source}}}, .lines = {}, .points = {}}, transform, tolerance, 1);
            EXPECT_LE(worst_deviation(source, out.shape.polygons[0].rings[0], transform), 1.1 * tolerance);
            EXPECT_EQ(out.lost_points, 0U);
        }
}

TEST(Projected, EdgesOfDegreesStayStraightToTheTolerance)
{
    const Transform transform{Crs::parse("china-albers"), Crs::parse("EPSG:4490")};
    const Line source{{.x = -1e6, .y = 4e6}, {.x = 1.2e6, .y = 4.3e6}};
    const auto out = projected({.polygons = {}, .lines = {source}, .points = {}}, transform, 1e-5, 111320);
    EXPECT_GT(out.shape.lines[0].size(), 50U);
    EXPECT_LE(worst_deviation(source, out.shape.lines[0], transform), 1.1e-5);
}

// Bit by bit: a sliver or an overlap between neighbours would be counted twice or not at all.
TEST(Projected, GivesNeighboursTheSamePointsOnTheirSharedEdge)
{
    Random random{62};
    for (const std::string text : {"china-albers", "EPSG:4523", "GCJ-02"}) {
        const Transform transform{Crs::parse("EPSG:4490"), Crs::parse(text)};
        for (int round = 0; round < 20; ++round) {
            Line edge = star(random, {.x = random(85, 125), .y = random(22, 50)}, random(0.01, 3), 12, false);
            auto back = edge;
            std::ranges::reverse(back);
            const double tolerance = text == "GCJ-02" ? 1e-7 : 0.01, metres = text == "GCJ-02" ? 111320 : 1;
            const auto there =
                projected({.polygons = {}, .lines = {edge}, .points = {}}, transform, tolerance, metres).shape.lines[0];
            auto again =
                projected({.polygons = {{.rings = {back}}}, .lines = {}, .points = {}}, transform, tolerance, metres)
                    .shape.polygons[0]
                    .rings[0];
            std::ranges::reverse(again);
            ASSERT_EQ(there, again) << text;
            ASSERT_GE(there.size(), edge.size());
        }
    }
}

TEST(Projected, ToTheSamePlaneChangesNothing)
{
    const Transform transform{Crs::parse("EPSG:4326"), Crs::parse("EPSG:4490")};
    const auto shape = polygon("105 38, 107 38, 107 39, 105 39", {"105.5 38.2, 106 38.2, 106 38.5"});
    EXPECT_EQ(projected(shape, transform, 0.01, 111320).shape, shape);
}

TEST(Projected, CountsThePointsThatHaveNoPlace)
{
    const Transform transform{Crs::parse("+proj=ortho +lat_0=38 +lon_0=105"), Crs::parse("EPSG:4490")};
    const Shape shape{.polygons = {},
                      .lines = {{{.x = 0, .y = 0}, {.x = 9e6, .y = 0}, {.x = 1e5, .y = 1e5}}},
                      .points = {{.x = 0, .y = 0}, {.x = 9e6, .y = 9e6}}};
    const auto out = projected(shape, transform, 1e-5, 111320);
    EXPECT_EQ(out.lost_points, 2U);
    EXPECT_EQ(out.shape.points.size(), 1U);
}

} // namespace
} // namespace peaksite
