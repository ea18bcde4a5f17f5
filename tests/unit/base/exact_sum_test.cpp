#include "base/exact_sum.hpp"

#include "base/error.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <random>

namespace peaksite {
namespace {

ExactSum sum_of(const std::vector<double>& terms)
{
    ExactSum sum;
    for (const double term : terms) sum.add(term);
    return sum;
}

// Integers times 2^-40: their sum in 64-bit integers is the truth.
RC_GTEST_PROP(ExactSum, EqualsIntegerArithmetic, (const std::vector<std::int32_t>& counts))
{
    ExactSum sum;
    std::int64_t truth = 0;
    for (const auto count : counts) {
        sum.add(std::ldexp(count, -40));
        truth += count;
    }
    RC_ASSERT(sum.value() == std::ldexp(static_cast<double>(truth), -40));
}

RC_GTEST_PROP(ExactSum, OrderDoesNotMatter, (std::vector<double> terms, std::uint32_t seed))
{
    std::erase_if(terms, [](double x) { return !(std::fabs(x) < 0x1p149); });
    const auto sum = sum_of(terms);
    std::mt19937 random{seed};
    std::shuffle(terms.begin(), terms.end(), random);
    RC_ASSERT(sum_of(terms) == sum);
}

RC_GTEST_PROP(ExactSum, MergeIsAssociativeAndCommutative,
              (std::vector<float> a, std::vector<float> b, std::vector<float> c))
{
    const auto make = [](const std::vector<float>& v) { return sum_of({v.begin(), v.end()}); };
    auto left = make(a), right = make(b), all = make(c);
    auto one = left;
    one.merge(right);
    one.merge(all);
    all.merge(right);
    all.merge(left);
    RC_ASSERT(one == all);
    auto neutral = ExactSum{};
    neutral.merge(one);
    RC_ASSERT(neutral == one);
}

RC_GTEST_PROP(ExactSum, AddingAndTakingAwayLeavesNothing, (std::vector<double> terms))
{
    std::erase_if(terms, [](double x) { return !(std::fabs(x) < 0x1p149); });
    auto sum = sum_of(terms);
    for (const double term : terms) sum.add(-term);
    RC_ASSERT(sum == ExactSum{});
}

RC_GTEST_PROP(ExactSum, OneTermComesBackToTheBit, (double term))
{
    RC_PRE(std::fabs(term) < 0x1p149 && (term == 0 || std::fabs(term) > 0x1p-107));
    RC_ASSERT(sum_of({term}).value() == term);
}

RC_GTEST_PROP(ExactSum, ScaledCountsAreProducts, (std::int32_t count, std::int64_t unit))
{
    RC_PRE(unit != std::numeric_limits<std::int64_t>::min());
    ExactSum scaled;
    scaled.add_scaled(count, unit, -20);
    ExactSum plain;
    const auto high = unit / (std::int64_t{1} << 31), low = unit % (std::int64_t{1} << 31);
    for (const auto& [part, power] : {std::pair{low, -20}, std::pair{high, 11}}) {
        // Products of 31-bit halves stay below 2^53 when split once more.
        plain.add(std::ldexp(static_cast<double>(count) * static_cast<double>(part % 65536), power));
        plain.add(std::ldexp(static_cast<double>(count) * static_cast<double>(part / 65536), power + 16));
    }
    RC_ASSERT(scaled == plain);
}

TEST(ExactSum, RoundsToNearestTiesToEven)
{
    EXPECT_EQ(sum_of({1.0, 0x1p-53}).value(), 1.0);
    EXPECT_EQ(sum_of({1.0, 0x1p-53, 0x1p-100}).value(), 1.0 + 0x1p-52);
    EXPECT_EQ(sum_of({1.0 + 0x1p-52, 0x1p-53}).value(), 1.0 + 0x1p-51);
    EXPECT_EQ(sum_of({-1.0, -0x1p-53, -0x1p-100}).value(), -1.0 - 0x1p-52);
}

// Bit by bit, as one would round by hand: the 53 bits from the highest on, then whether what is cut is half or more.
double rounded_by_hand(std::array<std::uint64_t, 6> limbs)
{
    const bool negative = (limbs.back() >> 63U) != 0;
    std::vector<bool> bits;
    bool carry = negative;
    for (const auto limb : limbs)
        for (unsigned i = 0; i < 64; ++i) {
            const bool bit = ((limb >> i) & 1U) != 0;
            const bool turned = negative ? !bit : bit;
            bits.push_back(turned != carry);
            carry = turned && carry;
        }
    int high = 383;
    while (high >= 0 && !bits[static_cast<std::size_t>(high)]) --high;
    double out = 0;
    for (int at = high; at >= std::max(0, high - 52); --at)
        if (bits[static_cast<std::size_t>(at)]) out += std::ldexp(1, at + ExactSum::lowest_bit);
    const int half = high - 53;
    if (half >= 0 && bits[static_cast<std::size_t>(half)]) {
        const bool more = std::any_of(bits.begin(), bits.begin() + half, [](bool bit) { return bit; });
        if (more || bits[static_cast<std::size_t>(half) + 1]) out += std::ldexp(1, half + 1 + ExactSum::lowest_bit);
    }
    return negative ? -out : out;
}

TEST(ExactSum, IsRoundedAsByHandWhereverItsBitsLie)
{
    std::mt19937_64 random{1};
    for (int round = 0; round < 20000; ++round) {
        std::array<std::uint64_t, 6> limbs{};
        // Few bits, many bits, runs of ones: ties and carries come often.
        for (auto& limb : limbs) {
            const auto kind = random() % 4;
            limb = kind == 0   ? 0
                   : kind == 1 ? std::uint64_t{1} << random() % 64
                   : kind == 2 ? ~std::uint64_t{0}
                               : random();
        }
        for (auto top = random() % 6; top < 5; ++top) limbs[top + 1] = 0;
        if (random() % 2 == 0)
            for (auto& limb : limbs) limb = ~limb;
        if (limbs == std::array<std::uint64_t, 6>{0, 0, 0, 0, 0, std::uint64_t{1} << 63U}) continue;
        EXPECT_EQ(ExactSum::from_limbs(limbs).value(), rounded_by_hand(limbs)) << round;
    }
    for (unsigned bit = 0; bit < 383; ++bit) {
        std::array<std::uint64_t, 6> limbs{};
        limbs[bit / 64] = std::uint64_t{1} << bit % 64;
        EXPECT_EQ(ExactSum::from_limbs(limbs).value(), std::ldexp(1, static_cast<int>(bit) + ExactSum::lowest_bit));
    }
}

TEST(ExactSum, KeepsWhatPlainAdditionLoses) { EXPECT_EQ(sum_of({1e30, 1.0, -1e30}).value(), 1.0); }

TEST(ExactSum, RefusesWhatItCannotHold)
{
    ExactSum sum;
    EXPECT_THROW(sum.add(std::numeric_limits<double>::infinity()), InputError);
    EXPECT_THROW(sum.add(std::nan("")), InputError);
    EXPECT_THROW(sum.add(0x1p150), InputError);
    EXPECT_EQ(sum, ExactSum{});
}

} // namespace
} // namespace peaksite
