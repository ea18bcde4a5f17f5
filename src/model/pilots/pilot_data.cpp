#include "model/pilots/pilot_data.hpp"

#include "base/error.hpp"
#include "model/results.hpp"

#include <algorithm>

namespace peaksite {

namespace {

PilotValue value_of(const IndicatorResult& result)
{
    return {.value = result.value.value,
            .low = result.low,
            .high = result.high,
            .flags = result.flags,
            .not_given = not_given_in(result),
            .reason = result.reason,
            .shown = result.shown,
            .years = years_spanned(result.from, result.year())};
}

PilotCandidate candidate_of(const ZoneSet& set, const SetResults& results, std::size_t number)
{
    const auto& zone = set.zones[number];
    PilotCandidate out{.set = set.id,
                       .key = zone.key,
                       .name = zone.name,
                       .kind = zone.kind,
                       .proposer = zone.proposer,
                       .attributes = zone.attributes,
                       .attribute_units = zone.attribute_units,
                       .boundary = zone.has_boundary()};
    if (zone.has_boundary())
        out.area_km2 = results.area_km2[number];
    else
        out.area_km2 = zone.official_area_km2;
    for (const auto& one : results.indicators[number]) out.values.push_back(value_of(one));
    return out;
}

} // namespace

PilotData pilot_candidates(const Results& results)
{
    PilotData out;
    for (const auto& info : results.indicators)
        out.indicators.push_back({.id = info.id,
                                  .name = info.name,
                                  .unit = info.unit,
                                  .unit_gov = info.unit_gov,
                                  .scale_gov = info.scale_gov,
                                  .direction = info.direction,
                                  .formula = info.formula,
                                  .alike = info.alike,
                                  .inventories = info.inventories});
    for (const auto& missing : results.missing) out.missing.emplace(missing.id, missing.reason);
    for (std::size_t set = 0; set < results.sets.size(); ++set)
        for (std::size_t zone = 0; zone < results.sets[set].zones.size(); ++zone)
            if (results.sets[set].zones[zone].kind != "area")
                out.candidates.push_back(candidate_of(results.sets[set], results.by_set[set], zone));
    return out;
}

PilotData pilot_data(const Results& results, PilotGround ground)
{
    auto out = pilot_candidates(results);
    bool fits = ground.places.size() == out.candidates.size();
    for (const auto& pair : ground.pairs) fits = fits && std::max(pair.a, pair.b) < out.candidates.size();
    if (!fits) throw InputError{text("siting.json is not of the run that it lies with; run the plan again")};
    for (std::size_t i = 0; i < out.candidates.size(); ++i) out.candidates[i].place = ground.places[i];
    out.ground = std::move(ground);
    return out;
}

std::optional<std::size_t> indicator_of(const PilotData& data, const std::string& id)
{
    const auto found = std::ranges::find(data.indicators, id, &PilotIndicator::id);
    if (found == data.indicators.end()) return {};
    return static_cast<std::size_t>(found - data.indicators.begin());
}

} // namespace peaksite
