#include "geo/turns.hpp"

#include "support/drawing.hpp"

#include <gtest/gtest.h>

#include <algorithm>

namespace peaksite {
namespace {

const Crs& degrees()
{
    static const Crs crs = Crs::parse("EPSG:4490");
    return crs;
}

Shape box(double west, double east)
{
    return {.polygons = {Polygon{.rings = {{{west, 30}, {east, 30}, {east, 35}, {west, 35}, {west, 30}}}}},
            .lines = {},
            .points = {}};
}

struct Case {
    double west, east; // of a zone
    double grid_west, grid_east;
    std::vector<std::pair<double, double>> parts; // where the grid has it
};

TEST(Turns, BringZonesToTheLongitudesOfAGrid)
{
    const std::vector<Case> cases{{-100, -90, 0, 360, {{260, 270}}},
                                  {-5, 5, 0, 360, {{0, 5}, {355, 360}}},
                                  {175, 185, -180, 180, {{-180, -175}, {175, 180}}},
                                  {100, 110, 0, 360, {{100, 110}}},
                                  {100, 110, -180, 180, {{100, 110}}},
                                  {460, 470, 0, 360, {{100, 110}}},
                                  {95, 105, 100, 110, {{95, 105}}}, // across the edge of a small grid
                                  {20, 30, 100, 110, {{20, 30}}},   // nowhere in it
                                  {175, 185, 170, 190, {{175, 185}}},
                                  {-180, -175, 170, 190, {{180, 185}}}};
    for (const auto& one : cases) {
        const Box grid{.xmin = one.grid_west, .ymin = 0, .xmax = one.grid_east, .ymax = 60};
        const auto found = on_turn_of(box(one.west, one.east), grid, degrees());
        std::vector<std::pair<double, double>> parts;
        for (const auto& polygon : found.polygons) {
            const auto around = bounds({.polygons = {polygon}, .lines = {}, .points = {}}).value_or(Box{});
            parts.emplace_back(around.xmin, around.xmax);
        }
        std::ranges::sort(parts);
        EXPECT_EQ(parts, one.parts) << one.west << " to " << one.east;
        double area = 0;
        for (const auto& [west, east] : one.parts) area += (east - west) * 5;
        EXPECT_NEAR(plane_area(found), area, 1e-9);
    }
}

TEST(Turns, LeaveOtherSystemsAlone)
{
    const auto shape = box(-100, -90);
    EXPECT_EQ(on_turn_of(shape, {.xmin = 0, .ymin = 0, .xmax = 360, .ymax = 60}, Crs::parse("china-albers")), shape);
    EXPECT_EQ(on_all_turns(shape, {.xmin = 0, .ymin = 0, .xmax = 360, .ymax = 60}, Crs::parse("china-albers")), shape);
}

TEST(Turns, CopyWhatReachesAGridFromSeveralSides)
{
    Shape shape = box(-1, 1);
    shape.lines = {{{179, 1}, {181, 2}}};
    shape.points = {{.x = 90, .y = 0}};
    const auto found = on_all_turns(shape, {.xmin = 0, .ymin = 0, .xmax = 360, .ymax = 60}, degrees());
    EXPECT_EQ(found.polygons.size(), 2U); // about 0 and about 360
    EXPECT_EQ(found.lines.size(), 1U);
    EXPECT_EQ(found.points.size(), 1U);
    const auto west = on_all_turns(shape, {.xmin = -190, .ymin = 0, .xmax = -170, .ymax = 60}, degrees());
    ASSERT_EQ(west.lines.size(), 1U);
    EXPECT_EQ(west.lines.front().front().x, -181);
    EXPECT_TRUE(west.polygons.empty());
}

TEST(Turns, BoxesTouchOnWhateverTurn)
{
    const Box raster{.xmin = 0, .ymin = 0, .xmax = 20, .ymax = 10};
    EXPECT_TRUE(touches_on_any_turn(raster, {.xmin = 365, .ymin = 5, .xmax = 366, .ymax = 6}, degrees()));
    EXPECT_TRUE(touches_on_any_turn(raster, {.xmin = -350, .ymin = 5, .xmax = -349, .ymax = 6}, degrees()));
    EXPECT_FALSE(touches_on_any_turn(raster, {.xmin = 30, .ymin = 5, .xmax = 40, .ymax = 6}, degrees()));
    EXPECT_FALSE(touches_on_any_turn(raster, {.xmin = 365, .ymin = 15, .xmax = 366, .ymax = 16}, degrees()));
}

TEST(Turns, BoxesHaveACopyWhereverTheyTouch)
{
    const Box box{.xmin = -1, .ymin = 0, .xmax = 1, .ymax = 5};
    const auto west_edges = [&](double west, double east, const Crs& crs = degrees()) {
        std::vector<double> out;
        for (const auto& copy : on_all_turns(box, {.xmin = west, .ymin = 0, .xmax = east, .ymax = 9}, crs))
            out.push_back(copy.xmin);
        return out;
    };
    EXPECT_EQ(west_edges(0, 360), (std::vector<double>{-1, 359}));
    EXPECT_EQ(west_edges(-360, -350), std::vector<double>{-361});
    EXPECT_TRUE(west_edges(10, 20).empty());
    EXPECT_TRUE(west_edges(0, 360, Crs::parse("china-albers")) == std::vector<double>{-1});
    EXPECT_LE(west_edges(-1e300, 1e300).size(), 2000U); // numbers that are no longitudes
}

} // namespace
} // namespace peaksite
