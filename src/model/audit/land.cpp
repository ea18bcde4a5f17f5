#include "model/audit/group.hpp"

#include <algorithm>
#include <map>

namespace peaksite {

namespace {

using Table = AuditSubject::Table;
// Rows of a table by technology (or layer) and set, so that a group is one pass over neighbours.
template <class Row, class Name>
std::map<std::pair<std::size_t, std::string>, std::vector<const Row*>> grouped(const std::vector<Row>& rows, Name name)
{
    std::map<std::pair<std::size_t, std::string>, std::vector<const Row*>> out;
    for (const auto& row : rows) out[{row.set, name(row)}].push_back(&row);
    return out;
}

class Land {
public:
    Land(const Results& results, const AuditRules& rules, std::vector<AuditRow>& rows)
        : m_results(results), m_rules(rules), m_rows(rows)
    {
        m_waterfalls = grouped(results.waterfall, [](const WaterfallRow& row) { return row.technology; });
    }

    void check()
    {
        for (const auto& [of, rows] :
             grouped(m_results.technologies, [](const TechnologyRow& row) { return row.technology; })) {
            waterfall(of.first, of.second, rows);
            area(of.first, of.second, rows);
            hours(of.first, of.second, rows);
            for (const auto& rule : m_rules.same)
                if (rule.technology == of.second) indicator(of.first, rule, rows);
        }
        for (const auto& [of, rows] : grouped(m_results.ledger, [](const LedgerRow& row) { return row.layer; }))
            ledger(of.first, of.second, rows);
        for (std::size_t set = 0; set < m_results.sets.size(); ++set)
            for (const auto& list : m_results.facilities) emissions(set, list);
    }

private:
    AuditGroup group(Identity identity, std::size_t set, AuditSubject subject, std::string unit) const
    {
        return {identity, m_results.sets[set].id, std::move(subject), std::move(unit)};
    }

    // The last cumulative area of the rules, and the rows below them.
    struct Steps {
        double excluded = 0;
        std::map<LandRow, double> rest;
    };

    void waterfall(std::size_t set, const std::string& technology, const std::vector<const TechnologyRow*>& rows)
    {
        auto closes = group(Identity::waterfall_closes, set, {.table = Table::waterfall, .of = technology}, "km2");
        auto within = group(Identity::waterfall_within, set, {.table = Table::waterfall, .of = technology}, "km2");
        auto as_table =
            group(Identity::technology_as_waterfall, set, {.table = Table::technologies, .of = technology}, "km2");
        std::map<std::size_t, Steps> steps;
        for (const auto* row : m_waterfalls[{set, technology}]) {
            auto& one = steps[row->zone];
            if (row->kind != LandRow::rule) {
                if (row->cumulative) one.rest[row->kind] = *row->cumulative;
                continue;
            }
            if (row->cumulative) one.excluded = *row->cumulative;
            if (row->unique && row->alone)
                within.at_most(audit_place(m_results, set, row->zone), *row->unique, *row->alone, computed_twice);
            if (row->alone && row->cumulative)
                within.at_most(audit_place(m_results, set, row->zone), *row->alone, *row->cumulative, computed_twice);
        }
        for (const auto& [zone, one] : steps)
            if (constexpr std::size_t all = 4; one.rest.size() == all)
                closes.equal(audit_place(m_results, set, zone),
                             one.excluded + one.rest.at(LandRow::too_small) + one.rest.at(LandRow::eligible) +
                                 one.rest.at(LandRow::unknown),
                             one.rest.at(LandRow::total), computed_twice);
        for (const auto* row : rows)
            if (const auto found = steps.find(row->zone); row->land && found != steps.end())
                for (const auto& [kind, value] : {std::pair{LandRow::total, row->land->total},
                                                  {LandRow::eligible, row->land->eligible},
                                                  {LandRow::too_small, row->land->too_small},
                                                  {LandRow::unknown, row->land->unknown}})
                    if (found->second.rest.contains(kind))
                        as_table.equal(audit_place(m_results, set, row->zone), value, found->second.rest.at(kind),
                                       handed_on);
        closes.finish(m_rows);
        within.finish(m_rows);
        as_table.finish(m_rows);
    }

    void area(std::size_t set, const std::string& technology, const std::vector<const TechnologyRow*>& rows)
    {
        auto check = group(Identity::technology_as_area, set,
                           {.table = Table::technologies, .of = technology, .column = "total_km2"}, "km2");
        for (const auto* row : rows)
            if (row->land)
                check.equal(audit_place(m_results, set, row->zone), row->land->total,
                            m_results.by_set[set].area_km2[row->zone], computed_twice);
        check.finish(m_rows);
    }

