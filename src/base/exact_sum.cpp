#include "base/exact_sum.hpp"

#include <bit>
#include <cassert>
#include <cmath>
#include <cstdlib>

namespace peaksite {

namespace {

constexpr int limb_bits = 64;
constexpr double largest_term = 0x1p150;

// The nearest multiple of 2^-160 for terms too small to be held exactly, as a count of that quantum.
std::uint64_t rounded_quanta(double magnitude)
{
    return static_cast<std::uint64_t>(std::llrint(std::ldexp(magnitude, -ExactSum::lowest_bit)));
}

} // namespace

void ExactSum::add_bits(std::uint64_t magnitude, int bit, bool negative)
{
    const auto limb = static_cast<std::size_t>(bit / limb_bits);
    const int shift = bit % limb_bits;
    const std::uint64_t parts[2] = {magnitude << shift, shift == 0 ? 0 : magnitude >> (limb_bits - shift)};
    std::uint64_t carry = 0;
    for (std::size_t i = limb; i < m_limbs.size(); ++i) {
        const std::uint64_t part = i - limb < 2 ? parts[i - limb] : 0;
        if (i - limb >= 2 && carry == 0) return;
        const std::uint64_t before = m_limbs[i];
        if (negative) {
            m_limbs[i] = before - part - carry;
            carry = before < part || (before == part && carry != 0) ? 1 : 0;
        } else {
            m_limbs[i] = before + part + carry;
            carry = m_limbs[i] < before || (m_limbs[i] == before && carry != 0) ? 1 : 0;
        }
    }
}

void ExactSum::add(double term)
{
    if (term == 0.0) return;
    const double magnitude = std::fabs(term);
    if (!(magnitude < largest_term))
        throw SumTooLarge{text("a sum met the value {}, which is not a finite number below 1.4e45", term)};
    const auto bits = std::bit_cast<std::uint64_t>(magnitude);
    const int exponent = static_cast<int>(bits >> 52U) - 1075;
    const int bit = exponent - lowest_bit;
    if (bit < 0) {
        add_bits(rounded_quanta(magnitude), 0, term < 0);
        return;
    }
    add_bits((bits & 0xfffffffffffffU) | 0x10000000000000U, bit, term < 0);
}

void ExactSum::add_scaled(std::int64_t count, std::int64_t unit, int exponent)
{
    assert(exponent >= lowest_bit && exponent <= 80);
    const bool negative = (count < 0) != (unit < 0);
    const auto c = static_cast<std::uint64_t>(std::llabs(count)), u = static_cast<std::uint64_t>(std::llabs(unit));
    const std::uint64_t c_low = c & 0xffffffffU, c_high = c >> 32U, u_low = u & 0xffffffffU, u_high = u >> 32U;
    const int bit = exponent - lowest_bit;
    add_bits(c_low * u_low, bit, negative);
    add_bits(c_low * u_high, bit + 32, negative);
    add_bits(c_high * u_low, bit + 32, negative);
    add_bits(c_high * u_high, bit + 64, negative);
}

ExactSum ExactSum::from_limbs(const std::array<std::uint64_t, 6>& limbs)
{
    ExactSum sum;
    sum.m_limbs = limbs;
    return sum;
}

double ExactSum::value() const
{
    const bool negative = (m_limbs.back() >> 63U) != 0;
    ExactSum magnitude = *this;
    if (negative) {
        for (auto& limb : magnitude.m_limbs) limb = ~limb;
        magnitude.add_bits(1, 0, false);
    }
    const auto& limbs = magnitude.m_limbs;
    int top = static_cast<int>(limbs.size()) - 1;
    while (top >= 0 && limbs[static_cast<std::size_t>(top)] == 0) --top;
    if (top < 0) return 0.0;

    // 64 bits from the highest set bit on; whatever lies below only matters as "not a tie".
    const int high = top * limb_bits + 63 - std::countl_zero(limbs[static_cast<std::size_t>(top)]);
    const int low = high - 63;
    std::uint64_t window = 0;
    bool rest = false;
    if (low < 0)
        window = limbs[0] << static_cast<unsigned>(-low);
    else {
        const auto limb = static_cast<std::size_t>(low / limb_bits);
        const auto shift = static_cast<unsigned>(low % limb_bits);
        window = limbs[limb] >> shift;
        if (shift != 0) {
            window |= limbs[limb + 1] << (limb_bits - shift);
            rest = limbs[limb] << (limb_bits - shift) != 0;
        }
        for (std::size_t i = 0; i < limb; ++i) rest = rest || limbs[i] != 0;
    }

    // Round the 64-bit window to 53 bits, to even, then scale: exact, since results are far from subnormal.
    std::uint64_t mantissa = window >> 11U;
    const std::uint64_t cut = window & 0x7ffU;
    if (cut > 0x400U || (cut == 0x400U && (rest || (mantissa & 1U) != 0))) ++mantissa;
    const double result = std::ldexp(static_cast<double>(mantissa), low + 11 + lowest_bit);
    return negative ? -result : result;
}

} // namespace peaksite
