#pragma once

#include <string>
#include <vector>

namespace peaksite {

/// The number with the fewest digits in (low, high]: of those with as few digits one that ends in 0, else in 5, then
/// the nearest to `wish`. `low` must be less than `high`, both finite.
double roundest(double low, double high, double wish);

/// The number rounded to `digits` significant digits.
double significant(double value, int digits);

/// The largest of 1, 2 and 5 times a power of ten that is not above `value` (> 0).
double round_down(double value);

/// How many decimals print all numbers as they are, up to rounding errors of the last bits; at most 15.
int decimals_of(const std::vector<double>& values);

/// "1 234.50", "−3": groups of three from five digits on, parted by a blank that does not break, and a true minus.
std::string figure(double value, int decimals);

/// The power of ten, a multiple of 3, that is taken out of numbers that would be long to print; 0 when none is.
int common_exponent(const std::vector<double>& values);

/// "10⁶", "10⁻³".
std::string power_of_ten(int exponent);

/// Numbers as they stand in a row of a legend: same decimals, the common power of ten taken out.
struct Figures {
    int exponent = 0;
    std::vector<std::string> texts;
};
Figures figures(const std::vector<double>& values);

/// "万千瓦", "10⁶ t"; empty when there is neither unit nor exponent.
std::string unit_text(const std::string& unit, int exponent);

} // namespace peaksite
