#include "geo/validity.hpp"

#include "base/error.hpp"
#include "support/drawing.hpp"
#include "support/shapes.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <limits>

namespace peaksite {
namespace {

using testing::HasSubstr;

Shape with(Shape shape, const Shape& more)
{
    shape.polygons.insert(shape.polygons.end(), more.polygons.begin(), more.polygons.end());
    return shape;
}

TEST(MadeValid, LeavesAValidShapeAsItIs)
{
    Random random{81};
    auto shape = polygon("0 0, 9 0, 9 9, 0 9", {"2 2, 4 2, 4 4, 2 4"});
    shape.lines.push_back(ring("0 0, 5 5"));
    shape.points.push_back({.x = 3, .y = 3});
    const auto valid = made_valid(shape);
    EXPECT_EQ(valid.shape, shape);
    EXPECT_TRUE(valid.repair.empty());
    EXPECT_TRUE(made_valid({}).repair.empty());
}

TEST(MadeValid, MakesTwoTrianglesOfABowTie)
{
    const auto valid = made_valid(polygon("0 0, 4 4, 4 0, 0 4"));
    EXPECT_EQ(valid.shape.polygons.size(), 2U);
    EXPECT_DOUBLE_EQ(plane_area(valid.shape), 8);
    EXPECT_THAT(valid.repair, HasSubstr("Self-intersection"));
}

TEST(MadeValid, UnitesOverlappingParts)
{
    const auto valid = made_valid(with(polygon("0 0, 4 0, 4 4, 0 4"), polygon("2 2, 6 2, 6 6, 2 6")));
    EXPECT_DOUBLE_EQ(plane_area(valid.shape), 28);
    EXPECT_FALSE(valid.repair.empty());
    const auto twice = made_valid(with(polygon("0 0, 4 0, 4 4, 0 4"), polygon("0 0, 4 0, 4 4, 0 4")));
    EXPECT_DOUBLE_EQ(plane_area(twice.shape), 16);
    const auto within = made_valid(with(polygon("0 0, 9 0, 9 9, 0 9"), polygon("2 2, 4 2, 4 4, 2 4")));
    EXPECT_DOUBLE_EQ(plane_area(within.shape), 81);
}

TEST(MadeValid, JoinsPartsThatShareAnEdge)
{
    const auto valid = made_valid(with(polygon("0 0, 4 0, 4 4, 0 4"), polygon("4 0, 8 0, 8 4, 4 4")));
    EXPECT_DOUBLE_EQ(plane_area(valid.shape), 32);
}

// A square of 4 with holes of every kind: what is left is its land less theirs.
TEST(MadeValid, TakesOffWhatHolesShareWithTheirShellAndNothingElse)
{
    struct Case {
        const char* what;
        std::vector<std::string> holes;
        double area;
    };
    const std::vector<Case> cases{
        {"inside", {"1 1, 2 1, 2 2, 1 2"}, 15},
        {"outside", {"6 1, 8 1, 8 3, 6 3"}, 16},
        {"across an edge", {"3 1, 5 1, 5 2, 3 2"}, 15},
        {"across a corner", {"3 3, 6 3, 6 6, 3 6"}, 15},
        {"across two edges", {"-1 1, 5 1, 5 2, -1 2"}, 12},
        {"along an edge", {"3 1, 4 1, 4 2, 3 2"}, 15},
        {"over each other", {"1 1, 3 1, 3 3, 1 3", "2 2, 3.5 2, 3.5 3.5, 2 3.5"}, 16 - 4 - 2.25 + 1},
        {"within each other", {"1 1, 3 1, 3 3, 1 3", "1.5 1.5, 2.5 1.5, 2.5 2.5, 1.5 2.5"}, 12},
        {"the same twice", {"1 1, 2 1, 2 2, 1 2", "1 1, 2 1, 2 2, 1 2"}, 15},
        {"a bow tie", {"1 1, 3 3, 3 1, 1 3"}, 14},
        {"around the shell: exchanged rings", {"-1 -1, 5 -1, 5 5, -1 5"}, 36 - 16}};
    for (const auto& one : cases)
        EXPECT_DOUBLE_EQ(plane_area(made_valid(polygon("0 0, 4 0, 4 4, 0 4", one.holes)).shape), one.area) << one.what;
    EXPECT_DOUBLE_EQ(plane_area(made_valid(polygon("0 0, 4 0, 4 4, 2 0, 0 4")).shape), 8);
    EXPECT_DOUBLE_EQ(plane_area(made_valid(polygon("0 0, 4 0, 4 4, 0 4, 0 0, 4 0, 4 4, 0 4")).shape), 16)
        << "a ring that goes round twice";
}

TEST(MadeValid, DropsRingsOfFewPointsAndSaysSo)
{
    const auto valid = made_valid(with(polygon("0 0, 4 0, 4 4, 0 4", {"1 1, 2 2"}), polygon("5 5, 6 6")));
    EXPECT_EQ(valid.shape, polygon("0 0, 4 0, 4 4, 0 4"));
    EXPECT_THAT(valid.repair, HasSubstr("fewer than four"));
    EXPECT_TRUE(made_valid(Shape{.polygons = {Polygon{}}, .lines = {}, .points = {}}).shape.polygons.empty());
}

TEST(MadeValid, ClosesOpenRings)
{
    Shape open = polygon("0 0, 4 0, 4 4, 0 4");
    open.polygons[0].rings[0].pop_back();
    EXPECT_EQ(made_valid(open).shape, polygon("0 0, 4 0, 4 4, 0 4"));
}

TEST(MadeValid, CollapsesWhatHasNoArea)
{
    const auto valid = made_valid(polygon("0 0, 4 0, 2 0"));
    EXPECT_DOUBLE_EQ(plane_area(valid.shape), 0);
    EXPECT_FALSE(valid.repair.empty());
}

TEST(MadeValid, RefusesWhatIsNoPlace)
{
    const double nan = std::numeric_limits<double>::quiet_NaN(), infinity = std::numeric_limits<double>::infinity();
    for (const double bad : {nan, infinity}) {
        auto shape = polygon("0 0, 4 0, 4 4, 0 4");
        shape.polygons[0].rings[0][1].x = bad;
        EXPECT_THROW(made_valid(shape), InputError);
    }
}

TEST(MadeValid, KeepsTheAreaOfRandomPartsThatOverlap)
{
    Random random{82};
    for (int round = 0; round < 40; ++round) {
        Shape shape;
        for (int i = 0; i < 4; ++i)
            shape.polygons.push_back({.rings = {star(random, {.x = random(0, 8), .y = random(0, 8)}, 4, 11, false)}});
        const auto valid = made_valid(shape).shape;
        EXPECT_TRUE(made_valid(valid).repair.empty());
        // Every place inside a part is inside the whole.
        const PolygonIndex whole{valid};
        for (int k = 0; k < 100; ++k) {
            const Point p{.x = random(-4, 12), .y = random(-4, 12)};
            bool inside = false;
            for (const auto& part : shape.polygons)
                inside = inside ||
                         PolygonIndex{{.polygons = {part}, .lines = {}, .points = {}}}.locate(p) == Location::inside;
            ASSERT_EQ(whole.locate(p) == Location::inside, inside) << round;
        }
    }
}

TEST(Clipped, KeepsThePartInsideTheBox)
{
    const auto part =
        clipped(polygon("0 0, 9 0, 9 9, 0 9", {"2 2, 4 2, 4 4, 2 4"}), {.xmin = 3, .ymin = 3, .xmax = 20, .ymax = 5});
    EXPECT_DOUBLE_EQ(plane_area(part), 12 - 1);
    EXPECT_TRUE(clipped(polygon("0 0, 1 0, 1 1"), {.xmin = 3, .ymin = 3, .xmax = 20, .ymax = 5}).polygons.empty());
    EXPECT_TRUE(clipped({}, {.xmin = 0, .ymin = 0, .xmax = 1, .ymax = 1}).empty());
}

TEST(PolygonIndex, KnowsInsideBoundaryAndOutside)
{
    const PolygonIndex index{polygon("0 0, 9 0, 9 9, 0 9", {"2 2, 4 2, 4 4, 2 4"})};
    EXPECT_EQ(index.locate({.x = 1, .y = 1}), Location::inside);
    EXPECT_EQ(index.locate({.x = 3, .y = 3}), Location::outside);
    EXPECT_EQ(index.locate({.x = 9, .y = 5}), Location::boundary);
    EXPECT_EQ(index.locate({.x = 4, .y = 3}), Location::boundary);
    EXPECT_EQ(index.locate({.x = 10, .y = 5}), Location::outside);
    EXPECT_EQ(PolygonIndex{{}}.locate({.x = 0, .y = 0}), Location::outside);
}

TEST(Shape, HasBoundsAreaAndEdges)
{
    auto shape = polygon("0 0, 4 0, 4 4, 0 4", {"1 1, 2 1, 2 2, 1 2"});
    EXPECT_EQ(plane_area(shape), 15);
    shape.points.push_back({.x = 7, .y = -1});
    EXPECT_EQ(bounds(shape), (Box{.xmin = 0, .ymin = -1, .xmax = 7, .ymax = 4}));
    EXPECT_FALSE(bounds({}).has_value());
    int edges = 0;
    for_each_edge(shape, [&](Point, Point) { ++edges; });
    EXPECT_EQ(edges, 8);
    const auto moved = transformed(shape, [](Point p) { return Point{.x = p.x + 1e7, .y = p.y}; });
    EXPECT_EQ(plane_area(moved), 15);
}

} // namespace
} // namespace peaksite
