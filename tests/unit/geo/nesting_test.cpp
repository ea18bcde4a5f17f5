#include "geo/nesting.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <algorithm>

namespace peaksite {
namespace {

Line square(double west, double south, double side)
{
    return {{west, south}, {west + side, south}, {west + side, south + side}, {west, south + side}, {west, south}};
}

double area(const std::vector<Polygon>& polygons)
{
    return plane_area({.polygons = polygons, .lines = {}, .points = {}});
}

TEST(Nesting, ARingInsideAnotherIsItsHole)
{
    const auto polygons = nested({square(0, 0, 10), square(2, 2, 3)});
    ASSERT_EQ(polygons.size(), 1U);
    EXPECT_EQ(polygons[0].rings.size(), 2U);
    EXPECT_EQ(area(polygons), 91);
}

TEST(Nesting, AnIslandInALakeIsAPolygonOfItsOwn)
{
    const auto polygons = nested({square(4, 4, 2), square(0, 0, 10), square(3, 3, 4)});
    ASSERT_EQ(polygons.size(), 2U);
    EXPECT_EQ(polygons[0].rings.size(), 1U);
    EXPECT_EQ(polygons[1].rings.size(), 2U);
    EXPECT_EQ(area(polygons), 100 - 16 + 4);
}

TEST(Nesting, NeighboursThatShareAnEdgeAreTwoPolygons)
{
    EXPECT_EQ(nested({square(0, 0, 10), square(10, 0, 10)}).size(), 2U);
}

TEST(Nesting, AHoleThatTouchesTheOuterRingIsAHole)
{
    const Line wedge{{0, 0}, {5, 5}, {5, 0}, {0, 0}};
    EXPECT_EQ(area(nested({square(0, 0, 10), wedge})), 100 - 12.5);
    // All corners and edges of the inner ring on the outer one but one edge's middle.
    const Line half{{0, 0}, {10, 0}, {10, 10}, {0, 0}};
    EXPECT_EQ(area(nested({square(0, 0, 10), half})), 50);
}

TEST(Nesting, ARingDrawnTwiceCountsOnce)
{
    auto again = square(0, 0, 10);
    std::ranges::reverse(again);
    std::rotate(again.begin(), again.begin() + 2, again.end() - 1);
    again.back() = again.front();
    const auto polygons = nested({square(0, 0, 10), again});
    ASSERT_EQ(polygons.size(), 1U);
    EXPECT_EQ(area(polygons), 100);
}

TEST(Nesting, AnOpenRingIsClosed)
{
    auto open = square(0, 0, 10);
    open.pop_back();
    EXPECT_EQ(nested({open})[0].rings[0], square(0, 0, 10));
}

TEST(Nesting, EmptyRingsVanish) { EXPECT_TRUE(nested({{}, {}}).empty()); }

RC_GTEST_PROP(Nesting, SquaresInSquaresAddUpWithAlternatingSigns, ())
{
    const auto depth = *rc::gen::inRange(1, 9);
    const auto columns = *rc::gen::inRange(1, 5);
    std::vector<Line> rings;
    double expected = 0;
    for (int column = 0; column < columns; ++column)
        for (int d = 0; d < depth; ++d) {
            const double side = 100 - 10.0 * d;
            rings.push_back(square(200.0 * column + 5.0 * d, 5.0 * d, side));
            expected += (d % 2 == 0 ? 1 : -1) * side * side;
        }
    const auto order = *rc::gen::container<std::vector<unsigned>>(rings.size(), rc::gen::arbitrary<unsigned>());
    for (std::size_t i = rings.size(); i > 1; --i) std::swap(rings[i - 1], rings[order[i - 1] % i]);
    RC_ASSERT(area(nested(rings)) == expected);
}

} // namespace
} // namespace peaksite
