#include "base/figures.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>
#include <rapidcheck/gtest.h>

#include <cmath>
#include <limits>
#include <utility>

namespace peaksite {
namespace {

// Whether any number with so many significant digits lies in (low, high]: by trying them all.
bool any_with_digits(double low, double high, int digits)
{
    const double largest = std::max(std::fabs(low), std::fabs(high));
    for (int exponent = static_cast<int>(std::floor(std::log10(largest))) + 1; exponent > -6; --exponent) {
        const double step = std::pow(10.0, exponent - digits + 1);
        const double first = std::ceil(low / step), last = std::floor(high / step);
        for (double k = first; k <= last && k < first + 3; ++k)
            if (k * step > low * (1 + 1e-12) && std::fabs(k) < std::pow(10.0, digits)) return true;
    }
    return false;
}

RC_GTEST_PROP(Roundest, LiesWithinAndNoShorterNumberDoes, ())
{
    const double low = *rc::gen::inRange(1, 1000000) / 37.0;
    const double high = low + *rc::gen::inRange(1, 100000) / 41.0;
    const double value = roundest(low, high, (low + high) / 2);
    RC_ASSERT(value > low && value <= high);
    for (int digits = 1; digits < 6; ++digits) {
        if (significant(value, digits) == value) break;
        RC_ASSERT(!any_with_digits(low, high, digits));
    }
}

TEST(Roundest, PrefersTensThenFives)
{
    EXPECT_EQ(roundest(97, 143, 120), 100);
    EXPECT_EQ(roundest(12, 18, 17), 15);
    EXPECT_EQ(roundest(-4, 9, 5), 0);
    EXPECT_EQ(roundest(0.31, 0.34, 0.32), 0.32);
}

// Between neighbours in the last place there is one number: the upper one.
TEST(Roundest, EndsBetweenNeighbouringNumbers)
{
    for (const double low : {0.3, 1.0, 1e-300, 1e300, 12345.678, -0.3}) {
        const double high = std::nextafter(low, std::numeric_limits<double>::infinity());
        EXPECT_EQ(roundest(low, high, high), high) << low;
    }
    EXPECT_EQ(roundest(0.3, 0.1 + 0.2, 0.3), 0.1 + 0.2);
}

// Bounds next to each other, whole numbers beyond 2^53, the largest and the smallest doubles.
TEST(Roundest, EndsForAnyTwoNumbers)
{
    const double least = std::numeric_limits<double>::denorm_min(), most = std::numeric_limits<double>::max();
    for (const double value : {0.0, least, 1e-310, 1e-300, 0.3, 1.0, 1e15, 9007199254740993.0, 1e17, 1e300, most / 4})
        for (const double other : {std::nextafter(value, most), value * (1 + 1e-15) + least, 2 * value + least, most})
            for (const auto& [low, high] : {std::pair{value, other}, std::pair{-other, -value}}) {
                const double at = roundest(low, high, high);
                EXPECT_TRUE(at > low && at <= high) << low << " to " << high << " gave " << at;
            }
}

TEST(Figure, GroupsDigitsAndHasATrueMinus)
{
    EXPECT_EQ(figure(1234, 0), "1234");
    EXPECT_EQ(figure(1234567.5, 1), "1\u00a0234\u00a0567.5");
    EXPECT_EQ(figure(-3, 0), "−3");
    EXPECT_EQ(figure(-0.001, 1), "0.0");
}

TEST(Figures, ShareDecimalsAndPowersOfTen)
{
    EXPECT_EQ(figures({0.5, 1, 2}).texts, (std::vector<std::string>{"0.5", "1.0", "2.0"}));
    const auto large = figures({2.5e6, 1e7});
    EXPECT_EQ(large.exponent, 6);
    EXPECT_EQ(large.texts, (std::vector<std::string>{"2.5", "10.0"}));
    EXPECT_EQ(unit_text("t", large.exponent), "10⁶\u00a0t");
}

TEST(Figures, RoundDownIsOneTwoFive)
{
    EXPECT_EQ(round_down(4.9), 2);
    EXPECT_EQ(round_down(0.5), 0.5);
}

TEST(Figures, SignificantKeepsZeroAndSigns)
{
    EXPECT_EQ(significant(0, 3), 0);
    EXPECT_EQ(significant(-12345, 2), -12000);
    EXPECT_EQ(significant(0.0012345, 3), 0.00123);
}

} // namespace
} // namespace peaksite
