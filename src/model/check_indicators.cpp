#include "model/check_indicators.hpp"

#include "model/formula_units.hpp"

#include <algorithm>
#include <map>
#include <optional>
#include <set>

namespace peaksite {

namespace {

constexpr std::size_t longest_chain = 200; // formulas of formulas: more would overflow the stack

// How formulas name one another. Each is looked at once, however many name it.
class Uses {
public:
    explicit Uses(const IndicatorCatalogue& catalogue) : m_catalogue(catalogue) {}

    // The circle that begins at an indicator: "a → b → a"; empty when there is none.
    std::string circle(const std::string& id)
    {
        std::map<std::string, std::string> from; // the indicator that names it
        std::vector<std::string> open{id};
        while (!open.empty()) {
            const auto at = open.back();
            open.pop_back();
            for (const auto& name : names(at)) {
                if (name == id) return path(from, id, at) + " → " + id;
                if (from.emplace(name, at).second) open.push_back(name);
            }
        }
        return {};
    }

    // How many indicators name one another from here on, itself counted; nothing for more than `most`. There must be
    // no circle, or it counts as more.
    std::optional<std::size_t> depth(const std::string& id, std::size_t most)
    {
        if (const auto known = m_depth.find(id); known != m_depth.end())
            return known->second <= most ? std::optional{known->second} : std::nullopt;
        if (most == 0) return {};
        std::size_t below = 0;
        for (const auto& name : std::vector{names(id)}) {
            const auto inner = depth(name, most - 1);
            if (!inner) return {};
            below = std::max(below, *inner);
        }
        return m_depth[id] = below + 1;
    }

private:
    // Indicators that a formula names.
    const std::vector<std::string>& names(const std::string& id)
    {
        const auto [found, is_new] = m_names.try_emplace(id);
        const auto* entry = m_catalogue.entry(id);
        if (!is_new || entry == nullptr) return found->second;
        for (auto& name : names_in(parse(entry->formula)))
            if (m_catalogue.entry(name) != nullptr) found->second.push_back(std::move(name));
        return found->second;
    }

    static std::string path(const std::map<std::string, std::string>& from, const std::string& id, std::string at)
    {
        std::string out = at;
        while (at != id) {
            at = from.at(at);
            out = at + " → " + out;
        }
        return out;
    }

    const IndicatorCatalogue& m_catalogue;
    std::map<std::string, std::vector<std::string>> m_names;
    std::map<std::string, std::size_t> m_depth;
};

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
    Uses uses{all};
    for (const auto& own : plan.indicators) {
        auto faults = faults_of(own, all);
        const bool parses = faults.empty();
        out.insert(out.end(), faults.begin(), faults.end());
        if (!parses) continue;
        if (const auto found = uses.circle(own.id); !found.empty())
            out.push_back(own.position.fault(text("indicator '{}' is defined in a circle: {}", own.id, found)));
    }
    if (!out.empty()) return out;
    for (const auto& own : plan.indicators)
        if (!uses.depth(own.id, longest_chain))
            return {own.position.fault(
                text("indicator '{}' is computed through more than {} other indicators", own.id, longest_chain),
                text("write their formulas into one another, so that the chain gets shorter"))};
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
