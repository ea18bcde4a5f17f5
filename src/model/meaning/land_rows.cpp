#include "model/meaning/land_rows.hpp"

#include "base/error.hpp"
#include "base/row_warnings.hpp"

#include <algorithm>

namespace peaksite {

namespace {

// A sum over eligible land of which the summand is known nowhere says nothing.
std::optional<double> known_sum(const EligibleSum& sum, double eligible_km2)
{
    return eligible_km2 > 0 && sum.missing_km2 >= eligible_km2 ? std::nullopt : std::optional{sum.sum};
}

TechnologyRow technology_row(const TechnologyUse& use, std::size_t number, ZoneLand& of, std::size_t zone)
{
    TechnologyRow row;
    row.technology = use.technology->id;
    const auto& land = of.balance(number, zone);
    if (!(land.total > 0)) return row;
    row.land = land;
    if (!row.judged()) return row;
    row.share_missing_km2 = row.yield_missing_km2 = 0;
    row.effective_km2 = row.land->eligible * use.share.value_or(0);
    if (use.share_measure >= 0) {
        const auto sum = of.sum(number, use.share_measure, zone);
        row.effective_km2 = known_sum(sum, row.land->eligible);
        row.share_missing_km2 = sum.missing_km2;
    }
    if (row.effective_km2) row.capacity_mw = *row.effective_km2 * use.density;
    if (use.yield) {
        if (row.capacity_mw) row.generation_mwh = *row.capacity_mw * *use.yield;
        row.yield_missing_km2 = row.share_missing_km2;
    }
    if (use.yield_measure >= 0) {
        const auto sum = of.sum(number, use.yield_measure, zone);
        if (const auto known = known_sum(sum, row.land->eligible))
            row.generation_mwh = *known * use.density * use.share.value_or(1);
        row.yield_missing_km2 = sum.missing_km2;
    }
    return row;
}

// How much of the zone a number over eligible land rests on; as indicators have it.
double valid_share(const TechnologyRow& row, const std::optional<double>& missing_km2, double inside_share)
{
    const EligibleSum sum{.sum = 0, .missing_km2 = missing_km2.value_or(0)};
    return valid_share_of_sum(*row.land, sum, row.land->total) * inside_share;
}

// Eligible land, and what is made of it, is the most it can be where a rule was not tested.
void add_flags(const Meaning& meaning, const Results& results, TechnologyRow& row)
{
    if (!row.land) return;
    const double inside = results.by_set[row.set].inside_share[row.zone];
    row.land_valid = valid_share(row, 0, inside);
    row.share_valid = valid_share(row, row.share_missing_km2, inside);
    row.yield_valid = valid_share(row, row.yield_missing_km2, inside);
    if (!row.judged()) return;
    const bool unchecked = std::ranges::any_of(
        results.unchecked, [&](const UncheckedRule& rule) { return rule.technology == row.technology; });
    const auto flags = [&](double share) {
        return flags_of(unchecked ? Bound::upper : Bound::none, share, meaning.plan.output.least_valid_share, false);
    };
    row.flags.area = flags(row.land_valid);
    if (row.capacity_mw) row.flags.capacity = flags(row.share_valid);
    if (row.generation_mwh) row.flags.generation = flags(row.yield_valid);
}

void add_waterfall(const TechnologyUse& use, const TechnologyRow& row, Results& results)
{
    WaterfallRow base{.set = row.set,
                      .zone = row.zone,
                      .technology = row.technology,
                      .criterion = {},
                      .alone = {},
                      .unique = {},
                      .cumulative = {}};
    bool tested = false; // somewhere in the zone, this rule or an earlier one
    for (std::size_t i = 0; i < use.technology->exclusions.size(); ++i) {
        if (!use.technology->exclusions[i].active) continue;
        auto line = base;
        line.criterion = use.technology->exclusions[i].id;
        if (use.rule_of[i] >= 0 && row.land) {
            const auto& effect = row.land->rules[static_cast<std::size_t>(use.rule_of[i])];
            const bool known = effect.unknown < row.land->total;
            tested = tested || known;
            if (known) line.alone = effect.alone;
            if (known) line.unique = effect.unique;
            if (tested) line.cumulative = effect.cumulative;
        }
        results.waterfall.push_back(std::move(line));
    }
    for (const auto& [kind, part] : {std::pair{LandRow::too_small, &LandBalance::too_small},
                                     {LandRow::total, &LandBalance::total},
                                     {LandRow::eligible, &LandBalance::eligible},
                                     {LandRow::unknown, &LandBalance::unknown}}) {
        auto line = base;
        line.kind = kind;
        line.criterion = row_word(kind);
        line.cumulative = row.area(part);
        results.waterfall.push_back(std::move(line));
    }
}

// A share is between 0 and 1. Where the middle of it is not, nothing computed from it can be right.
void check_share(const TechnologyUse& use, const TechnologyRow& row, const std::string& zone)
{
    constexpr double rounding = 1e-9;
    if (!row.land || !row.effective_km2 || !(row.land->eligible > 0)) return;
    const double mean = *row.effective_km2 / row.land->eligible;
    if (mean > 1 + rounding || mean < -rounding)
        throw InputError{
            text("technology '{}': its share is {:.6g} on average over the eligible land of zone {}; a share "
                 "lies between 0 and 1: is it in %? Then say so: unit = \"%\"",
                 use.technology->id, mean, zone)};
}

void warn_of_shares(const Meaning& meaning, const std::vector<TechnologyUse>& uses, const StudyTally& tally,
                    Results& results)
{
    constexpr double rounding = 1e-6; // of floats
    for (const auto& use : uses) {
        std::vector<std::string> beyond;
        for (std::size_t set = 0; set < use.share_range.size(); ++set)
            for (std::size_t zone = 0; zone < results.sets[set].zones.size(); ++zone) {
                const auto& slot = use.share_range[set];
                const auto& range =
                    tally[static_cast<std::size_t>(slot.pass)][meaning.zone_number(set, zone)].moments(slot.at);
                if (!range.empty() && (range.low() < -rounding || range.high() > 1 + rounding))
                    beyond.push_back(results.sets[set].zones[zone].label() + " (" + number(range.low()) + " – " +
                                     number(range.high()) + ")");
            }
        RowWarnings{use.technology->id, results.warnings}.add(
            beyond, "technology '{}': in {} zones its share takes values outside 0 to 1, which count as they are: {}");
    }
}

// Rows are many, and long.
void reserve_rows(const std::vector<TechnologyUse>& uses, Results& results)
{
    std::size_t zones = 0, lines = 0;
    for (const auto& set : results.sets) zones += set.zones.size();
    for (const auto& use : uses) lines += use.technology->exclusions.size() + 4;
    results.technologies.reserve(results.technologies.size() + zones * uses.size());
    results.waterfall.reserve(results.waterfall.size() + zones * lines);
}

// Full-load hours over the land that is used, where no year has so many or they are below 0.
void warn_of_yields(const std::vector<TechnologyUse>& uses, Results& results)
{
    constexpr double rounding = 1e-6; // of floats
    for (const auto& use : uses) {
        std::vector<std::string> beyond;
        for (const auto& row : results.technologies) {
            if (row.technology != use.technology->id || !row.generation_mwh || !(row.capacity_mw.value_or(0) > 0))
                continue;
            const double hours = *row.generation_mwh / *row.capacity_mw;
            if (hours < -rounding || hours > longest_year_hours * (1 + rounding))
                beyond.push_back(results.sets[row.set].zones[row.zone].label() + " (" + number(hours) + ")");
        }
        RowWarnings{use.technology->id, results.warnings}.add(
            beyond, "technology '{}': in {} zones its full-load hours are impossible (below 0 or above 8784 h/a), and "
                    "generation is counted with them; is a number without unit multiplied? {}");
    }
}

} // namespace

void add_land_rows(const Meaning& meaning, const std::vector<TechnologyUse>& uses, const StudyTally& tally,
                   ZoneLand& land, Results& results)
{
    warn_of_shares(meaning, uses, tally, results);
    reserve_rows(uses, results);
    for (std::size_t set = 0; set < results.sets.size(); ++set)
        for (std::size_t zone = 0; zone < results.sets[set].zones.size(); ++zone)
            for (std::size_t number = 0; number < uses.size(); ++number) {
                const auto& use = uses[number];
                auto row = technology_row(use, number, land, meaning.zone_number(set, zone));
                row.set = set;
                row.zone = zone;
                add_flags(meaning, results, row);
                check_share(use, row, results.sets[set].zones[zone].label());
                add_waterfall(use, row, results);
                results.technologies.push_back(std::move(row));
            }
    warn_of_yields(uses, results);
}

} // namespace peaksite
