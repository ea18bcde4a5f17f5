#include "geo/china_offset.hpp"

#include "geo/geodesic.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <cmath>

namespace peaksite {
namespace {

void expect_near(Point found, Point expected, double tolerance)
{
    EXPECT_NEAR(found.x, expected.x, tolerance);
    EXPECT_NEAR(found.y, expected.y, tolerance);
}

// Computed by an independent program from the published formulas.
TEST(ChinaOffset, EqualsTheOracles)
{
    expect_near(gcj02_from_wgs84({.x = 106.2309, .y = 38.4872}), {.x = 106.23529891275521, .y = 38.487659531585734},
                1e-12);
    expect_near(gcj02_from_wgs84({.x = 116.404, .y = 39.915}), {.x = 116.41024449916938, .y = 39.91640428150164},
                1e-12);
    expect_near(bd09_from_wgs84({.x = 106.2309, .y = 38.4872}), {.x = 106.24181187555449, .y = 38.49356547526348},
                1e-12);
    expect_near(bd09_from_wgs84({.x = 116.404, .y = 39.915}), {.x = 116.41662724378733, .y = 39.922699552216216},
                1e-12);
}

TEST(ChinaOffset, IsSeveralHundredMetres)
{
    const Point yinchuan{.x = 106.2309, .y = 38.4872};
    EXPECT_NEAR(geodesic_distance(wgs84, yinchuan, gcj02_from_wgs84(yinchuan)), 386.26444518155023,
                1); // the oracle measures on a sphere
}

RC_GTEST_PROP(ChinaOffset, OfGcj02IsUndoneToAMillionthOfAMillionthOfADegree, ())
{
    const Point place{.x = *rc::gen::inRange(7300, 13700) / 100.0 + 1e-5 * *rc::gen::inRange(0, 1000),
                      .y = *rc::gen::inRange(300, 5300) / 100.0 + 1e-5 * *rc::gen::inRange(0, 1000)};
    const auto back = wgs84_from_gcj02(gcj02_from_wgs84(place));
    const double bound = std::fabs(place.x - 105) < 1e-3 ? 5e-12 : 1e-12 + 3e-14; // not smooth at 105 E
    RC_ASSERT(std::fabs(back.x - place.x) < bound && std::fabs(back.y - place.y) < bound);
}

// There the offset goes with the root of the distance, and a fixed point is slow.
TEST(ChinaOffset, IsUndoneAt105DegreesToo)
{
    for (int i = 100; i < 5500; ++i)
        for (const double x : {105.0, 105 - 1e-9, 105 + 1e-9, 105 + 1e-5}) {
            const Point place{.x = x, .y = i / 100.0};
            const auto back = wgs84_from_gcj02(gcj02_from_wgs84(place));
            ASSERT_NEAR(back.x, place.x, 5e-12) << place.y;
            ASSERT_NEAR(back.y, place.y, 5e-12) << place.y;
        }
}

RC_GTEST_PROP(ChinaOffset, OfBd09IsUndoneToAQuarterOfAMetre, ())
{
    const Point place{.x = *rc::gen::inRange(7300, 13700) / 100.0 + 1e-5 * *rc::gen::inRange(0, 1000),
                      .y = *rc::gen::inRange(300, 5300) / 100.0 + 1e-5 * *rc::gen::inRange(0, 1000)};
    const auto back = wgs84_from_bd09(bd09_from_wgs84(place));
    RC_ASSERT(std::fabs(back.x - place.x) < 2e-6 && std::fabs(back.y - place.y) < 2e-6);
}

TEST(ChinaOffset, EndsAtTheBox)
{
    for (const Point place : {Point{.x = 72, .y = 38}, Point{.x = 137.84, .y = 38}, Point{.x = 105, .y = 0.8},
                              Point{.x = 105, .y = 55.9}, Point{.x = -100, .y = 40}}) {
        EXPECT_EQ(gcj02_from_wgs84(place), place);
        EXPECT_EQ(wgs84_from_gcj02(place), place);
    }
    EXPECT_NE(gcj02_from_wgs84({.x = 72.004, .y = 38}), (Point{.x = 72.004, .y = 38}));
}

} // namespace
} // namespace peaksite