    void hours(std::size_t set, const std::string& technology, const std::vector<const TechnologyRow*>& rows)
    {
        auto check =
            group(Identity::generation_within_hours, set,
                  {.table = Table::technologies, .of = technology, .column = "generation_mwh_per_year"}, "MWh/a");
        for (const auto* row : rows)
            if (const auto generation = stated(row->generation_mwh), capacity = stated(row->capacity_mw);
                generation && capacity)
                check.at_most(audit_place(m_results, set, row->zone), *generation, *capacity * longest_year_hours,
                              computed_twice);
        check.finish(m_rows);
    }

    static std::optional<double> column(const TechnologyRow& row, const std::string& name)
    {
        return name == "eligible"    ? row.area(&LandBalance::eligible)
               : name == "effective" ? stated(row.effective_km2)
               : name == "capacity"  ? stated(row.capacity_mw)
                                     : stated(row.generation_mwh);
    }

    void indicator(std::size_t set, const AuditRules::Same& rule, const std::vector<const TechnologyRow*>& rows)
    {
        const auto at = indicator_at(m_results, rule.indicator);
        if (!at) return;
        auto check = group(Identity::technology_as_indicator, set, {.table = Table::indicators, .of = rule.indicator},
                           m_results.indicators[*at].unit);
        for (const auto* row : rows) {
            const auto value = m_results.by_set[set].indicators[row->zone][*at].value.value;
            if (const auto other = column(*row, rule.column); value && other)
                check.equal(audit_place(m_results, set, row->zone), *value, rule.scale * *other, computed_twice);
        }
        check.finish(m_rows);
    }

    void ledger(std::size_t set, const std::string& layer, const std::vector<const LedgerRow*>& rows)
    {
        auto closes = group(Identity::ledger_closes, set, {.table = Table::ledger, .of = layer}, "km2");
        auto as_statistics = group(Identity::ledger_as_statistics, set, {.table = Table::ledger, .of = layer}, "km2");
        std::map<std::pair<std::size_t, std::string>, double> areas;
        for (const auto& row : m_results.statistics)
            if (row.set == set && row.layer == layer && row.stat.stat == Stat::class_area && !row.on_grid &&
                !row.code_text.empty() && row.value)
                areas[{row.zone, row.code_text}] = *row.value;
        std::map<std::size_t, double> sums;
        for (const auto* row : rows) {
            if (!row->zone) continue;
            const auto at = audit_place(m_results, set, *row->zone);
            if (row->kind == ClassRow::total)
                closes.equal(at, sums[*row->zone], row->area_km2, computed_twice);
            else if (row->kind != ClassRow::uncovered)
                sums[*row->zone] += row->area_km2;
            if (const auto found = areas.find({*row->zone, row->class_code}); found != areas.end())
                as_statistics.equal(at, row->area_km2, found->second, computed_twice);
        }
        closes.finish(m_rows);
        as_statistics.finish(m_rows);
    }

    void emissions(std::size_t set, const PlacedList& placed)
    {
        std::map<std::size_t, double> listed, summed;
        const auto& list = placed.list;
        for (std::size_t i = 0; i < list.facilities.size(); ++i)
            for (const auto zone : placed.by_set.at(set).zones(i))
                listed[zone] += list.facilities[i].emission.value_or(0);
        for (const auto& row : m_results.emissions)
            if (row.set == set && row.list == list.id) summed[row.zone] += row.sum.emission.value_or(0);
        auto check = group(Identity::emissions_as_list, set, {.table = Table::emissions, .of = list.id}, "t CO2/a");
        for (const auto& [zone, value] : listed)
            check.equal(audit_place(m_results, set, zone), summed[zone], value, handed_on);
        for (const auto& [zone, value] : summed)
            if (!listed.contains(zone)) check.equal(audit_place(m_results, set, zone), value, 0, handed_on);
        check.finish(m_rows);
    }

    const Results& m_results;
    const AuditRules& m_rules;
    std::vector<AuditRow>& m_rows;
    std::map<std::pair<std::size_t, std::string>, std::vector<const WaterfallRow*>> m_waterfalls;
};

} // namespace

void audit_land(const Results& results, const AuditRules& rules, std::vector<AuditRow>& rows)
{
    Land{results, rules, rows}.check();
}

} // namespace peaksite
