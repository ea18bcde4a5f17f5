#include "model/siting_indicators.hpp"

#include <algorithm>
#include <array>

namespace peaksite {

namespace {

// The function that a formula consists of, and what it is multiplied by: 100 in "100*sel_freq(…)".
std::optional<std::pair<std::string, std::optional<double>>> siting_call(const Syntax& s)
{
    if (s.kind == Syntax::Kind::call) return std::pair{s.text, std::optional<double>{}};
    const bool scaled = s.kind == Syntax::Kind::binary && s.text == "*" && s.parts[0].kind == Syntax::Kind::number &&
                        s.parts[1].kind == Syntax::Kind::call;
    return scaled ? std::optional{std::pair{s.parts[1].text, std::optional{s.parts[0].value}}} : std::nullopt;
}

IndicatorInfo info_of(const IndicatorEntry& entry)
{
    IndicatorInfo info;
    info.id = info.entry = entry.id;
    info.name = entry.name;
    info.unit = entry.unit;
    info.unit_gov = entry.unit_gov;
    info.scale_gov = entry.scale_gov;
    info.note = entry.note;
    info.group = entry.group;
    info.pilot_types = entry.pilot_types;
    info.direction = entry.direction;
    info.formula = entry.formula;
    info.clause = entry.clause;
    info.availability = entry.availability;
    info.headline = entry.headline;
    info.display_only = entry.display_only();
    return info;
}

bool is_compared(const IndicatorEntry& entry)
{
    constexpr std::array<std::string_view, 3> functions{"score", "sel_freq", "medoid_closeness"};
    const auto call = siting_call(parse(entry.formula));
    return call && std::ranges::find(functions, call->first) != functions.end();
}

} // namespace

void refer_to_comparison(Results& results, const IndicatorCatalogue& catalogue)
{
    for (auto& one : results.missing) {
        const auto* entry = catalogue.entry(one.id);
        if (entry != nullptr && is_compared(*entry)) one.reason = "it stands in ranking.csv";
    }
}

void add_siting_indicators(Results& results, const IndicatorCatalogue& catalogue, const SitingNumbers& numbers)
{
    for (const auto& entry : catalogue.entries) {
        const auto call = siting_call(parse(entry.formula));
        const auto found = call ? numbers.find(call->first) : numbers.end();
        if (found == numbers.end()) continue;
        const double size = call->second ? *call->second : convert(1, Unit::dimensionless(), unit(entry.unit));
        std::erase_if(results.missing, [&](const MissingIndicator& one) { return one.id == entry.id; });
        results.indicators.push_back(info_of(entry));
        for (std::size_t set = 0; set < results.by_set.size(); ++set)
            for (std::size_t zone = 0; zone < results.by_set[set].indicators.size(); ++zone) {
                IndicatorResult result;
                if (const auto& value = found->second.at(set).at(zone))
                    result.value.value = size * *value;
                else
                    result.reason = "not compared";
                result.value.valid_share = result.value.value ? 1 : 0;
                results.by_set[set].indicators[zone].push_back(std::move(result));
            }
    }
}

} // namespace peaksite
