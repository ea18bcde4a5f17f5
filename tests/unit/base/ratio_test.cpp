#include "base/ratio.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <cstdint>
#include <limits>

namespace peaksite {
namespace {

TEST(Ratio, WholeNumbersStayInLowestTerms)
{
    EXPECT_EQ((Ratio{2000, 3} / Ratio{10000, 1}), (Ratio{1, 15}));
    EXPECT_EQ((Ratio{31557600, 1} / Ratio{86400, 1}), (Ratio{1461, 4}));
}

TEST(Ratio, EqualNumbersCancelEvenWhenTheyAreNotWhole) { EXPECT_EQ((Ratio{180, 3.14} / Ratio{180, 3.14}), Ratio{}); }

TEST(Ratio, PowersOfTenAreExact)
{
    EXPECT_EQ(pow(Ratio{10, 1}, 22), (Ratio{1e22, 1}));
    EXPECT_EQ(pow(Ratio{10, 1}, -4), (Ratio{1, 1e4}));
    EXPECT_EQ(pow(Ratio{10, 1}, 0), Ratio{});
}

TEST(Ratio, TheRootOfASquareIsExact) { EXPECT_EQ(sqrt(Ratio{1000000, 9}), (Ratio{1000, 3})); }

TEST(Ratio, OnlyPositiveFiniteNumbersAreUsable)
{
    EXPECT_TRUE(is_usable(Ratio{1e-300, 1e300}));
    EXPECT_FALSE(is_usable(Ratio{0, 1}));
    EXPECT_FALSE(is_usable(Ratio{-1, 1}));
    EXPECT_FALSE(is_usable(Ratio{std::numeric_limits<double>::infinity(), 1}));
    EXPECT_FALSE(is_usable(pow(Ratio{1e99, 1}, 99)));
}

RC_GTEST_PROP(Ratio, DividingByWhatWasMultipliedLeavesTheSame, (std::uint16_t a, std::uint16_t b, std::uint16_t c))
{
    RC_PRE(a > 0 && b > 0 && c > 0);
    const Ratio ratio = Ratio{double(a), 1} / Ratio{double(b), 1}, number{double(c), 1};
    const auto back = ratio * number / number;
    RC_ASSERT(back == ratio);
    RC_ASSERT(ratio.value() == double(a) / double(b));
}

} // namespace
} // namespace peaksite
