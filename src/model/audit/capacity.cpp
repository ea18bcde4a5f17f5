#include "model/audit/group.hpp"

#include <algorithm>
#include <map>
#include <set>

namespace peaksite {

namespace {

using Words = std::map<std::string, std::vector<std::string>>;

// What a word stands for; "" where it is none of them.
std::string meant(const Words& words, const std::string& word)
{
    if (words.contains(word)) return word;
    for (const auto& [id, all] : words)
        if (std::ranges::find(all, word) != all.end()) return id;
    return {};
}

// Capacity of one technology by zone; nothing where a plant of it states none.
using ByZone = std::map<std::size_t, std::optional<double>>;
using ByTechnology = std::map<std::string, ByZone>;

void add(ByZone& sums, std::size_t zone, const std::optional<double>& capacity)
{
    const auto [sum, fresh] = sums.try_emplace(zone, 0.0);
    sum->second = sum->second && capacity ? std::optional{*sum->second + *capacity} : std::nullopt;
}

class Capacities {
public:
    Capacities(const Results& results, const AuditRules::Capacity& rule, std::vector<AuditRow>& rows)
        : m_results(results), m_rule(rule), m_rows(rows)
    {
        const auto found = std::ranges::find(results.tables, rule.table, &UnitTable::id);
        if (found != results.tables.end()) m_table = &*found;
    }

    void check()
    {
        for (std::size_t set = 0; set < m_results.sets.size(); ++set) {
            const auto stated = by_table(set);
            std::set<std::string> compared;
            for (const auto& placed : m_results.facilities)
                for (const auto& [technology, sums] : by_list(set, placed)) {
                    compared.insert(technology);
                    const auto other = stated.find(technology);
                    compare(set, technology, placed.list.id, other == stated.end() ? ByZone{} : other->second, sums);
                }
            for (const auto& [technology, sums] : stated)
                if (!compared.contains(technology)) compare(set, technology, {}, sums, {});
        }
    }

private:
    std::optional<std::size_t> field(const std::string& name) const
    {
        const auto found = std::ranges::find(m_table->fields, name, &TableField::name);
        if (found == m_table->fields.end()) return {};
        return static_cast<std::size_t>(found - m_table->fields.begin());
    }

    std::optional<int> newest_year() const
    {
        std::optional<int> out;
        for (const auto& row : m_table->rows) out = std::max(out, row.year);
        return out;
    }

    bool counts(const TableRow& row, std::size_t status) const
    {
        const auto word = meant(m_rule.statuses, row.cells[status].word);
        return std::ranges::find(m_rule.counts, word) != m_rule.counts.end();
    }

    ByTechnology by_table(std::size_t set) const
    {
        ByTechnology out;
        if (m_table == nullptr) return out;
        const auto amount = field(m_rule.amount), technology = field(m_rule.technology), status = field(m_rule.status);
        if (!amount || !technology) return out;
        const auto year = newest_year();
        for (const auto& row : m_table->rows) {
            const auto id = meant(m_rule.technologies, row.cells[*technology].word);
            if (id.empty() || row.year != year || (status && !counts(row, *status)) || set >= row.zones.size())
                continue;
            for (const auto zone : row.zones[set]) add(out[id], zone, row.cells[*amount].number);
        }
        return out;
    }

    ByTechnology by_list(std::size_t set, const PlacedList& placed) const
    {
        ByTechnology out;
        const auto& facilities = placed.list.facilities;
        const bool states =
            std::ranges::any_of(facilities, [](const Facility& one) { return one.capacity.has_value(); });
        if (!states || set >= placed.by_set.size()) return out;
        for (std::size_t i = 0; i < facilities.size(); ++i) {
            const auto id = meant(m_rule.technologies, facilities[i].sector);
            if (id.empty()) continue;
            for (const auto zone : placed.by_set[set].zones(i)) add(out[id], zone, facilities[i].capacity);
        }
        return out;
    }

    // A table that lists all there is says 0 of a unit without a row.
    ByZone completed(std::size_t set, ByZone stated, const ByZone& listed) const
    {
        const bool complete =
            m_table != nullptr && m_table->complete && set < m_table->named_sets.size() && m_table->named_sets[set];
        if (complete)
            for (const auto& [zone, capacity] : listed) stated.try_emplace(zone, 0.0);
        return stated;
    }

    void compare(std::size_t set, const std::string& technology, const std::string& list, const ByZone& in_table,
                 const ByZone& listed)
    {
        const auto stated = completed(set, in_table, listed);
        AuditGroup check{Identity::installed_capacity,
                         m_results.sets[set].id,
                         {.table = AuditSubject::Table::capacity,
                          .of = technology,
                          .column = m_rule.table + "." + m_rule.amount,
                          .against = list},
                         "MW"};
        for (std::size_t zone = 0; zone < m_results.sets[set].zones.size(); ++zone) {
            const auto left = stated.find(zone), right = listed.find(zone);
            if (left == stated.end() && right == listed.end()) continue;
            const auto& one = m_results.sets[set].zones[zone];
            const AuditPlace at{.key = one.key, .label = one.label()};
            if (left == stated.end())
                check.lacking(at, text("table {} has no {} of the zone", m_rule.table, technology));
            else if (right == listed.end() && list.empty())
                check.lacking(at, text("no list of facilities has the capacity of {}", technology));
            else if (right == listed.end())
                check.lacking(at, text("list {} has no {} in the zone", list, technology));
            else if (!left->second || !right->second)
                check.lacking(at, text("a plant of {} states no capacity", technology));
            else
                check.equal(at, *left->second, *right->second, m_rule.tolerance);
        }
        check.finish(m_rows);
    }

    const Results& m_results;
    const AuditRules::Capacity& m_rule;
    std::vector<AuditRow>& m_rows;
    const UnitTable* m_table = nullptr;
};

} // namespace

void audit_capacity(const Results& results, const AuditRules& rules, std::vector<AuditRow>& rows)
{
    if (!rules.capacity.table.empty()) Capacities{results, rules.capacity, rows}.check();
}

} // namespace peaksite
