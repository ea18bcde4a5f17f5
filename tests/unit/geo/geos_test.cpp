#include "geo/geos.hpp"

#include "support/drawing.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <thread>

namespace peaksite {
namespace {

TEST(Geos, GivesBackThePolygonsItWasGiven)
{
    auto shape = polygon("0 0, 9 0, 9 9, 0 9", {"2 2, 4 2, 4 4, 2 4"});
    EXPECT_EQ(GeosGeometry::of(shape).polygons(), shape.polygons);
    shape.lines.push_back(ring("0 0, 5 5, 5 0"));
    shape.points.push_back({.x = 3, .y = 3});
    EXPECT_EQ(GeosGeometry::of(shape).polygons(), shape.polygons);
    EXPECT_EQ(GeosGeometry::of(shape).area(), 77);
    EXPECT_TRUE(GeosGeometry::of(Shape{}).empty());
}

TEST(Geos, WhatFailsIsFalseAndSaysWhyOnItsThread)
{
    const Polygon open{.rings = {{{0, 0}, {4, 0}, {4, 4}}}};
    EXPECT_FALSE(GeosGeometry::of(open));
    EXPECT_THAT(geos_error(), testing::HasSubstr("LinearRing"));
    std::string elsewhere = "not asked";
    std::jthread{[&] { elsewhere = geos_error(); }}.join();
    EXPECT_EQ(elsewhere, "");
}

TEST(Geos, AnOperationOnWhatFailedFailsToo)
{
    const auto failed = GeosGeometry::of(Polygon{});
    const auto square = GeosGeometry::of(Box{.xmin = 0, .ymin = 0, .xmax = 1, .ymax = 1});
    EXPECT_TRUE(square);
    EXPECT_FALSE(failed.made_valid());
    EXPECT_FALSE(failed.enclosed());
    EXPECT_FALSE(failed.united());
    EXPECT_FALSE(failed.without(square));
    EXPECT_FALSE(square.without(failed));
    EXPECT_FALSE(failed.common(square));
    EXPECT_FALSE(failed.valid());
    EXPECT_TRUE(failed.empty());
    EXPECT_FALSE(failed.area());
    EXPECT_FALSE(failed.point_inside());
    EXPECT_TRUE(failed.polygons().empty());
    std::vector<GeosGeometry> parts;
    parts.push_back(GeosGeometry::of(Point{.x = 1, .y = 1}));
    parts.push_back(GeosGeometry::of(Polygon{}));
    EXPECT_FALSE(GeosGeometry::collected(std::move(parts)));
}

TEST(Geos, AGeometryGoesFromThreadToThread)
{
    std::optional<PreparedGeometry> square;
    std::jthread{[&] { square.emplace(GeosGeometry::of(Box{.xmin = 0, .ymin = 0, .xmax = 2, .ymax = 2})); }}.join();
    bool inside = false;
    std::jthread{[&] { inside = square->contains(GeosGeometry::of(Point{.x = 1, .y = 1})); }}.join();
    EXPECT_TRUE(inside);
    EXPECT_FALSE(square->contains(GeosGeometry::of(Point{.x = 2, .y = 1})));
    EXPECT_TRUE(square->covers(GeosGeometry::of(Point{.x = 2, .y = 1})));
    const auto ends = square->nearest(GeosGeometry::of(Point{.x = 5, .y = 1}));
    ASSERT_TRUE(ends);
    EXPECT_EQ(ends->first, (Point{.x = 2, .y = 1}));
    EXPECT_EQ(ends->second, (Point{.x = 5, .y = 1}));
}

} // namespace
} // namespace peaksite
