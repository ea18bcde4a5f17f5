#include "support/unit_size.hpp"

#include <algorithm>
#include <array>
#include <string>
#include <utility>

namespace peaksite {

namespace {

constexpr double joules = 1000 / 3.6, coal = 29.3076 * joules; // kWh of a GJ, of a tonne of coal equivalent

// Longer words before those that they begin with.
constexpr std::array<std::pair<std::string_view, double>, 74> words{{{"亿", 1e8},
                                                                     {"万", 1e4},
                                                                     {"千克标准煤", coal / 1000},
                                                                     {"吨标准煤", coal},
                                                                     {"千克CO₂", 1e-3},
                                                                     {"吨CO₂", 1},
                                                                     {"吨CO2", 1},
                                                                     {"吨碳", 1},
                                                                     {"千克", 1e-3},
                                                                     {"吨", 1},
                                                                     {"平方公里", 1e6},
                                                                     {"平方米", 1},
                                                                     {"公顷", 1e4},
                                                                     {"亩", 2000. / 3},
                                                                     {"立方米", 1},
                                                                     {"吉瓦时", 1e6},
                                                                     {"兆瓦时", 1e3},
                                                                     {"千瓦时", 1},
                                                                     {"兆瓦", 1e3},
                                                                     {"千瓦", 1},
                                                                     {"元", 1},
                                                                     {"人", 1},
                                                                     {"单位产品", 1},
                                                                     {"个", 1},
                                                                     {"家", 1},
                                                                     {"户", 1},
                                                                     {"次", 1},
                                                                     {"年", 1},
                                                                     {"公里", 1e3},
                                                                     {"米", 1},
                                                                     {"秒", 1},
                                                                     {"小时", 1},
                                                                     {"吉焦", joules},
                                                                     {"太焦", 1000 * joules},
                                                                     {"10^4 CNY", 1e4},
                                                                     {"CNY", 1},
                                                                     {"kg CO2", 1e-3},
                                                                     {"t CO2", 1},
                                                                     {"t C", 1},
                                                                     {"kgce", coal / 1000},
                                                                     {"tce", coal},
                                                                     {"kWh", 1},
                                                                     {"MWh", 1e3},
                                                                     {"GWh", 1e6},
                                                                     {"kWp", 1},
                                                                     {"kW", 1},
                                                                     {"MW", 1e3},
                                                                     {"GJ", joules},
                                                                     {"TJ", 1000 * joules},
                                                                     {"km2", 1e6},
                                                                     {"km²", 1e6},
                                                                     {"km", 1e3},
                                                                     {"m2", 1},
                                                                     {"m²", 1},
                                                                     {"m3", 1},
                                                                     {"mu", 2000. / 3},
                                                                     {"cap", 1},
                                                                     {"count", 1},
                                                                     {"unit", 1},
                                                                     {"ha", 1e4},
                                                                     {"kg", 1e-3},
                                                                     {"t", 1},
                                                                     {"m", 1},
                                                                     {"s", 1},
                                                                     {"h", 1},
                                                                     {"a", 1},
                                                                     {"d", 1},
                                                                     {"%", 0.01},
                                                                     {"1", 1},
                                                                     {"0-1", 1},
                                                                     {"-", 1},
                                                                     {"index", 1},
                                                                     {"degree", 1},
                                                                     {"度", 1}}};

std::optional<double> size_of_product(std::string_view text)
{
    double out = 1;
    while (!text.empty()) {
        const auto word = std::ranges::find_if(words, [&](const auto& one) { return text.starts_with(one.first); });
        if (word == words.end()) return {};
        out *= word->second;
        text.remove_prefix(word->first.size());
        if (text.starts_with(' ')) text.remove_prefix(1);
    }
    return out;
}

} // namespace

std::optional<double> size_of_unit(std::string_view unit)
{
    if (unit.empty()) return {};
    std::optional<double> out;
    for (bool first = true; first || !unit.empty(); first = false) {
        const auto end = std::min(unit.find('/'), unit.size());
        const auto part = size_of_product(unit.substr(0, end));
        if (!part) return {};
        out = first ? *part : *out / *part;
        unit.remove_prefix(std::min(end + 1, unit.size()));
    }
    return out;
}

} // namespace peaksite
