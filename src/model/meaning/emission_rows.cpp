#include "model/meaning/emission_rows.hpp"

#include <algorithm>

namespace peaksite {

namespace {

// The table of the plan comes before the lists where formulas say fac.co2: the two may differ, and nobody would see
// why.
bool table_states_emissions(const Results& results)
{
    return std::ranges::any_of(results.tables, [](const UnitTable& one) {
        return one.id == "fac" && std::ranges::find(one.fields, "co2", &TableField::name) != one.fields.end();
    });
}

} // namespace

void add_emission_rows(const Plan& plan, Results& results)
{
    const bool taken = table_states_emissions(results);
    for (std::size_t l = 0; l < results.facilities.size(); ++l) {
        const auto& placed = results.facilities[l];
        const auto& list = placed.list;
        for (std::size_t set = 0; set < placed.by_set.size(); ++set)
            for (const auto& [zone, sectors] : emissions_by_zone(list, placed.by_set[set]))
                for (const auto& [sector, sum] : sectors)
                    results.emissions.push_back(
                        {.set = set, .zone = zone, .list = list.id, .sector = sector, .sum = sum});
        std::size_t outside = 0, edge = 0, silent = 0, powerless = 0;
        for (std::size_t i = 0; i < list.facilities.size(); ++i) {
            if (placed.outside_all(i)) ++outside;
            if (placed.on_boundary(i)) ++edge;
            if (!list.facilities[i].emission) ++silent;
            if (!list.facilities[i].capacity) ++powerless;
        }
        if (outside > 0)
            results.warnings.push_back(
                text("facilities '{}': {} of {} lie outside every zone; they are listed in facilities.csv", list.id,
                     outside, list.facilities.size()));
        if (taken && !plan.facilities[l].emission.column.empty())
            results.warnings.push_back(text("facilities '{}': indicators take emissions (fac.co2) from the table 'fac' "
                                            "of the plan, not from this list; its own sums stand in emissions.csv and "
                                            "may differ",
                                            list.id));
        if (!plan.facilities[l].emission.column.empty() && silent > 0)
            results.warnings.push_back(text("facilities '{}': {} of {} state no emission; sums that they belong to are "
                                            "lower bounds, see emissions.csv",
                                            list.id, silent, list.facilities.size()));
        if (!plan.facilities[l].capacity.empty() && powerless > 0)
            results.warnings.push_back(text("facilities '{}': {} of {} state no capacity; sums that they belong to are "
                                            "lower bounds, see emissions.csv",
                                            list.id, powerless, list.facilities.size()));
        if (edge > 0)
            results.warnings.push_back(text("facilities '{}': {} lie on a boundary and belong to the zone with the "
                                            "smallest key; see facilities.csv",
                                            list.id, edge));
    }
}

} // namespace peaksite
