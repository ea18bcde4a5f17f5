#include "model/indicators/printed_value.hpp"

#include "base/figures.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>

namespace peaksite {

namespace {

// What an office unit becomes where it would print less than a tenth.
struct Smaller {
    std::string_view large, small;
};
constexpr std::array smaller_units{
    Smaller{"万千瓦时", "千瓦时"}, Smaller{"亿千瓦时", "万千瓦时"}, Smaller{"万千瓦", "千瓦"}, Smaller{"万吨", "吨"},
    Smaller{"万亩", "亩"},         Smaller{"万平方米", "平方米"},   Smaller{"亿元", "万元"},   Smaller{"万人", "人"}};
constexpr double small_step = 1e4, least = 0.1;

struct Office {
    std::string_view unit, office;
    double scale;
};
constexpr std::array office_units{
    Office{"km2", "万亩", 0.15},       Office{"m2", "万平方米", 1e-4},     Office{"MW", "万千瓦", 0.1},
    Office{"MWh/a", "亿千瓦时", 1e-5}, Office{"GWh/a", "亿千瓦时", 0.01},  Office{"t C", "万吨碳", 1e-4},
    Office{"t CO2", "万吨CO2", 1e-4},  Office{"t CO2/a", "万吨CO2", 1e-4}, Office{"tce/a", "万吨标准煤", 1e-4},
    Office{"10^4 CNY", "亿元", 1e-4},  Office{"10^4 CNY/a", "亿元", 1e-4}, Office{"cap", "万人", 1e-4}};

// The office unit, or the one below it where the number would be too small for it.
PrintUnit fitted(const std::string& unit, double scale, double value)
{
    const double printed = std::fabs(value * scale);
    if (printed == 0 || !std::isfinite(printed) || printed >= least) return {.unit = unit, .scale = scale};
    for (const auto& pair : smaller_units)
        if (unit.starts_with(pair.large))
            return {.unit = std::string{pair.small} + unit.substr(pair.large.size()), .scale = scale * small_step};
    return {.unit = unit, .scale = scale};
}

// The number in the middle of those that are not zero; 0 when there are none.
double middle_of(std::vector<double> values)
{
    std::erase_if(values, [](double v) { return v == 0 || !std::isfinite(v); });
    if (values.empty()) return 0;
    for (auto& value : values) value = std::fabs(value);
    const auto middle = values.begin() + static_cast<std::ptrdiff_t>(values.size() / 2);
    std::ranges::nth_element(values, middle);
    return *middle;
}

int magnitude(double value) { return static_cast<int>(std::floor(std::log10(std::fabs(value)))); }

// The digit at which what is missing of the area begins to tell.
int digits_of_share(double valid_share)
{
    constexpr int most = 15;
    const double missing = 1 - valid_share;
    if (missing <= 0) return most;
    return std::clamp(1 + static_cast<int>(std::floor(-std::log10(missing) + 1e-9)), 1, most);
}

constexpr int fewest_digits = 2, usual_digits = 4, estimate_digits = 3;

Digits digits_of_unit(const std::string& unit)
{
    if (unit.starts_with("%")) return {.significant = 15, .decimals = 1};
    if (unit == "0-1" || unit == "-" || unit == "1" || unit.empty())
        return {.significant = usual_digits, .decimals = 2};
    if (unit == "count") return {.significant = 15, .decimals = 0};
    return {.significant = usual_digits, .decimals = 15};
}

} // namespace

PrintUnit PrintUnits::of_value(const IndicatorInfo& info, double value) const
{
    if (!m_office || info.unit_gov.empty() || info.unit_gov == "-") return {.unit = info.unit, .scale = 1};
    return fitted(info.unit_gov, info.scale_gov, value);
}

PrintUnit PrintUnits::of_column(const IndicatorInfo& info, const std::vector<double>& values) const
{
    return of_value(info, middle_of(values));
}

PrintUnit PrintUnits::of_amounts(const std::string& unit, const std::vector<double>& values) const
{
    const auto found = std::ranges::find(office_units, unit, &Office::unit);
    if (!m_office || found == office_units.end()) return {.unit = unit, .scale = 1};
    return fitted(std::string{found->office}, found->scale, middle_of(values));
}

Digits deserved_digits(const IndicatorInfo& info, const IndicatorResult& result)
{
    auto digits = digits_of_unit(info.unit);
    if (is_estimate(info.kind)) digits.significant = std::min(digits.significant, estimate_digits);
    if (info.unit == "count") return digits;
    digits.significant =
        std::min(digits.significant, std::max(fewest_digits, digits_of_share(result.value.valid_share)));
    if (result.value.value && *result.value.value != 0 && result.low && result.high && *result.high > *result.low) {
        const double half = (*result.high - *result.low) / 2;
        digits.significant =
            std::min(digits.significant, std::max(fewest_digits, magnitude(*result.value.value) - magnitude(half) + 1));
    }
    return digits;
}

Digits deserved_digits(const std::string& unit, double valid_share)
{
    auto digits = digits_of_unit(unit);
    if (unit != "count")
        digits.significant = std::min(digits.significant, std::max(fewest_digits, digits_of_share(valid_share)));
    return digits;
}

std::string percent_words(double share)
{
    constexpr double tenths = 1000, percent = 10, rounding = 1e-6; // sums of areas round
    const double given = tenths * share;
    auto out = std::round(given);
    if (out > given + rounding && std::fmod(out, percent) == 0) --out;
    return fmt::format("{:.1f}", out / percent);
}

Digits amount_digits(double valid_share) { return deserved_digits("km2", valid_share); }

Digits area_digits(double printed)
{
    constexpr int whole_at_most = 15;
    const int before = printed == 0 || !std::isfinite(printed) ? 1 : magnitude(printed) + 1;
    return {.significant = std::clamp(before, usual_digits, whole_at_most), .decimals = whole_at_most};
}

namespace {

// Decimals that would cut off the first digit of a number are not enough for it.
Digits keeping_a_digit(double value, Digits digits)
{
    const int first = magnitude(significant(value, 1));
    return first >= -digits.decimals ? digits : Digits{.significant = 1, .decimals = -first};
}

} // namespace

double rounded(double value, Digits wished)
{
    if (value == 0 || !std::isfinite(value)) return value;
    const auto digits = keeping_a_digit(value, wished);
    const double out = significant(value, digits.significant);
    const int finest = magnitude(out); // decimals cut no digit from a number that has none before them
    if (digits.decimals >= digits.significant - 1 - finest) return out;
    const double power = std::pow(10.0, digits.decimals);
    return std::round(value * power) / power;
}

int decimals_of(double value, Digits wished)
{
    if (value == 0 || !std::isfinite(value)) return 0;
    const auto digits = keeping_a_digit(value, wished);
    const double out = significant(value, digits.significant);
    return std::clamp(digits.significant - 1 - magnitude(out), 0,
                      std::min(digits.decimals, std::numeric_limits<double>::max_digits10));
}

std::string printed(double value, Digits digits) { return figure(rounded(value, digits), decimals_of(value, digits)); }

} // namespace peaksite
