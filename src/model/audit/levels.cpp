#include "model/audit/zone_quantity.hpp"

#include <algorithm>

namespace peaksite {

namespace {

using Table = AuditSubject::Table;

class Levels {
public:
    Levels(const Results& results, const AuditRules& rules, std::vector<AuditRow>& rows)
        : m_results(results), m_rules(rules), m_rows(rows), m_wholes(results.wholes)
    {}

    void check()
    {
        if (m_wholes.empty()) return;
        areas();
        technologies();
        waterfalls();
        statistics();
        ledgers();
        emissions();
        for (const auto& id : m_rules.computed) indicator(id, computed_twice);
        for (const auto& id : m_rules.stated) indicator(id, m_rules.stated_tolerance);
        for (const auto& column : m_rules.published) published(column);
    }

private:
    // One set within another after the other, so that the rows of a group stand together.
    void compare(const ZoneQuantity& quantity)
    {
        std::set<std::pair<std::size_t, std::size_t>> pairs;
        for (const auto& whole : m_wholes) pairs.emplace(whole.set, whole.part_set);
        for (const auto& [set, part_set] : pairs) {
            auto subject = quantity.subject;
            subject.parts = m_results.sets[part_set].id;
            AuditGroup group{Identity::levels_add_up, m_results.sets[set].id, std::move(subject), quantity.unit};
            for (const auto& whole : m_wholes)
                if (whole.set == set && whole.part_set == part_set) compare(quantity, whole, group);
            group.finish(m_rows);
        }
    }

    void compare(const ZoneQuantity& quantity, const Whole& whole, AuditGroup& group) const
    {
        const auto& zone = m_results.sets[whole.set].zones[whole.zone];
        const AuditPlace place{.key = zone.key, .label = zone.label()};
        if (const auto other = components_apart(m_results, quantity.subject, whole); !other.empty())
            return group.lacking(place, text("its components differ: {} on one level only", joined(other, ", ")));
        const auto is_bound = [&](std::size_t part) { return quantity.bounds.contains({whole.part_set, part}); };
        if (quantity.bounds.contains({whole.set, whole.zone}) || std::ranges::any_of(whole.parts, is_bound))
            return group.lacking(place, text("a component is missing in some zones (lower bounds)"));
        const auto left = quantity.values[whole.set][whole.zone];
        double right = 0;
        std::size_t known = 0;
        for (const auto part : whole.parts)
            if (const auto value = quantity.values[whole.part_set][part]) {
                right += *value;
                ++known;
            }
        if (left && known == whole.parts.size())
            group.equal_unless(place, *left, right, quantity.tolerance, other_years(years_of(quantity, whole)));
        else if (left && known > 0)
            group.lacking(place,
                          text("{} of its {} parts have no value", whole.parts.size() - known, whole.parts.size()));
    }

    static std::set<int> years_of(const ZoneQuantity& quantity, const Whole& whole)
    {
        std::set<int> out;
        const auto add = [&](std::size_t set, std::size_t zone) {
            const auto year = quantity.years.find({set, zone});
            if (year != quantity.years.end() && quantity.values[set][zone]) out.insert(year->second);
        };
        add(whole.set, whole.zone);
        for (const auto part : whole.parts) add(whole.part_set, part);
        return out;
    }

    void areas()
    {
        ZoneQuantity area{m_results, {.table = Table::area}, "km2"};
        for (std::size_t set = 0; set < m_results.sets.size(); ++set)
            for (std::size_t zone = 0; zone < m_results.sets[set].zones.size(); ++zone)
                if (m_results.sets[set].zones[zone].has_boundary())
                    area.at(set, zone) = m_results.by_set[set].area_km2[zone];
        compare(area);
    }

    // Rows that hold one quantity each, told apart by `name(row)`.
    template <class Rows, class Name, class Value>
    void each(const Rows& rows, const std::string& unit, Name name, Value value)
    {
        std::map<AuditSubject, ZoneQuantity> all;
        for (const auto& row : rows)
            if (const std::optional<AuditSubject> subject = name(row))
                all.try_emplace(*subject, m_results, *subject, unit).first->second.at(row.set, row.zone) = value(row);
        for (const auto& [subject, quantity] : all) compare(quantity);
    }

    void technologies()
    {
        const auto& rows = m_results.technologies;
        const auto column = [&](const std::string& name, const std::string& unit, auto value) {
            each(
                rows, unit,
                [&](const TechnologyRow& row) {
                    return AuditSubject{.table = Table::technologies, .of = row.technology, .column = name};
                },
                [&](const TechnologyRow& row) { return stated(value(row)); });
        };
        column("total_km2", "km2", [](const TechnologyRow& row) { return row.area(&LandBalance::total); });
        column("excluded_km2", "km2", [](const TechnologyRow& row) { return row.area(&LandBalance::excluded); });
        column("too_small_km2", "km2", [](const TechnologyRow& row) { return row.area(&LandBalance::too_small); });
        column("eligible_km2", "km2", [](const TechnologyRow& row) { return row.area(&LandBalance::eligible); });
        column("unknown_km2", "km2", [](const TechnologyRow& row) { return row.area(&LandBalance::unknown); });
        column("effective_km2", "km2", [](const TechnologyRow& row) { return row.effective_km2; });
        column("capacity_mw", "MW", [](const TechnologyRow& row) { return row.capacity_mw; });
        column("generation_mwh_per_year", "MWh/a", [](const TechnologyRow& row) { return row.generation_mwh; });
    }

