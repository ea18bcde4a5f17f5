#include "model/tables/stated_sums.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <cmath>
#include <vector>

namespace peaksite {
namespace {

using List = std::vector<double>;

bool hold_sum(const List& numbers, double total)
{
    StatedRuns runs;
    for (const double number : numbers) runs.add(number);
    return runs.find_sum(total).has_value();
}

TEST(StatedSums, KnowTheLastPlaceOfANumber)
{
    EXPECT_NEAR(last_place(12.3), 0.1, 1e-15);
    EXPECT_NEAR(last_place(-0.25), 0.01, 1e-15);
    EXPECT_NEAR(last_place(0.1 + 0.2), 0.1, 1e-15);
    EXPECT_EQ(last_place(1200), 100);
    EXPECT_EQ(last_place(0), 1);
}

// Numbers are rounded at places of their own, and the total at its own: the sum may be it.
RC_GTEST_PROP(StatedSums, MayBeTheirTotalHoweverEachIsRounded, ())
{
    const auto count = *rc::gen::inRange(1, 40);
    const auto round_at = [](double value, int decimals) {
        const double place = std::pow(10, -decimals);
        return std::round(value / place) * place;
    };
    const auto decimals = [] { return *rc::gen::inRange(0, 5); };
    const bool mixed = *rc::gen::inRange(0, 2) == 1;
    const int all = decimals();
    double exact = 0;
    StatedSum sum;
    for (int i = 0; i < count; ++i) {
        const double number = *rc::gen::inRange(5000000, 90000000) / 1234.5;
        exact += number;
        sum.add(round_at(number, mixed ? decimals() : all));
    }
    RC_ASSERT(sum.may_be(round_at(exact, mixed ? decimals() : all)));
    RC_ASSERT(!sum.may_be(exact + std::max(0.006 * exact, static_cast<double>(count + 2))));
}

TEST(StatedRuns, AreFoundAnywhereWithinRounding)
{
    const List amounts{100, 250, 75, 31};
    for (const double total : {100.0, 31.0, 350.0, 325.0, 356.0, 456.0, 457.0})
        EXPECT_TRUE(hold_sum(amounts, total)) << total;
    for (const double total : {175.0, 131.0, 500.0, 460.0, 20.0}) EXPECT_FALSE(hold_sum(amounts, total)) << total;
    EXPECT_TRUE(hold_sum(List{0.7, 0.8, 0.7}, 2.3)) << "of one decimal";
    EXPECT_FALSE(hold_sum(List{0.7, 0.8, 0.71}, 2.3));
    EXPECT_FALSE(hold_sum(List{1000, 1000, 1000}, 5000)) << "whole thousands are not rounded to them";
    EXPECT_FALSE(hold_sum(List{60000, 39510}, 100000)) << "0.49 % short";
    EXPECT_TRUE(hold_sum(List{60000.2, 39999.9}, 100000)) << "stated in ones";
    EXPECT_FALSE(hold_sum(List{0.7, 0.8}, 2)) << "a total may be coarser by 0.5 %";
    EXPECT_FALSE(hold_sum({}, 5));
}

RC_GTEST_PROP(StatedRuns, AreThoseOfANaiveLoop, ())
{
    const auto count = *rc::gen::inRange<std::size_t>(0, 30);
    List amounts;
    for (std::size_t i = 0; i < count; ++i) amounts.push_back(*rc::gen::inRange(1, 60) * 1000 + 1);
    const double total = *rc::gen::inRange(1, 200) * 1000 + *rc::gen::inRange(0, 20);
    bool any = false;
    for (std::size_t first = 0; first < count; ++first) {
        double sum = 0;
        for (std::size_t end = first; end < count; ++end) {
            sum += amounts[end];
            any = any || std::abs(sum - total) <= static_cast<double>(end - first + 2) / 2;
        }
    }
    RC_ASSERT(hold_sum(amounts, total) == any);
}

} // namespace
} // namespace peaksite
