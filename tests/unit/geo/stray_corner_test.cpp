#include "geo/stray_corner.hpp"

#include "support/drawing.hpp"

#include <gtest/gtest.h>

namespace peaksite {
namespace {

TEST(StrayCorner, IsTheOneThatLiesFarFromAllOthers)
{
    EXPECT_EQ(stray_corner(polygon("15.007 38, 105.1 38, 105.1 38.1, 105.007 38.1"), 1), (Point{.x = 15.007, .y = 38}));
    EXPECT_EQ(stray_corner(polygon("105 38, 105.1 38, 105.1 38.1, 105 83.1"), 1), (Point{.x = 105, .y = 83.1}));
    EXPECT_EQ(stray_corner(polygon("105 38, 1051 38, 105.1 38.1, 105 38.1"), 1), (Point{.x = 1051, .y = 38}));
    EXPECT_EQ(stray_corner(polygon("105 38, 105.1 3.8, 105.1 38.1, 105 38.1"), 1), (Point{.x = 105.1, .y = 3.8}));
}

TEST(StrayCorner, IsLookedForInEveryRing)
{
    EXPECT_EQ(stray_corner(polygon("0 0, 9 0, 9 9, 0 9", {"1 1, 90 1, 2 2, 1 2"}), 1), (Point{.x = 90, .y = 1}));
}

TEST(StrayCorner, IsNoneOfWhatIsLongOrSmallOrATriangle)
{
    EXPECT_EQ(stray_corner(polygon("0 0, 90 0, 90 1, 0 1"), 1), std::nullopt) << "a long rectangle has two at each end";
    EXPECT_EQ(stray_corner(polygon("0 0, 90 0, 0 1"), 1), std::nullopt) << "a triangle has one at an end by nature";
    EXPECT_EQ(stray_corner(polygon("0 0, 90 0, 1 1, 0 1"), 100), std::nullopt) << "not far enough";
    EXPECT_EQ(stray_corner({}, 1), std::nullopt);
}

} // namespace
} // namespace peaksite
