#include "model/check_indicators.hpp"

#include "model/formula_units.hpp"

#include <algorithm>
#include <set>

namespace peaksite {

namespace {

// The circle that begins at an indicator: "a → b → a"; empty when there is none.
std::string circle(const std::string& id, const IndicatorCatalogue& catalogue, std::vector<std::string> path)
{
    if (std::ranges::find(path, id) != path.end()) return id == path.front() ? joined(path, " → ") + " → " + id : "";
    path.push_back(id);
    const auto* entry = catalogue.entry(id);
    if (entry == nullptr) return {};
    for (const auto& name : names_in(parse(entry->formula)))
        if (auto found = circle(name, catalogue, path); !found.empty()) return found;
    return {};
}

} // namespace

std::optional<Unit> formula_unit(const Syntax& formula, const IndicatorCatalogue& catalogue)
{
    return applied_units(formula, catalogue, KnownNames::only).unit;
}

std::vector<Fault> faults_of(const IndicatorEntry& entry, const IndicatorCatalogue& catalogue)
{
    try {
        auto found = formula_unit(parse(entry.formula), catalogue);
        if (!entry.factor_unit.empty()) found = (found ? *found : Unit::dimensionless()) * unit(entry.factor_unit);
        const auto stated = unit(entry.unit);
        if (!found || same_dimension(*found, stated)) return {};
        return {entry.position.fault(
            text("indicator '{}' is said to be in {}, its formula gives {}", entry.id, entry.unit, found->text()),
            text("correct the unit, or state factor_unit: the unit that the formula's numbers carry"))};
    } catch (const UsageError& error) {
        const auto& first = error.faults().front();
        return {entry.position.fault(text("indicator '{}': {}", entry.id, first.what.english()), first.hint)};
    }
}

std::vector<Fault> faults_of_own_indicators(const Plan& plan, const IndicatorCatalogue& catalogue)
{
    std::vector<Fault> out;
    auto all = catalogue;
    std::set<std::string> seen;
    for (const auto& own : plan.indicators) {
        const bool taken = catalogue.entry(own.id) != nullptr || catalogue.name(own.id) != nullptr;
        if (taken)
            out.push_back(
                own.position.fault(text("'{}' is an indicator or a name of the catalogue already", own.id),
                                   text("choose another id, or put your own entry into a catalogue of yours")));
        else if (!seen.insert(own.id).second)
            out.push_back(
                own.position.fault(text("there are two indicators '{}'", own.id), text("give one of them another id")));
        else
            all.entries.push_back(own);
    }
    for (const auto& own : plan.indicators) {
        auto faults = faults_of(own, all);
        const bool parses = faults.empty();
        out.insert(out.end(), faults.begin(), faults.end());
        if (!parses) continue;
        if (const auto found = circle(own.id, all, {}); !found.empty())
            out.push_back(own.position.fault(text("indicator '{}' is defined in a circle: {}", own.id, found)));
    }
    return out;
}

std::vector<Sentence> notes_on_own_indicators(const Plan& plan, const IndicatorCatalogue& catalogue)
{
    auto all = catalogue;
    all.entries.insert(all.entries.end(), plan.indicators.begin(), plan.indicators.end());
    std::vector<Sentence> out;
    for (const auto& own : plan.indicators)
        for (const auto& note : in_its_unit(own, all, KnownNames::any).notes)
            out.push_back(text("indicator '{}': {}", own.id, note.english()));
    return out;
}

} // namespace peaksite
