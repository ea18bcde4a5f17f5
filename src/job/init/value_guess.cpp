#include "job/init/value_guess.hpp"

#include <algorithm>

namespace peaksite {

namespace {

struct Usual {
    const char* unit;
    double low, high;
};

constexpr std::array usual{
    Usual{.unit = "degC", .low = -60, .high = 60},      Usual{.unit = "kWh/m2/a", .low = 300, .high = 3000},
    Usual{.unit = "m/s", .low = 0, .high = 40},         Usual{.unit = "h/a", .low = 0, .high = 8784},
    Usual{.unit = "cap/km2", .low = 0, .high = 200000}, Usual{.unit = "t C/ha", .low = 0, .high = 3000}};

// What such layers come in.
constexpr std::array units{"kWh/m2/d", "kWh/m2/a", "kJ/m2/d", "MJ/m2/d", "MJ/m2/a", "W/m2",      "J/m2/d",
                           "K",        "degC",     "m",       "km",      "cm",      "m/s",       "km/h",
                           "mm/a",     "mm/d",     "t C/ha",  "kg C/m2", "g C/m2",  "kg C/m2/a", "g C/m2/a",
                           "cap/km2",  "cap/ha",   "h/a",     "h/d",     "%"};
constexpr std::array scales{"0.1", "0.01", "0.001", "0.0001", "10", "100", "1000"};

constexpr double nearly_all = 0.02;

} // namespace

std::optional<std::array<double, 2>> usual_range(const Unit& unit)
{
    if (unit.is_dimensionless()) return {};
    for (const auto& one : usual) {
        const auto known = peaksite::unit(one.unit);
        if (same_dimension(known, unit) && known.zero == unit.zero)
            return std::array{convert(one.low, known, unit), convert(one.high, known, unit)};
    }
    return {};
}

double share_outside(std::span<const double> values, const std::array<double, 2>& range)
{
    if (values.empty()) return 0;
    const auto outside =
        std::ranges::count_if(values, [&](double value) { return value < range[0] || value > range[1]; });
    return static_cast<double>(outside) / static_cast<double>(values.size());
}

std::vector<OtherReading> other_readings(std::span<const double> values, const Unit& unit,
                                         const std::array<double, 2>& range)
{
    std::vector<OtherReading> out;
    std::vector<double> changed(values.size());
    const auto fits = [&](auto change) {
        std::ranges::transform(values, changed.begin(), change);
        return !values.empty() && share_outside(changed, range) < nearly_all;
    };
    constexpr std::size_t most = 3;
    for (const auto* name : units) {
        const auto other = peaksite::unit(name);
        if (out.size() == most || !same_dimension(other, unit) || other == unit) continue;
        if (fits(conversion(other, unit))) out.push_back({.key = "unit", .value = name});
    }
    for (const auto* name : scales) {
        if (!out.empty()) break;
        const double scale = std::stod(name);
        if (fits([&](double value) { return value * scale; })) out.push_back({.key = "scale", .value = name});
    }
    return out;
}

} // namespace peaksite
