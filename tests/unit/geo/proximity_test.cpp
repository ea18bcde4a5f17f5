#include "geo/proximity.hpp"

#include "geo/geodesic.hpp"
#include "grid/ellipsoid.hpp"
#include "support/shapes.hpp"

#include <gtest/gtest.h>

namespace peaksite {
namespace {

Shape square(double x, double y, double side)
{
    return {.polygons = {{.rings = {{{x, y}, {x + side, y}, {x + side, y + side}, {x, y + side}, {x, y}}}}},
            .lines = {},
            .points = {}};
}

TEST(Proximity, BoundariesAreAsFarApartAsTheirNearestCorners)
{
    const auto pairs = near_pairs({square(106, 38, 0.1), square(106.5, 38.3, 0.1)}, 100);
    ASSERT_EQ(pairs.size(), 1U);
    const double corner = geodesic_distance(cgcs2000, {106.1, 38.1}, {106.5, 38.3}) / 1000;
    EXPECT_NEAR(pairs[0].km, corner, 1e-4 * corner);
    EXPECT_EQ(pairs[0].shared_km2, 0);
}

TEST(Proximity, ADistanceIsNotThatOfTheCentres)
{
    const auto pairs = near_pairs({square(106, 38, 0.4), square(106.5, 38, 0.4)}, 100);
    EXPECT_NEAR(pairs[0].km, geodesic_distance(cgcs2000, {106.4, 38.4}, {106.5, 38.4}) / 1000, 0.01);
}

TEST(Proximity, OverlapsHaveTheSharedArea)
{
    const auto pairs = near_pairs({square(106, 38, 0.2), square(106.1, 38.1, 0.2)}, 1);
    ASSERT_EQ(pairs.size(), 1U);
    EXPECT_EQ(pairs[0].km, 0);
    const double area = quadrangle_area(cgcs2000, 38.1, 38.2, 0.1) / 1e6;
    EXPECT_NEAR(pairs[0].shared_km2, area, 1e-4 * area);
}

TEST(Proximity, PointsStandForCandidatesWithoutBoundaryAndFarPairsAreLeftOut)
{
    const Shape point{.polygons = {}, .lines = {}, .points = {{106.05, 38.05}}};
    const auto pairs = near_pairs({square(106, 38, 0.1), point, {}, square(120, 30, 0.1)}, 100);
    ASSERT_EQ(pairs.size(), 1U);
    EXPECT_EQ(pairs[0].km, 0);
}

TEST(Proximity, APointInsideLiesInside)
{
    const auto inside = point_inside(square(106, 38, 0.1));
    ASSERT_TRUE(inside);
    EXPECT_GT(inside->x, 106);
    EXPECT_LT(inside->y, 38.1);
    EXPECT_FALSE(point_inside({}));
}

} // namespace
} // namespace peaksite
