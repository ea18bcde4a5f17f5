#include "geo/geodesic.hpp"
#include "map/furniture/north_arrow.hpp"
#include "map/furniture/scale_bar.hpp"
#include "unit/map/example_sheet.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <numbers>

namespace peaksite {
namespace {

constexpr Rect frame{.x = 40, .y = 40, .width = 480, .height = 460};

ScaledView view_about(const Ground& ground, Point degrees, double across)
{
    const auto middle = *ground.place(degrees);
    const double half = across / 2;
    return fitted({.xmin = middle.x - half, .ymin = middle.y - half, .xmax = middle.x + half, .ymax = middle.y + half},
                  ground.metres_per_unit(middle), frame, 5);
}

double ground_metres(const Ground& ground, const View& view, Spot left, double width)
{
    const auto from = *ground.degrees(view.to_plane(left)),
               to = *ground.degrees(view.to_plane({.x = left.x + width, .y = left.y}));
    return geodesic_distance(cgcs2000, from, to);
}

struct Case {
    const char* crs;
    Point middle;
    double across; // units of the CRS
};

class ScaleBars : public testing::TestWithParam<Case> {};

TEST_P(ScaleBars, AreTrueWhereTheyStandAndAtTheMiddleOfTheMap)
{
    const auto [crs, middle, across] = GetParam();
    const Ground ground{Crs::parse(crs)};
    const auto map = view_about(ground, middle, across);
    const Spot left{.x = frame.x + 10, .y = frame.bottom() - 10};
    const auto bar = scale_bar(ground, map.view, left, 130, "zh");
    EXPECT_LE(bar.width, 130);
    EXPECT_GT(bar.width, 40);
    EXPECT_NEAR(ground_metres(ground, map.view, left, bar.width) / bar.metres, 1, 1e-6);
    const Spot centre = frame.centre();
    EXPECT_NEAR(ground_metres(ground, map.view, {.x = centre.x - bar.width / 2, .y = centre.y}, bar.width) / bar.metres,
                1, 0.01);
}

INSTANTIATE_TEST_SUITE_P(Systems, ScaleBars,
                         testing::Values(Case{"china-albers", {106, 37.5}, 5e5}, Case{"china-albers", {125, 46}, 4e5},
                                         Case{"EPSG:4490", {106, 37.5}, 0.2}, Case{"EPSG:4508", {111, 30}, 2e5}));

TEST(ScaleBar, AgreesWithTheScaleOfTheMap)
{
    const Ground ground{Crs::parse("china-albers")};
    const auto map = view_about(ground, {106, 37.5}, 5e5);
    const auto bar = scale_bar(ground, map.view, frame.centre(), 130, "zh");
    EXPECT_NEAR(bar.metres / (bar.width / points_per_metre) / map.denominator, 1, 0.02);
}

TEST(ScaleBar, IsNamedInRoundDistances)
{
    const Ground ground{Crs::parse("china-albers")};
    const auto bar = scale_bar(ground, view_about(ground, {106, 37.5}, 5e5).view, frame.centre(), 130, "zh");
    EXPECT_EQ(bar.metres, 1e5);
    EXPECT_EQ(bar.unit, "千米");
    ASSERT_EQ(bar.marks.size(), 3U);
    EXPECT_EQ(bar.marks.back().text, "100");
    EXPECT_EQ(bar.marks[1].share, 0.5);
}

TEST(ScaleBar, ShortOnesAreInMetres)
{
    const Ground ground{Crs::parse("china-albers")};
    EXPECT_EQ(scale_bar(ground, view_about(ground, {106, 37.5}, 900).view, frame.centre(), 130, "zh").unit, "米");
}

TEST(Fraction, HasGroupedDigits) { EXPECT_EQ(fraction(2500000), "1:2\u00a0500\u00a0000"); }

TEST(RoundScale, IsTheNextRoundDenominator)
{
    EXPECT_EQ(round_scale(2.7e6), 3e6);
    EXPECT_EQ(round_scale(1e6), 1e6);
    EXPECT_EQ(round_scale(9.3e5), 1e6);
}

TEST(NorthAngle, FollowsTheMeridianThroughThePlace)
{
    const Ground ground{Crs::parse("china-albers")};
    const auto east = view_about(ground, {115, 38}, 3e5), west = view_about(ground, {95, 38}, 3e5),
               middle = view_about(ground, {105, 38}, 3e5);
    EXPECT_LT(*north_angle(ground, east.view, east.view.centre()), 0); // the pole lies to the left
    EXPECT_GT(*north_angle(ground, west.view, west.view.centre()), 0);
    EXPECT_NEAR(*north_angle(ground, middle.view, middle.view.centre()), 0, 1e-6);
    // Albers 25/47: ten degrees off the central meridian turn by n · 10°.
    const double n = 0.5 * (std::sin(25 * radians_per_degree) + std::sin(47 * radians_per_degree));
    EXPECT_NEAR(*north_angle(ground, east.view, east.view.centre()) / radians_per_degree, -10 * n, 0.05);
}

TEST(NorthText, SaysHowFarGridNorthIsOff)
{
    EXPECT_EQ(north_text(-0.55 * radians_per_degree).zh, "图幅中心真北（坐标北偏东 0°33′）");
    EXPECT_EQ(north_text(0.55 * radians_per_degree).zh, "图幅中心真北（坐标北偏西 0°33′）");
    EXPECT_EQ(north_text(0).zh, "图幅中心真北");
}

} // namespace
} // namespace peaksite
