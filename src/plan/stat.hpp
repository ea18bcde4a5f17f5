#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace peaksite {

enum class Stat : std::uint8_t {
    mean,
    sum,
    integral,
    min,
    max,
    stdev,
    count,
    quantile,
    area,
    valid_share,
    fractions,
    class_area
};

struct StatPlan {
    Stat stat = Stat::mean;
    std::string word; ///< as the plan writes it: "p90"
    double quantile = 0;

    bool operator==(const StatPlan&) const = default;
};

/// What a plan means by "mean", "median", "p2.5"; nothing where that is no statistic.
std::optional<StatPlan> stat_of(const std::string& word);
/// As plans write it; quantiles have words of their own.
std::string_view stat_word(Stat stat);

} // namespace peaksite
