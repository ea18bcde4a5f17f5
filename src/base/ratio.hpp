#pragma once

namespace peaksite {

/// A positive number as a quotient. Whole numbers up to 2^53 are kept in lowest terms, so that a day in years or a mu
/// in hectares is rounded once, when it is used. Out of the range of double it becomes infinite or not a number.
struct Ratio {
    double up = 1;
    double down = 1;

    double value() const { return up / down; }
    bool operator==(const Ratio&) const = default;
};

Ratio operator*(const Ratio& a, const Ratio& b);
Ratio operator/(const Ratio& a, const Ratio& b);
Ratio pow(const Ratio& base, int exponent);

/// The square root; exact where both numbers are squares.
Ratio sqrt(const Ratio& square);

/// Both numbers are finite, not subnormal and above 0.
bool is_usable(const Ratio& ratio);

} // namespace peaksite
