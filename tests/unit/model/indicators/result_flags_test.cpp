#include "model/indicators/result_flags.hpp"

#include <gtest/gtest.h>

namespace peaksite {
namespace {

TEST(ResultFlags, ABoundIsUnclearWhereSomethingIsLeftOut)
{
    const auto words = [](Bound limit, double share, bool fewer) { return flags_of(limit, share, 0.5, fewer).text(); };
    EXPECT_EQ(words(Bound::upper, 1, false), "upper_bound");
    EXPECT_EQ(words(Bound::lower, 1, false), "lower_bound");
    EXPECT_EQ(words(Bound::upper, 0.9, false), "unclear_bound");
    EXPECT_EQ(words(Bound::lower, 1, true), "unclear_bound");
    EXPECT_EQ(words(Bound::upper, 1 - 1e-9, false), "upper_bound") << "rounding";
    EXPECT_EQ(words(Bound::upper, 0.4, false), "low_valid;unclear_bound") << "it ranks nowhere, and is a bound";
    for (const auto limit : {Bound::none, Bound::unclear}) EXPECT_EQ(words(limit, 0.9, true), "");
}

} // namespace
} // namespace peaksite
