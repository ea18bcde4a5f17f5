#include "model/audit/group.hpp"

#include <algorithm>
#include <map>
#include <set>

namespace peaksite {

namespace {

using Table = AuditSubject::Table;

class Indicators {
public:
    Indicators(const Results& results, const AuditRules& rules, std::vector<AuditRow>& rows)
        : m_results(results), m_rules(rules), m_rows(rows)
    {}

    void check()
    {
        for (std::size_t set = 0; set < m_results.sets.size(); ++set) {
            for (const auto& rule : m_rules.sums) sum(set, rule);
            for (const auto& rule : m_rules.at_most) bound(set, rule);
            for (const auto& id : m_rules.shares) share(set, id);
            for (const auto& rule : m_rules.near) grid(set, rule);
        }
    }

private:
    IndicatorResult result(std::size_t set, std::size_t zone, const std::string& id) const
    {
        const auto at = indicator_at(m_results, id);
        return at ? m_results.by_set[set].indicators[zone][*at] : IndicatorResult{};
    }
    std::optional<double> value(std::size_t set, std::size_t zone, const std::string& id) const
    {
        return result(set, zone, id).value.value;
    }

    std::string unit_of(const std::string& id) const
    {
        const auto at = indicator_at(m_results, id);
        return at ? m_results.indicators[*at].unit : "";
    }

    // Each part has a value and the total has, or nothing is said. A total takes its parts of one year of the tables;
    // the parts by themselves may be of later ones. Layers have one year for all.
    void sum(std::size_t set, const AuditRules::Sum& rule)
    {
        AuditGroup check{Identity::sum_of_parts,
                         m_results.sets[set].id,
                         {.table = Table::indicators, .of = rule.total},
                         unit_of(rule.total)};
        for (std::size_t zone = 0; zone < m_results.sets[set].zones.size(); ++zone) {
            const auto total = result(set, zone, rule.total);
            double right = 0;
            bool known = total.value.value.has_value();
            std::set<int> years;
            if (total.table_year) years.insert(*total.table_year);
            const auto add = [&](const std::vector<std::string>& ids, double sign) {
                for (const auto& id : ids) {
                    const auto part = result(set, zone, id);
                    known = known && part.value.value;
                    right += sign * part.value.value.value_or(0);
                    if (part.table_year) years.insert(*part.table_year);
                }
            };
            add(rule.plus, 1);
            add(rule.minus, -1);
            if (known)
                check.equal_unless(audit_place(m_results, set, zone), *total.value.value, right, handed_on,
                                   other_years(years));
        }
        check.finish(m_rows);
    }

    void share(std::size_t set, const std::string& id)
    {
        const auto whole = in_unit(1, "1", unit_of(id));
        if (!whole) return;
        AuditGroup check{
            Identity::share_of_whole, m_results.sets[set].id, {.table = Table::indicators, .of = id}, unit_of(id)};
        for (std::size_t zone = 0; zone < m_results.sets[set].zones.size(); ++zone)
            if (const auto part = value(set, zone, id))
                check.at_most(audit_place(m_results, set, zone), *part, *whole, handed_on);
        check.finish(m_rows);
    }

    void bound(std::size_t set, const AuditRules::AtMost& rule)
    {
        AuditGroup check{Identity::listed_within_total,
                         m_results.sets[set].id,
                         {.table = Table::indicators, .of = rule.part, .within = rule.whole},
                         unit_of(rule.whole)};
        for (std::size_t zone = 0; zone < m_results.sets[set].zones.size(); ++zone) {
            const auto part = value(set, zone, rule.part), whole = value(set, zone, rule.whole);
            if (part && whole)
                check.at_most(audit_place(m_results, set, zone), *part, *whole, rule.tolerance);
            else if (part)
                check.lacking(audit_place(m_results, set, zone), text("the zone has no value of {}", rule.whole));
        }
        for (std::size_t list = 0; list < m_results.facilities.size(); ++list)
            listed(set, rule, m_results.facilities[list].list.id);
        check.finish(m_rows);
    }

    // The lists themselves, whatever the indicator of that name was computed from.
    void listed(std::size_t set, const AuditRules::AtMost& rule, const std::string& list)
    {
        AuditGroup check{Identity::listed_within_total,
                         m_results.sets[set].id,
                         {.table = Table::emissions, .of = list, .within = rule.whole},
                         unit_of(rule.whole)};
        std::map<std::size_t, double> sums;
        for (const auto& row : m_results.emissions)
            if (row.set == set && row.list == list && row.sum.emission) sums[row.zone] += *row.sum.emission;
        for (const auto& [zone, emission] : sums) {
            if (const auto whole = value(set, zone, rule.whole))
                check.at_most(audit_place(m_results, set, zone), emission, *whole, rule.tolerance);
            else
                check.lacking(audit_place(m_results, set, zone), text("the zone has no value of {}", rule.whole));
        }
        check.finish(m_rows);
    }

    // What was published of the layer's year; of a layer that states none, the latest.
    static const PublishedColumn* published_for(const std::vector<PublishedColumn>& columns, std::optional<int> year)
    {
        if (!year) return &columns.back();
        const auto found = std::ranges::find(columns, year, &PublishedColumn::year);
        if (found != columns.end()) return &*found;
        return columns.front().year ? nullptr : &columns.front();
    }

    void grid(std::size_t set, const AuditRules::Near& rule)
    {
        const auto columns = published_columns(m_results, rule.column);
        if (columns.empty() || columns.front().unit != rule.unit) return;
        std::map<std::pair<std::string, bool>, AuditGroup> checks; // by layer, and on whose cells it is counted
        for (const auto& row : m_results.statistics) {
            if (row.set != set || row.stat.stat != Stat::sum || row.unit != rule.unit) continue;
            const auto known = m_results.layer_years.find(row.layer);
            const auto year = known == m_results.layer_years.end() ? std::nullopt : std::optional{known->second};
            const auto* column = published_for(columns, year);
            auto& check =
                checks
                    .try_emplace({row.layer, row.on_grid}, Identity::grid_as_published, m_results.sets[set].id,
                                 AuditSubject{.table = Table::statistics,
                                              .of = row.layer,
                                              .stat = Stat::sum,
                                              .on_grid = row.on_grid,
                                              .against = rule.column,
                                              .year = column != nullptr ? column->year : year},
                                 rule.unit)
                    .first->second;
            if (column == nullptr) {
                check.lacking(audit_place(m_results, set, row.zone),
                              text("nothing was published of {}, the year of the layer", *year));
                continue;
            }
            const auto& published = column->values[set][row.zone];
            if (published && std::max(*published, row.value.value_or(0)) < rule.least) continue;
            if (row.value && published)
                check.equal(audit_place(m_results, set, row.zone), *row.value, *published, rule.tolerance);
            else if (row.value)
                check.lacking(audit_place(m_results, set, row.zone), text("no published number"));
        }
        for (auto& [layer, check] : checks) check.finish(m_rows);
    }

    const Results& m_results;
    const AuditRules& m_rules;
    std::vector<AuditRow>& m_rows;
};

} // namespace

void audit_indicators(const Results& results, const AuditRules& rules, std::vector<AuditRow>& rows)
{
    Indicators{results, rules, rows}.check();
}

} // namespace peaksite
