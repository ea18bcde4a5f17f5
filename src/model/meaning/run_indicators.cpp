#include "model/meaning/run_indicators.hpp"

namespace peaksite {

namespace {

std::set<char> letters_of(const std::vector<ZoneSet>& sets)
{
    std::set<char> out;
    for (const auto& set : sets)
        for (const auto& zone : set.zones) out.insert(pilot_letter(zone.kind));
    return out;
}

std::vector<IndicatorEntry> entries_of(const Plan& plan, const IndicatorCatalogue& catalogue)
{
    auto out = catalogue.entries;
    out.insert(out.end(), plan.indicators.begin(), plan.indicators.end());
    return out;
}

// Tables of the plan, then the facility lists that state emissions.
TableStore stored(const Plan& plan, const IndicatorCatalogue& catalogue, const std::vector<ZoneSet>& sets,
                  const std::vector<UnitTable>& tables, const std::vector<PlacedList>& facilities)
{
    std::vector<std::size_t> zones;
    for (const auto& set : sets) zones.push_back(set.zones.size());
    TableStore out{tables, catalogue, zones};
    std::vector<PlacedList> emitting;
    for (std::size_t i = 0; i < facilities.size(); ++i)
        if (!plan.facilities[i].emission.column.empty()) emitting.push_back(facilities[i]);
    if (!emitting.empty()) out.add_facilities(emitting, catalogue, zones);
    return out;
}

} // namespace

RunIndicators::RunIndicators(const Plan& plan, const IndicatorCatalogue& catalogue, const CarbonTable* carbon,
                             const std::vector<ZoneSet>& sets, const std::vector<UnitTable>& tables,
                             const std::vector<PlacedList>& facilities)
    : m_names(plan, catalogue, carbon), m_tables(stored(plan, catalogue, sets, tables, facilities)),
      m_book(entries_of(plan, catalogue), m_names, letters_of(sets), m_tables)
{}

} // namespace peaksite
