#include "integration/small_case.hpp"

namespace peaksite {
namespace {

// The cases of bad input mean something only if the sound one works.
TEST_F(SmallCase, ASoundPlanLeavesItsTables)
{
    done();
    // Columns 5 to 24, rows 35 to 54: 100 + col + row / 4.
    // Cells of the projection differ by 1e-6 in true area, and so do their weights.
    EXPECT_NEAR(statistic("1", "mean"), 100 + 14.5 + 44.5 / 4, 1e-5);
    EXPECT_EQ(statistic("1", "count"), 400);
    EXPECT_EQ(statistic("2", "min"), 100 + 30 + 35 / 4.0);
    EXPECT_EQ(statistic("2", "valid_share"), 1);
}

} // namespace
} // namespace peaksite
