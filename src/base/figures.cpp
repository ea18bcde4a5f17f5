#include "base/figures.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <string_view>

namespace peaksite {

namespace {

constexpr std::string_view hard_blank = "\u00a0", minus = "\u2212";

// m · 10^e without the rounding error of a negative power; in two steps where the power itself is beyond a double.
double shifted(double mantissa, int exponent)
{
    constexpr int largest_power = 300;
    if (exponent > largest_power) return shifted(mantissa * std::pow(10.0, largest_power), exponent - largest_power);
    if (exponent < -largest_power) return shifted(mantissa / std::pow(10.0, largest_power), exponent + largest_power);
    return exponent < 0 ? mantissa / std::pow(10.0, -exponent) : mantissa * std::pow(10.0, exponent);
}

// The power of ten of the first digit; 0 for 0.
int magnitude(double value) { return value == 0 ? 0 : static_cast<int>(std::floor(std::log10(std::fabs(value)))); }

// How odd the last digit looks: 0 for a multiple of ten, 1 of five, else 2.
int oddness(double mantissa)
{
    const auto digit = static_cast<int>(std::fabs(std::fmod(mantissa, 10.0)));
    return digit == 0 ? 0 : digit == 5 ? 1 : 2;
}

std::string grouped(const std::string& digits)
{
    constexpr std::size_t ungrouped = 4, group = 3;
    if (digits.size() <= ungrouped) return digits;
    std::string out;
    for (std::size_t i = 0; i < digits.size(); ++i) {
        if (i > 0 && (digits.size() - i) % group == 0) out += hard_blank;
        out += digits[i];
    }
    return out;
}

} // namespace

double roundest(double low, double high, double wish)
{
    if (low < 0 && high >= 0) return 0;
    const int top = magnitude(std::max(std::fabs(low), std::fabs(high)));
    constexpr int most_digits = 17;
    for (int exponent = top + 1; exponent > top - most_digits; --exponent) {
        const double last = std::floor(shifted(high, -exponent)), first = std::floor(shifted(low, -exponent)) + 1;
        if (first > last) continue;
        constexpr double whole = 0x1p53; // beyond it numbers are whole and further apart than 1
        if (std::fabs(last) >= whole || std::fabs(first) >= whole) return high;
        constexpr int most_candidates = 32; // a step larger had none, so there are few
        double best = last;
        const auto rank = [&](double m) { return std::pair{oddness(m), std::fabs(shifted(m, exponent) - wish)}; };
        for (int i = 0; i <= most_candidates && first + i <= last; ++i)
            if (rank(first + i) < rank(best)) best = first + i;
        const double value = shifted(best, exponent);
        if (value > low && value <= high) return value;
    }
    return high;
}

double significant(double value, int digits)
{
    if (value == 0 || !std::isfinite(value)) return value;
    const int exponent = magnitude(value) - digits + 1;
    return shifted(std::round(shifted(value, -exponent)), exponent);
}

double round_down(double value)
{
    const int exponent = magnitude(value);
    constexpr double tolerance = 1 + 1e-9;
    for (const double mantissa : {5.0, 2.0, 1.0})
        if (shifted(mantissa, exponent) <= value * tolerance) return shifted(mantissa, exponent);
    return shifted(5, exponent - 1);
}

int decimals_of(const std::vector<double>& values)
{
    constexpr int most = 15;
    const auto whole = [](double value, int decimals) {
        const double scaled = shifted(value, decimals);
        return std::fabs(scaled - std::round(scaled)) <= 1e-9 * std::max(1.0, std::fabs(scaled));
    };
    for (int decimals = 0; decimals < most; ++decimals)
        if (std::ranges::all_of(values, [&](double v) { return whole(v, decimals); })) return decimals;
    return most;
}

std::string figure(double value, int decimals)
{
    const auto digits = fmt::format("{:.{}f}", std::fabs(value), decimals);
    const auto point = std::min(digits.find('.'), digits.size());
    const bool zero = digits.find_first_of("123456789") == std::string::npos;
    return std::string{value < 0 && !zero ? minus : ""} + grouped(digits.substr(0, point)) + digits.substr(point);
}

int common_exponent(const std::vector<double>& values)
{
    double largest = 0;
    for (const double value : values) largest = std::max(largest, std::fabs(value));
    constexpr double long_number = 1e6, small_number = 1e-2;
    constexpr int group = 3;
    if (largest == 0 || (largest < long_number && largest >= small_number)) return 0;
    return static_cast<int>(std::floor(static_cast<double>(magnitude(largest)) / group)) * group;
}

std::string power_of_ten(int exponent)
{
    constexpr std::string_view raised[] = {"⁰", "¹", "²", "³", "⁴", "⁵", "⁶", "⁷", "⁸", "⁹"};
    std::string out = exponent < 0 ? "10⁻" : "10";
    for (const char digit : std::to_string(std::abs(exponent))) out += raised[digit - '0'];
    return out;
}

Figures figures(const std::vector<double>& values)
{
    Figures out{.exponent = common_exponent(values), .texts = {}};
    std::vector<double> scaled;
    for (const double value : values) scaled.push_back(shifted(value, -out.exponent));
    const int decimals = decimals_of(scaled);
    for (const double value : scaled) out.texts.push_back(figure(value, decimals));
    return out;
}

std::string unit_text(const std::string& unit, int exponent)
{
    if (exponent == 0) return unit;
    return unit.empty() ? "×" + power_of_ten(exponent) : power_of_ten(exponent) + std::string{hard_blank} + unit;
}

} // namespace peaksite
