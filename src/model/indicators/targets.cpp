#include "model/indicators/targets.hpp"

#include <algorithm>

namespace peaksite {

double gap_to_target(double value, double target, const std::string& relation)
{
    return std::max(0.0, relation == "at_most" ? value - target : target - value);
}

namespace {

// Why a figure of the target's convention and the values of the run say different things; empty where they say the
// same.
std::string mismatch_of(const TargetEntry& target, const FormulaNames& names)
{
    if (target.el_conv.empty()) return {};
    const auto* given = names.plan().parameters.find("el_conv");
    const auto* declared = names.declared("el_conv");
    const std::string word = given != nullptr && !given->word.empty() ? given->word
                             : declared == nullptr                    ? std::string{}
                                                                      : declared->word;
    return word == target.el_conv ? "" : "el_conv";
}

void add_rows(const TargetEntry& target, std::size_t column, bool own, const std::string& mismatch,
              const Results& results, std::vector<TargetRow>& out)
{
    const auto& info = results.indicators[column];
    const double wanted = convert(target.value, unit(target.unit), unit(info.unit));
    for (std::size_t set = 0; set < results.sets.size(); ++set)
        for (std::size_t zone = 0; zone < results.sets[set].zones.size(); ++zone) {
            const auto& result = results.by_set[set].indicators[zone][column];
            if (!result.value.value || !result.shown) continue;
            if (!target.types.empty() &&
                target.types.find(pilot_letter(results.sets[set].zones[zone].kind)) == std::string::npos)
                continue;
            const double value = *result.value.value;
            out.push_back({.set = set,
                           .zone = zone,
                           .indicator = info.id,
                           .number = target.number,
                           .year = target.year,
                           .base_year = target.base_year,
                           .relation = target.relation,
                           .target = wanted,
                           .unit = info.unit,
                           .value = value,
                           .value_year = result.year(),
                           .gap = gap_to_target(value, wanted, target.relation),
                           .document = target.document,
                           .scope = target.scope,
                           .own = own,
                           .mismatch = mismatch});
        }
}

} // namespace

std::vector<TargetRow> gaps_to_targets(const std::vector<TargetEntry>& targets, const ParametersPlan& parameters,
                                       const FormulaNames& names, const Results& results)
{
    std::vector<TargetRow> out;
    const auto base = names.parameter("base_year", nullptr);
    for (const auto& target : targets) {
        if (target.indicator.empty()) continue;
        if (target.base_year && base != *target.base_year) continue;
        const auto found = std::ranges::find(results.indicators, target.indicator, &IndicatorInfo::id);
        if (found == results.indicators.end()) continue;
        const bool rate = target.unit == "%";
        const bool own = std::ranges::find(parameters.targets, target.number) != parameters.targets.end();
        if (!own && (!rate || target.scope != "全国"))
            continue; // an amount of the whole country says nothing of a unit's gap
        add_rows(target, static_cast<std::size_t>(found - results.indicators.begin()), own, mismatch_of(target, names),
                 results, out);
    }
    return out;
}

} // namespace peaksite
