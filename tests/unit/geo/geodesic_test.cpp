#include "geo/geodesic.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <cmath>
#include <numbers>

namespace peaksite {
namespace {

// Length of the meridian between two latitudes by Simpson's rule over the radius of curvature.
double meridian_length(const Ellipsoid& e, double south, double north)
{
    constexpr int steps = 2000;
    const double h = (north - south) * radians_per_degree / steps, e2 = e.eccentricity2();
    const auto radius = [&](double phi) {
        return e.semi_major * (1 - e2) / std::pow(1 - e2 * std::pow(std::sin(phi), 2), 1.5);
    };
    double sum = 0;
    for (int i = 0; i <= steps; ++i)
        sum += radius(south * radians_per_degree + i * h) * (i == 0 || i == steps ? 1 : i % 2 == 1 ? 4 : 2);
    return sum * h / 3;
}

TEST(Geodesic, AlongAMeridianIsTheIntegralOfItsCurvature)
{
    EXPECT_NEAR(geodesic_distance(cgcs2000, {106, 35}, {106, 39.5}), meridian_length(cgcs2000, 35, 39.5), 1e-6);
}

TEST(Geodesic, AlongTheEquatorIsAnArcOfACircle)
{
    EXPECT_NEAR(geodesic_distance(cgcs2000, {100, 0}, {110, 0}), cgcs2000.semi_major * 10 * radians_per_degree, 1e-6);
}

TEST(Geodesic, OnASphereIsAGreatCircle)
{
    const Ellipsoid sphere{.semi_major = 6371000, .inverse_flattening = 0};
    EXPECT_NEAR(geodesic_distance(sphere, {0, 0}, {90, 0}), 6371000 * std::numbers::pi / 2, 1e-6);
    EXPECT_NEAR(geodesic_distance(sphere, {0, 0}, {0, 90}), 6371000 * std::numbers::pi / 2, 1e-6);
}

TEST(Geodesic, CrossesTheDateLine)
{
    EXPECT_NEAR(geodesic_distance(cgcs2000, {179.5, 40}, {-179.5, 40}), geodesic_distance(cgcs2000, {10, 40}, {11, 40}),
                1e-6);
}

RC_GTEST_PROP(Geodesic, DestinationAndDistanceAreInverse, ())
{
    const Point from{.x = *rc::gen::inRange(-180, 180) + 0.25, .y = *rc::gen::inRange(-85, 85) + 0.5};
    const double azimuth = *rc::gen::inRange(-180, 180), metres = *rc::gen::inRange(0, 3000000);
    const auto to = geodesic_destination(cgcs2000, from, azimuth, metres);
    RC_ASSERT(std::fabs(geodesic_distance(cgcs2000, from, to) - metres) < 1e-6);
    RC_ASSERT(std::fabs(geodesic_distance(cgcs2000, to, from) - metres) < 1e-6);
}

RC_GTEST_PROP(Geodesic, NoWayIsShorterThanTheDirectOne, ())
{
    const auto place = [] {
        return Point{.x = *rc::gen::inRange(730, 1350) / 10.0, .y = *rc::gen::inRange(180, 530) / 10.0};
    };
    const auto a = place(), b = place(), c = place();
    RC_ASSERT(geodesic_distance(cgcs2000, a, c) <=
              geodesic_distance(cgcs2000, a, b) + geodesic_distance(cgcs2000, b, c) + 1e-6);
}

} // namespace
} // namespace peaksite
