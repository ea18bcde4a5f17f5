#include "model/tables/added_amounts.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <cmath>
#include <numeric>

namespace peaksite {
namespace {

std::vector<std::size_t> likely(const std::vector<double>& amounts)
{
    std::vector<std::size_t> out;
    const auto found = added_amounts(amounts);
    for (std::size_t i = 0; i < found.size(); ++i)
        if (found[i] && found[i]->chance < 0.05) out.push_back(i);
    return out;
}

TEST(AddedAmounts, AreTotalsAboveOrBelow)
{
    using testing::ElementsAre;
    EXPECT_THAT(likely({1234, 500, 434, 300}), ElementsAre(0));
    EXPECT_THAT(likely({500, 434, 300, 1234}), ElementsAre(3));
    EXPECT_THAT(likely({500, 434, 301, 1236.6}), ElementsAre(3)) << "0.13 %";
    EXPECT_THAT(likely({500, 434, 300, 1220}), ElementsAre());
    EXPECT_THAT(likely({7.1, 811.44, 714.3, 97.14, 72.86, 2458}), ElementsAre(1));
    EXPECT_THAT(likely({1234}), ElementsAre());
    EXPECT_THAT(likely({}), ElementsAre());
}

// The same digits in any unit prove the same.
TEST(AddedAmounts, AreFoundAtAnySize)
{
    const auto list = [](double factor) {
        return std::vector<double>{1234 * factor, 500 * factor, 434 * factor, 300 * factor};
    };
    for (const double factor : {1e-5, 1e-3, 0.01, 1.0, 100.0, 1e6}) {
        const auto found = added_amounts(list(factor));
        ASSERT_TRUE(found[0]) << factor;
        EXPECT_NEAR(found[0]->chance, 4 * 0.5 / 1234, 1e-9) << factor;
        EXPECT_FALSE(found[1] || found[2] || found[3]) << factor;
    }
}

TEST(AddedAmounts, OfSeveralLevelsCountTheirPartsOnce)
{
    EXPECT_THAT(likely({3342.3, 811.44, 714.3, 97.14, 72.86, 2458}), testing::ElementsAre(0, 1));
    EXPECT_THAT(likely({714.3, 97.14, 811.44, 72.86, 2458, 3342.3}), testing::ElementsAre(2, 5));
}

TEST(AddedAmounts, OfFewDigitsProveLittle)
{
    const auto small = added_amounts(std::vector<double>{30, 10, 20}),
               large = added_amounts(std::vector<double>{33017, 11005, 22012});
    ASSERT_TRUE(small[0] && large[0]);
    EXPECT_NEAR(small[0]->chance, 4 * 5.0 / 30, 1e-12);
    EXPECT_NEAR(large[0]->chance, 4 * 0.5 / 33017, 1e-12);
    EXPECT_EQ(small[0]->first, 1U);
    EXPECT_EQ(small[0]->end, 3U);
}

// Against a loop over all runs of neighbours, where no sum is among the parts of another.
RC_GTEST_PROP(AddedAmounts, AreThoseOfANaiveLoop, ())
{
    const auto count = *rc::gen::inRange<std::size_t>(0, 9);
    std::vector<double> amounts;
    for (std::size_t i = 0; i < count; ++i) amounts.push_back(*rc::gen::inRange(1, 40) * 1000 + 7);
    const auto found = added_amounts(amounts);
    const auto near = [&](std::size_t at, std::size_t first, std::size_t end) {
        const double sum = std::accumulate(amounts.begin() + static_cast<std::ptrdiff_t>(first),
                                           amounts.begin() + static_cast<std::ptrdiff_t>(end), 0.0);
        const double most = std::max(static_cast<double>(end - first + 1) / 2, 0.002 * amounts[at]);
        return std::abs(sum - amounts[at]) <= most * (1 + 1e-9);
    };
    for (std::size_t at = 0; at < count; ++at) {
        bool any = false, nested = false;
        for (std::size_t end = at + 3; end <= count; ++end) any = any || near(at, at + 1, end);
        for (std::size_t first = 0; first + 1 < at; ++first) any = any || near(at, first, at);
        for (std::size_t i = 0; i < count; ++i) nested = nested || (i != at && found[i]);
        if (!nested) RC_ASSERT(found[at].has_value() == any);
    }
}

// A made table: totals of totals at every level are found, whatever stands around them.
RC_GTEST_PROP(AddedAmounts, FindAllTotalsOfAMadeList, ())
{
    std::vector<double> amounts;
    std::vector<std::size_t> totals;
    double all = 0;
    const auto groups = *rc::gen::inRange(2, 6);
    amounts.push_back(0);
    for (int group = 0; group < groups; ++group) {
        const auto at = amounts.size();
        amounts.push_back(0);
        const auto parts = *rc::gen::inRange(2, 7);
        for (int part = 0; part < parts; ++part) {
            amounts.push_back(*rc::gen::inRange(100000, 900000) + *rc::gen::inRange(1, 9) / 100.0);
            amounts[at] += amounts.back();
        }
        totals.push_back(at);
        all += amounts[at];
    }
    amounts.front() = all;
    totals.insert(totals.begin(), 0);
    const auto found = likely(amounts);
    for (const auto total : totals) RC_ASSERT(std::ranges::find(found, total) != found.end());
}

} // namespace
} // namespace peaksite
