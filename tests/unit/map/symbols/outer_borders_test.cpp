#include "map/symbols/outer_borders.hpp"
#include "unit/map/example_sheet.hpp"

#include <gtest/gtest.h>

#include <cmath>

namespace peaksite {
namespace {

double length(const std::vector<Trace>& lines)
{
    double out = 0;
    for (const auto& line : lines)
        for (std::size_t i = 1; i < line.size(); ++i)
            out += std::hypot(line[i].x - line[i - 1].x, line[i].y - line[i - 1].y);
    return out;
}

ZoneTrace square(double x, double y) { return {{{x, y}, {x + 1, y}, {x + 1, y + 1}, {x, y + 1}}}; }

TEST(OuterBorders, LeaveOutWhatNeighboursShare)
{
    EXPECT_DOUBLE_EQ(length(outer_borders({square(0, 0), square(1, 0), square(0, 1), square(1, 1)})), 8);
}

TEST(OuterBorders, OfAZoneAloneAreItsRings)
{
    EXPECT_DOUBLE_EQ(length(outer_borders({square(0, 0), square(5, 5)})), 8);
    EXPECT_TRUE(outer_borders({}).empty());
}

TEST(OuterBorders, DoNotDependOnTheDirectionOfRings)
{
    auto turned = square(1, 0);
    std::ranges::reverse(turned[0]);
    EXPECT_DOUBLE_EQ(length(outer_borders({square(0, 0), turned})), 6);
}

} // namespace
} // namespace peaksite
