#pragma once

#include "tally/mask_areas.hpp"

#include <optional>
#include <vector>

namespace peaksite {

/// How a technology reads the tally: its rules as criteria of the plan, in plan order. What-if changes `active`.
struct LandRules {
    struct Rule {
        int criterion = 0;
        bool active = true;
    };
    std::vector<Rule> rules;
};

/// Any active rule true: excluded; else any unknown: unknown; else eligible.
enum class LandState : std::uint8_t { eligible, excluded, unknown };

/// What one rule takes of a zone, km².
struct RuleEffect {
    double alone = 0;      ///< where it holds
    double unique = 0;     ///< where it holds and no other does
    double cumulative = 0; ///< where it or an earlier one holds
    double unknown = 0;    ///< where it could not be tested
    bool operator==(const RuleEffect&) const = default;
};

/// The land of a zone for one technology, km².
struct LandBalance {
    std::vector<RuleEffect> rules; ///< as LandRules::rules
    double total = 0;
    double eligible = 0;
    double excluded = 0;
    double unknown = 0;
    double too_small = 0; ///< eligible by the rules, but in patches below the least size
    bool operator==(const LandBalance&) const = default;
};

/// Σ area · value of a measure over eligible land, in km² times its unit.
struct EligibleSum {
    double sum = 0;
    double missing_km2 = 0; ///< eligible land where the measure has no data
    bool operator==(const EligibleSum&) const = default;
};

/// What a technology asks of the land of a zone: its rules, and measures to be summed over what they leave.
struct LandQuestion {
    LandRules rules;
    std::vector<int> measures;
};
struct LandAnswer {
    LandBalance balance;
    std::vector<EligibleSum> sums; ///< as LandQuestion::measures
};

/// One answer a question; the masks of the zone are walked once for all of them.
std::vector<LandAnswer> answers(const std::vector<LandQuestion>& questions, const MaskAreas& areas);

/// How much of a sum over eligible land rests on data: the share of the zone that could be judged, times the share of
/// the eligible land where the measure has data. A gap in a yield counts by the land that it concerns, however small a
/// part of the zone that is.
double valid_share_of_sum(const LandBalance& balance, const EligibleSum& sum, double zone_km2);

} // namespace peaksite
