#include "geo/collisions.hpp"

#include "geo/overlay.hpp"
#include "support/shapes.hpp"

#include <gtest/gtest.h>

namespace peaksite {
namespace {

Shape box_shape(double x0, double y0, double x1, double y1)
{
    return {.polygons = {{.rings = {{{.x = x0, .y = y0},
                                     {.x = x1, .y = y0},
                                     {.x = x1, .y = y1},
                                     {.x = x0, .y = y1},
                                     {.x = x0, .y = y0}}}}},
            .lines = {},
            .points = {}};
}

const Crs& plane()
{
    static const Crs crs = Crs::parse("china-albers");
    return crs;
}

TEST(Collisions, AreThePairsThatClaimTheSameLandWithItsArea)
{
    const std::vector<Shape> parcels{box_shape(0, 0, 10, 10), box_shape(10, 0, 20, 10), box_shape(18, 5, 30, 30),
                                     box_shape(0, 0, 10, 10)};
    EXPECT_EQ(collisions(parcels, plane(), 1, 1),
              (std::vector<Collision>{{.first = 0, .second = 3, .square_metres = 100},
                                      {.first = 1, .second = 2, .square_metres = 10}}));
}

TEST(Collisions, NeighboursAndParcelsInHolesHaveNone)
{
    auto ring = box_shape(0, 0, 30, 30);
    ring.polygons[0].rings.push_back(box_shape(10, 10, 20, 20).polygons[0].rings[0]);
    EXPECT_TRUE(collisions(std::vector<Shape>{ring, box_shape(10, 10, 20, 20), box_shape(30, 0, 40, 40), Shape{}},
                           plane(), 0.01, 1)
                    .empty());
}

TEST(Collisions, BelowTheLeastAreNone)
{
    EXPECT_TRUE(
        collisions(std::vector<Shape>{box_shape(0, 0, 10, 10), box_shape(9.95, 0, 20, 10)}, plane(), 1, 1).empty());
}

TEST(Collisions, AreThoseOfTheOverlayPairByPairForAnyThreads)
{
    Random random{20261128};
    std::vector<Shape> parcels;
    for (int i = 0; i < 700; ++i) {
        const double x = random(0, 3000), y = random(0, 3000);
        parcels.push_back(box_shape(x, y, x + random(5, 150), y + random(5, 150)));
    }
    // One with so many corners that its edges are indexed.
    Line wave;
    for (int i = 0; i <= 600; ++i) wave.push_back({.x = 5.0 * i, .y = 1500 + 40.0 * (i % 2)});
    for (int i = 600; i >= 0; --i) wave.push_back({.x = 5.0 * i, .y = 1450 + 40.0 * (i % 2)});
    wave.push_back(wave.front());
    parcels.insert(parcels.begin() + 350, Shape{.polygons = {{.rings = {wave}}}, .lines = {}, .points = {}});
    std::vector<Collision> slow;
    const auto all = overlay(parcels, parcels, plane(), 1);
    for (const auto& part : all.parts)
        if (part.zone > part.parcel && part.square_metres > 1)
            slow.push_back({.first = part.parcel, .second = part.zone, .square_metres = part.square_metres});
    const auto fast = collisions(parcels, plane(), 1, 1);
    ASSERT_EQ(fast.size(), slow.size());
    ASSERT_GT(fast.size(), 100U);
    for (std::size_t i = 0; i < fast.size(); ++i) {
        EXPECT_EQ(fast[i].first, slow[i].first);
        EXPECT_EQ(fast[i].second, slow[i].second);
        EXPECT_NEAR(fast[i].square_metres, slow[i].square_metres, 1e-6 * slow[i].square_metres);
    }
    EXPECT_EQ(collisions(parcels, plane(), 1, 3), fast);
}

} // namespace
} // namespace peaksite