    void waterfalls()
    {
        const auto column = [&](const std::string& name, auto value) {
            each(
                m_results.waterfall, "km2",
                [&](const WaterfallRow& row) {
                    return AuditSubject{.table = Table::waterfall,
                                        .of = row.technology,
                                        .item = row.criterion,
                                        .land = row.kind,
                                        .column = name};
                },
                value);
        };
        column("alone_km2", [](const WaterfallRow& row) { return row.alone; });
        column("unique_km2", [](const WaterfallRow& row) { return row.unique; });
        column("cumulative_km2", [](const WaterfallRow& row) { return row.cumulative; });
    }

    void statistics()
    {
        classes();
        for (const auto stat : {Stat::area, Stat::count, Stat::integral, Stat::sum})
            for (const auto& [layer, unit] : layers_with(stat))
                each(
                    m_results.statistics, unit,
                    [&stat, &wanted = layer](const StatisticRow& row) {
                        return row.stat.stat != stat || row.layer != wanted
                                   ? std::nullopt
                                   : std::optional{AuditSubject{.table = Table::statistics,
                                                                .of = wanted,
                                                                .stat = stat,
                                                                .on_grid = row.on_grid}};
                    },
                    [](const StatisticRow& row) { return row.value; });
    }

    // With the unit that it has there.
    std::map<std::string, std::string> layers_with(Stat stat) const
    {
        std::map<std::string, std::string> out;
        for (const auto& row : m_results.statistics)
            if (row.stat.stat == stat) out.try_emplace(row.layer, row.unit);
        return out;
    }

    void classes()
    {
        ClassQuantities areas{m_results};
        for (const auto& row : m_results.statistics)
            if (row.stat.stat == Stat::class_area)
                areas.add(row.set, row.zone,
                          {.table = Table::statistics,
                           .of = row.layer,
                           .stat = Stat::class_area,
                           .code = row.class_code(),
                           .on_grid = row.on_grid},
                          row.value);
        areas.each([&](const ZoneQuantity& quantity) { compare(quantity); });
    }

    void ledgers()
    {
        ClassQuantities areas{m_results};
        for (const auto& row : m_results.ledger)
            if (row.zone)
                areas.add(row.set, *row.zone,
                          {.table = Table::ledger, .of = row.layer, .code = row.class_code, .classes = row.kind},
                          row.area_km2);
        areas.each([&](const ZoneQuantity& quantity) { compare(quantity); });
    }

    // A zone without a row of a list has none of its facilities. A facility on a boundary belongs to one zone of each
    // set, which need not be part of each other: then the list says nothing.
    void emissions()
    {
        std::map<std::string, ZoneQuantity> all;
        for (const auto& placed : m_results.facilities) {
            const auto& list = placed.list;
            bool doubtful = false;
            for (std::size_t i = 0; i < list.facilities.size(); ++i) doubtful = doubtful || placed.on_boundary(i);
            const bool states =
                std::ranges::any_of(list.facilities, [](const Facility& one) { return one.emission.has_value(); });
            if (doubtful || !states) continue;
            ZoneQuantity quantity{m_results, {.table = Table::emissions, .of = list.id}, "t CO2/a"};
            for (auto& set : quantity.values) std::ranges::fill(set, std::optional{0.0});
            for (const auto& row : m_results.emissions)
                if (row.list == list.id)
                    quantity.at(row.set, row.zone) = *quantity.at(row.set, row.zone) + row.sum.emission.value_or(0);
            compare(quantity);
        }
    }

    void indicator(const std::string& id, double tolerance)
    {
        const auto at = indicator_at(m_results, id);
        if (!at) return;
        ZoneQuantity quantity{
            m_results, {.table = Table::indicators, .of = id}, m_results.indicators[*at].unit, tolerance};
        for (std::size_t set = 0; set < m_results.by_set.size(); ++set)
            for (std::size_t zone = 0; zone < m_results.by_set[set].indicators.size(); ++zone) {
                const auto& one = m_results.by_set[set].indicators[zone][*at];
                quantity.at(set, zone) = one.value.value;
                if (one.flags.lacks_a_part()) quantity.bounds.emplace(set, zone);
                if (one.table_year) quantity.years[{set, zone}] = *one.table_year;
            }
        compare(quantity);
    }

    void published(const std::string& name)
    {
        for (auto& column : published_columns(m_results, name)) {
            ZoneQuantity quantity{m_results,
                                  {.table = Table::published, .of = name, .year = column.year},
                                  column.unit,
                                  m_rules.stated_tolerance};
            quantity.values = std::move(column.values);
            compare(quantity);
        }
    }

    const Results& m_results;
    const AuditRules& m_rules;
    std::vector<AuditRow>& m_rows;
    const std::vector<Whole>& m_wholes;
};

} // namespace

void audit_levels(const Results& results, const AuditRules& rules, std::vector<AuditRow>& rows)
{
    Levels{results, rules, rows}.check();
}

} // namespace peaksite
