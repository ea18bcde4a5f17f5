#include "model/renewables/land_use.hpp"

#include "base/constants.hpp"

#include <algorithm>

namespace peaksite {

namespace {

double km2(const ExactSum& square_metres) { return square_metres.value() / square_metres_per_km2; }

} // namespace

LandState state_of(const LandRules& rules, const Mask& mask)
{
    bool unknown = false;
    for (const auto& rule : rules.rules) {
        if (!rule.active) continue;
        if (mask.holds.has(rule.criterion)) return LandState::excluded;
        unknown = unknown || mask.unknown.has(rule.criterion);
    }
    return unknown ? LandState::unknown : LandState::eligible;
}

LandBalance land_balance(const LandRules& rules, const MaskAreas& areas)
{
    // Exact sums first, so that the balance closes to the last bit that doubles allow.
    struct Sums {
        ExactSum alone, unique, first, unknown;
    };
    std::vector<Sums> sums(rules.rules.size());
    ExactSum total, eligible, excluded, unknown;
    for (const auto& [mask, entry] : areas.entries()) {
        total.merge(entry.land);
        std::size_t holding = 0, first = 0;
        bool doubtful = false;
        for (std::size_t i = 0; i < rules.rules.size(); ++i) {
            if (!rules.rules[i].active) continue;
            if (mask.holds.has(rules.rules[i].criterion)) {
                if (holding++ == 0) first = i;
                sums[i].alone.merge(entry.land);
            } else if (mask.unknown.has(rules.rules[i].criterion)) {
                doubtful = true;
                sums[i].unknown.merge(entry.land);
            }
        }
        if (holding == 1) sums[first].unique.merge(entry.land);
        if (holding > 0) sums[first].first.merge(entry.land);
        (holding > 0 ? excluded : doubtful ? unknown : eligible).merge(entry.land);
    }
    LandBalance balance{.rules = {},
                        .total = km2(total),
                        .eligible = km2(eligible),
                        .excluded = km2(excluded),
                        .unknown = km2(unknown),
                        .too_small = 0};
    ExactSum so_far;
    for (const auto& one : sums) {
        so_far.merge(one.first);
        balance.rules.push_back({.alone = km2(one.alone),
                                 .unique = km2(one.unique),
                                 .cumulative = km2(so_far),
                                 .unknown = km2(one.unknown)});
    }
    return balance;
}

EligibleSum eligible_sum(const LandRules& rules, const MaskAreas& areas, int measure)
{
    ExactSum sum, missing;
    for (const auto& [mask, entry] : areas.entries()) {
        if (state_of(rules, mask) != LandState::eligible) continue;
        const auto& measured = entry.measures[static_cast<std::size_t>(measure)];
        sum.merge(measured.sum);
        missing.merge(measured.missing);
    }
    return {.sum = sum.value() / square_metres_per_km2, .missing_km2 = km2(missing)};
}

double valid_share_of_sum(const LandBalance& balance, const EligibleSum& sum, double zone_km2)
{
    const double judged = 1 - balance.unknown / zone_km2;
    return balance.eligible > 0 ? judged * (1 - sum.missing_km2 / balance.eligible) : judged;
}

} // namespace peaksite
