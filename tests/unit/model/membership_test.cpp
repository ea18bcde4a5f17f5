#include "model/membership.hpp"

#include <gtest/gtest.h>

namespace peaksite {
namespace {

TEST(Membership, GivesTheWorkedExamples)
{
    EXPECT_DOUBLE_EQ(linear_membership(1400, 1000, 1800), 0.5);
    EXPECT_NEAR(linear_membership(8, 15, 3), 0.5833333333333334, 1e-15);
    EXPECT_NEAR(cosine_membership(8, 15, 3), 0.6294095225512604, 1e-15);
    EXPECT_NEAR(sigmoid_membership(800, 0.01, 300), 0.9933071490757153, 1e-15);
    EXPECT_NEAR(gaussian_membership(35, 25, 10), 0.6065306597126334, 1e-15);
    EXPECT_NEAR(trapezoid_membership(8, 1, 3, 6, 9), 0.3333333333333333, 1e-15);
}

TEST(Membership, EndsAreFlat)
{
    EXPECT_EQ(linear_membership(2, 3, 5), 0);
    EXPECT_EQ(linear_membership(9, 3, 5), 1);
    EXPECT_EQ(linear_membership(9, 5, 3), 0);
    EXPECT_EQ(trapezoid_membership(0.5, 1, 3, 6, 9), 0);
    EXPECT_EQ(trapezoid_membership(5, 1, 3, 6, 9), 1);
    EXPECT_EQ(trapezoid_membership(9.5, 1, 3, 6, 9), 0);
    EXPECT_EQ(trapezoid_membership(3, 3, 3, 6, 6), 1);
    EXPECT_EQ(j_membership(3, 1, 2), 1);
    EXPECT_EQ(j_membership(1, 1, 2), 0.5);
    EXPECT_EQ(j_membership(3, 3, 2), 0.5);
    EXPECT_EQ(j_membership(1, 3, 2), 1);
}

} // namespace
} // namespace peaksite
