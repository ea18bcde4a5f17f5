#include "model/indicators/estimate.hpp"

#include "model/indicators/result_flags.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <cmath>

namespace peaksite {
namespace {

Estimate known(double value, double percent, std::uint64_t source)
{
    auto out = exactly(value);
    out.errors = {{source, value * percent / 100}};
    return out;
}

// The same bits as adding one after the other, with sources that some share, and parts without a value.
RC_GTEST_PROP(EstimateSum, IsThatOfOneAfterTheOther, ())
{
    auto expected = as_given(1);
    expected.errors = {{3, 0.5}};
    EstimateSum sum{expected};
    const auto count = *rc::gen::inRange(0, 30);
    for (int i = 0; i < count; ++i) {
        auto part =
            *rc::gen::inRange(0, 20) == 0 ? missing(text("no number")) : as_given(*rc::gen::inRange(-1000, 1000) / 7.0);
        if (part.value && *rc::gen::inRange(0, 50) == 0) part.value = 1e308;
        for (std::uint64_t source = 0; source < 6; ++source)
            if (*rc::gen::inRange(0, 3) == 0) part.errors.emplace_back(source, *rc::gen::inRange(-99, 99) / 13.0);
        if (*rc::gen::inRange(0, 3) == 0) part.year = 2020 + *rc::gen::inRange(0, 3);
        expected = expected + part;
        sum.add(part);
    }
    const auto found = std::move(sum).total();
    RC_ASSERT(found.value == expected.value);
    RC_ASSERT(found.errors == expected.errors);
    RC_ASSERT(found.year == expected.year && found.remarks == expected.remarks);
    RC_ASSERT(found.reason.empty() == expected.reason.empty());
}

TEST(Estimate, ProductsAndSumsFollowTheRulesOfTheWorkedExample)
{
    const auto product = known(7, 5, 1) * known(11, 3, 2) * known(13, 2, 3);
    EXPECT_NEAR(100 * product.half_width() / *product.value, 6.164414, 5e-7);
    const auto sum = known(500, 10, 1) + known(100, 30, 2);
    EXPECT_NEAR(100 * sum.half_width() / *sum.value, 9.718253, 5e-7);
}

TEST(Estimate, ASourceThatOccursTwiceIsNotIndependentOfItself)
{
    const auto part = known(30, 10, 1), rest = known(70, 10, 2);
    EXPECT_NEAR((part - part).half_width(), 0, 1e-12);
    EXPECT_NEAR(ratio(part, part, "part").half_width(), 0, 1e-12);
    const auto share = ratio(part, part + rest, "all"); // d share = share (1 - share) (u1 - u2)
    EXPECT_NEAR(share.half_width(), 0.3 * 0.7 * 0.1 * std::sqrt(2.0), 1e-12);
}

TEST(Estimate, APowerAndTheGammaFunctionCarryTheirSlopes)
{
    EXPECT_NEAR(power(known(2, 1, 1), exactly(3)).half_width(), 3 * 4 * 0.02, 1e-12);
    EXPECT_NEAR(gamma_of(known(2.5, 0, 1)).value.value(), 1.329340, 5e-7);
    EXPECT_NEAR(gamma_of(known(2.5, 1, 1)).half_width(), 1.329340388 * 0.703156640 * 0.025, 1e-7); // Γ ψ
}

TEST(Estimate, WithoutAValueHasNoIntervalButAReason)
{
    const auto lacking = missing(text("no table stats"));
    const auto sum = exactly(1) + lacking;
    EXPECT_FALSE(sum.value);
    EXPECT_EQ(sum.reason.english(), "no table stats");
    EXPECT_EQ(sum.half_width(), 0);
    EXPECT_EQ(ratio(exactly(1), exactly(0), "stats.gdp").reason.english(), "stats.gdp is 0");
    EXPECT_EQ(ratio(exactly(1), exactly(-2), "stats.gdp").reason.english(), "stats.gdp is negative");
}

TEST(Estimate, YearsThatDifferAreRemarked)
{
    auto a = exactly(1), b = exactly(2);
    a.year = 2020;
    b.year = 2022;
    EXPECT_EQ((a + exactly(1)).year, 2020);
    EXPECT_EQ(ResultFlags{.remarks = (a + b).remarks}.text(), "mixed_years");
}

} // namespace
} // namespace peaksite
