#pragma once

#include "base/error.hpp"

#include <array>
#include <compare>
#include <cstdint>

namespace peaksite {

/// A term that is not finite or too large to be added.
class SumTooLarge : public InputError {
public:
    using InputError::InputError;
};

/// A sum of doubles whose value does not depend on the order of the terms.
///
/// A fixed-point number of 384 bits with quantum 2^-160: every term is rounded once to that quantum (exact for all
/// terms of magnitude above 2^-107, and for zero), then added as an integer. Terms must be finite and below 2^150 in
/// magnitude, else `add` throws SumTooLarge; 2^64 of them cannot overflow. After Neal 2015, "Fast exact summation using
/// small and large superaccumulators", with a range cut to what areas, energies and masses need.
class ExactSum {
public:
    static constexpr int lowest_bit = -160;

    void add(double term);
    /// Adds count · unit, both integers, times 2^exponent; exponent from -160 to 80.
    void add_scaled(std::int64_t count, std::int64_t unit, int exponent);
    void merge(const ExactSum& other)
    {
        std::uint64_t carry = 0;
        for (std::size_t i = 0; i < m_limbs.size(); ++i) {
            const std::uint64_t sum = m_limbs[i] + other.m_limbs[i], all = sum + carry;
            carry = static_cast<std::uint64_t>(sum < m_limbs[i]) | static_cast<std::uint64_t>(all < sum);
            m_limbs[i] = all;
        }
    }

    /// The double nearest to the sum (ties to even).
    double value() const;

    /// The bits, least significant limb first, as two's complement: what result files keep.
    const std::array<std::uint64_t, 6>& limbs() const { return m_limbs; }
    static ExactSum from_limbs(const std::array<std::uint64_t, 6>& limbs);

    bool operator==(const ExactSum&) const = default;

private:
    void add_bits(std::uint64_t magnitude, int bit, bool negative);

    std::array<std::uint64_t, 6> m_limbs{};
};

} // namespace peaksite
