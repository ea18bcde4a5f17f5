#include "model/renewables/land_use.hpp"

#include <gtest/gtest.h>

namespace peaksite {

namespace {

LandBalance balance(double eligible, double unknown)
{
    LandBalance out;
    out.eligible = eligible;
    out.unknown = unknown;
    return out;
}

TEST(LandUse, AGapInTheYieldCountsByTheEligibleLandItConcerns)
{
    // 100 km2, a tenth of it eligible, of which most has no yield: the sum says little.
    EXPECT_DOUBLE_EQ(valid_share_of_sum(balance(10, 0), {.sum = 1, .missing_km2 = 8}, 100), 0.2);
}

TEST(LandUse, LandThatCannotBeJudgedLowersTheValidShare)
{
    EXPECT_DOUBLE_EQ(valid_share_of_sum(balance(40, 25), {.sum = 1, .missing_km2 = 0}, 100), 0.75);
    EXPECT_DOUBLE_EQ(valid_share_of_sum(balance(40, 25), {.sum = 1, .missing_km2 = 20}, 100), 0.375);
}

TEST(LandUse, WithoutEligibleLandNothingIsMissing) { EXPECT_DOUBLE_EQ(valid_share_of_sum(balance(0, 0), {}, 100), 1); }

} // namespace

} // namespace peaksite
