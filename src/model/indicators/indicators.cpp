#include "model/indicators/indicators.hpp"

#include "model/indicators/formula_planner.hpp"
#include "model/indicators/formula_units.hpp"

#include <algorithm>

namespace peaksite {

IndicatorBook::IndicatorBook(std::vector<IndicatorEntry> entries, const FormulaNames& names, std::set<char> letters,
                             const TableStore& tables)
    : m_entries(std::move(entries)), m_names(names), m_letters(std::move(letters)), m_tables(tables),
      m_units(names.catalogue())
{
    m_units.entries = m_entries;
    plan_all();
}

const IndicatorEntry* IndicatorBook::entry(std::string_view id) const
{
    const auto found = std::ranges::find(m_entries, id, &IndicatorEntry::id);
    return found == m_entries.end() ? nullptr : &*found;
}

void IndicatorBook::plan_all()
{
    m_formulas.clear();
    m_numbers.clear();
    m_groups = 0;
    m_columns.clear();
    m_missing.clear();
    for (const auto& one : m_entries) {
        std::vector<const Technology*> technologies{nullptr};
        if (m_names.speaks_of_technology(parse(one.formula))) {
            technologies.clear();
            for (const auto& technology : m_names.plan().technologies) technologies.push_back(&technology);
            if (technologies.empty())
                m_missing.push_back(
                    {.id = one.id, .reason = text("no technology in the plan"), .rare = one.rarely_available()});
        }
        for (const auto* technology : technologies) {
            const auto id = technology == nullptr ? one.id : one.id + "." + technology->id;
            Sentence reason;
            bool possible = false;
            for (const char letter : m_letters) {
                if (one.pilot_types.find(letter) == std::string::npos) continue;
                const auto& missing = m_formulas[planned(one, technology, letter, {})].reason;
                possible = possible || missing.empty();
                if (reason.empty()) reason = missing;
            }
            if (possible)
                m_columns.push_back({.id = id, .entry = one, .technology = technology});
            else
                m_missing.push_back({.id = id,
                                     .reason = reason.empty() ? text("for other pilot types") : reason,
                                     .rare = one.rarely_available()});
        }
    }
    for (auto& column : m_columns)
        for (const char letter : m_letters)
            if (const auto found = m_numbers.find({column.entry.id, column.technology, letter});
                found != m_numbers.end())
                column.formulas.emplace(letter, found->second);
}

std::size_t IndicatorBook::planned(const IndicatorEntry& entry, const Technology* technology, char letter,
                                   const std::vector<std::string>& open)
{
    const auto formula = parse(entry.formula);
    const auto* of = m_names.speaks_of_technology(formula) ? technology : nullptr;
    const Key key{entry.id, of, letter};
    if (const auto known = m_numbers.find(key); known != m_numbers.end()) return known->second;
    PlannedFormula out;
    out.entry = &entry;
    out.technology = of;
    out.letter = letter;
    auto inner = open;
    inner.push_back(entry.id);
    try {
        if (const auto again = std::ranges::find(open, entry.id); again != open.end())
            throw Unavailable{text("defined in a circle: {}", joined({again, open.end()}, " → ") + " → " + entry.id)};
        if (entry.pilot_types.find(letter) == std::string::npos) throw Unavailable{text("for other pilot types")};
        if (entry.availability == "not_computed") throw Unavailable{text("not computed by this version")};
        out.formula = FormulaPlanner{*this, out, inner}.plan(in_its_unit(entry, m_units, KnownNames::any).formula);
    } catch (const Unavailable& missing) {
        out.reason = missing.reason;
    } catch (const UsageError& error) {
        out.reason = error.faults().front().what;
    }
    m_formulas.push_back(std::move(out));
    m_numbers[key] = m_formulas.size() - 1;
    return m_formulas.size() - 1;
}

std::vector<std::size_t> IndicatorBook::placed(std::vector<ZonalTerm> terms)
{
    std::vector<std::size_t> out;
    for (auto& term : terms) {
        const auto found = std::ranges::find(m_terms, term);
        out.push_back(static_cast<std::size_t>(found - m_terms.begin()));
        if (found == m_terms.end()) m_terms.push_back(std::move(term));
    }
    return out;
}

void IndicatorBook::withdraw(std::size_t term, const Sentence& reason)
{
    m_withdrawn.emplace(term, reason);
    plan_all(); // terms keep their numbers: the same calls find the same terms
}

std::size_t IndicatorBook::formula(const IndicatorColumn& column, char letter) const
{
    const auto found = column.formulas.find(letter);
    return found == column.formulas.end() ? m_formulas.size() : found->second;
}

} // namespace peaksite
