#pragma once

#include "model/audit/group.hpp"

#include <map>
#include <set>

namespace peaksite {

/// A number of every zone.
struct ZoneQuantity {
    AuditSubject subject;
    std::string unit;
    double tolerance = computed_twice;
    std::vector<std::vector<std::optional<double>>> values;     ///< by set and zone
    std::set<std::pair<std::size_t, std::size_t>> bounds{};     ///< of them, those that lack a part
    std::map<std::pair<std::size_t, std::size_t>, int> years{}; ///< of their tables, where that is known

    ZoneQuantity(const Results& results, AuditSubject what, std::string in, double share = computed_twice)
        : subject(std::move(what)), unit(std::move(in)), tolerance(share)
    {
        for (const auto& set : results.sets) values.emplace_back(set.zones.size());
    }
    std::optional<double>& at(std::size_t set, std::size_t zone) { return values[set][zone]; }
};

/// Areas of classes: a class that a zone has no row of has no area there, where the zone has rows of others.
class ClassQuantities {
public:
    explicit ClassQuantities(const Results& results) : m_results(results) {}

    void add(std::size_t set, std::size_t zone, const AuditSubject& subject, std::optional<double> area)
    {
        auto table = subject;
        table.code.clear();
        table.classes = {};
        auto& [classes, zones] = m_tables[table];
        classes.try_emplace(subject.code, m_results, subject, "km2").first->second.at(set, zone) = area;
        zones.emplace(set, zone);
    }

    template <class Use>
    void each(Use use)
    {
        for (auto& [table, about] : m_tables)
            for (auto& [code, quantity] : about.first) {
                for (const auto& [set, zone] : about.second)
                    if (!quantity.at(set, zone)) quantity.at(set, zone) = 0;
                use(quantity);
            }
    }

private:
    const Results& m_results;
    std::map<AuditSubject,
             std::pair<std::map<std::string, ZoneQuantity>, std::set<std::pair<std::size_t, std::size_t>>>>
        m_tables;
};

} // namespace peaksite
