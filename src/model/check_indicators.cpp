#include "model/check_indicators.hpp"

#include "model/formula_units.hpp"

#include <algorithm>
#include <map>
#include <optional>
#include <set>

namespace peaksite {

namespace {

constexpr std::size_t longest_chain = 200; // formulas of formulas: more would overflow the stack

// How formulas name one another, each looked at once, however many name it.
class Uses {
public:
    explicit Uses(const IndicatorCatalogue& catalogue)
    {
        for (const auto& entry : catalogue.entries) m_names.try_emplace(entry.id);
        for (const auto& entry : catalogue.entries) add(entry);
        settle();
    }

    bool knows(const std::string& id) const { return m_names.contains(id); }
    // How many indicators name one another from here on, itself counted; 0 where they end in a circle.
    std::size_t depth(const std::string& id) const
    {
        const auto found = m_depth.find(id);
        return found == m_depth.end() ? 0 : found->second;
    }

    // The circle in which an indicator without depth ends, "a → b → a"; empty where it was told before.
    std::string circle(std::string at)
    {
        std::vector<std::string> path;
        while (m_told.insert(at).second) {
            path.push_back(at);
            at = *std::ranges::find_if(m_names.at(at), [&](const std::string& name) { return depth(name) == 0; });
        }
        const auto begin = std::ranges::find(path, at);
        return begin == path.end() ? "" : joined({begin, path.end()}, " → ") + " → " + at;
    }

private:
    void add(const IndicatorEntry& entry)
    {
        try {
            for (auto& name : names_in(parse(entry.formula)))
                if (m_names.contains(name)) m_names[entry.id].push_back(std::move(name));
        } catch (const UsageError&) {
            return; // told where its unit is checked
        }
    }

    // Those that name no other first, then those that name only settled ones.
    void settle()
    {
        std::map<std::string, std::vector<std::string>> users;
        std::map<std::string, std::size_t> waits;
        std::vector<std::string> ready;
        for (const auto& [id, names] : m_names) {
            for (const auto& name : names) users[name].push_back(id);
            if (names.empty())
                ready.push_back(id);
            else
                waits[id] = names.size();
        }
        while (!ready.empty()) {
            const auto id = std::move(ready.back());
            ready.pop_back();
            std::size_t below = 0;
            for (const auto& name : m_names.at(id)) below = std::max(below, m_depth.at(name));
            m_depth[id] = below + 1;
            for (const auto& user : users[id])
                if (--waits.at(user) == 0) ready.push_back(user);
        }
    }

    std::map<std::string, std::vector<std::string>> m_names; // indicators that each formula names
    std::map<std::string, std::size_t> m_depth;
    std::set<std::string> m_told;
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
        if (!uses.knows(own.id) || uses.depth(own.id) > 0) continue; // refused above, or well
        if (const auto found = uses.circle(own.id); !found.empty())
            out.push_back(own.position.fault(text("indicator '{}' is defined in a circle: {}", own.id, found)));
    }
    if (!out.empty()) return out;
    for (const auto& own : plan.indicators)
        if (uses.depth(own.id) > longest_chain)
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
