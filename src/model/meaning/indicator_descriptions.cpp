#include "model/meaning/indicator_descriptions.hpp"

#include "model/indicators/comparable.hpp"

#include <algorithm>

namespace peaksite {

namespace {

// A cell, or the sum of a column's cells: nothing is computed but what its table states.
std::optional<Standing> copied_from(const IndicatorColumn& column, const RunIndicators& indicators)
{
    std::optional<Standing> out;
    for (const auto& [letter, number] : column.formulas) {
        const auto* f = &indicators.book().formulas()[number].formula;
        if (f->op == Formula::Op::sum_rows && !f->parts.empty()) f = &f->parts.front();
        if (f->op != Formula::Op::cell) return {};
        out = indicators.tables().at(f->place.table).table.standing;
    }
    return out;
}

// Technologies with unchecked rules whose land bounds the indicator for some pilot type.
std::vector<std::string> bounding(const IndicatorColumn& column, const FormulaFacts& facts,
                                  const std::vector<UncheckedRule>& unchecked)
{
    std::vector<std::string> out;
    for (const auto& rule : unchecked) {
        if (std::ranges::find(out, rule.technology) != out.end()) continue;
        const bool bounds = std::ranges::any_of(column.formulas, [&](const auto& one) {
            const auto bound = facts.bound(one.second, [&](const std::string& id) { return id == rule.technology; });
            return bound == Bound::upper || bound == Bound::lower;
        });
        if (bounds) out.push_back(rule.technology);
    }
    return out;
}

} // namespace

IndicatorInfo described(const IndicatorColumn& column, const RunIndicators& indicators, const FormulaFacts& facts,
                        const std::vector<UncheckedRule>& unchecked)
{
    const auto& entry = column.entry;
    IndicatorInfo info{.id = column.id,
                       .name = entry.name,
                       .unit = entry.unit,
                       .unit_gov = entry.unit_gov,
                       .scale_gov = entry.scale_gov,
                       .note = entry.note,
                       .kind = entry.kind};
    if (column.technology != nullptr) {
        info.name.zh += "（" + column.technology->title.zh + "）";
        info.name.en += " (" + column.technology->title.en + ")";
    }
    info.entry = entry.id;
    info.group = entry.group;
    info.pilot_types = entry.pilot_types;
    info.direction = entry.direction;
    info.formula = entry.formula;
    info.clause = entry.clause;
    info.availability = entry.availability;
    info.headline = entry.headline;
    info.display_only = entry.display_only;
    info.copied = copied_from(column, indicators);
    info.bounded_by = bounding(column, facts, unchecked);
    info.alike = entry.alike;
    info.inventories = inventories_of(entry, [&](std::string_view id) { return indicators.book().entry(id); });
    return info;
}

} // namespace peaksite
