#include "base/error.hpp"
#include "base/suggest.hpp"
#include "model/indicators/unit_finder.hpp"
#include "model/indicators/zonal_terms.hpp"
#include "plan/pilot_letters.hpp"

#include <algorithm>
#include <set>

namespace peaksite {

namespace {

using Kind = Syntax::Kind;

} // namespace

bool UnitFinder::compares_words(const Syntax& s)
{
    static const std::set<std::string, std::less<>> comparisons{"==", "!=", "<", "<=", ">", ">="};
    return s.text == "in" ||
           (comparisons.contains(s.text) && (s.parts[0].kind == Kind::text || s.parts[1].kind == Kind::text));
}

Found UnitFinder::of_words(Syntax& s)
{
    if (s.text != "in" && s.text != "==" && s.text != "!=")
        throw UsageError{text("'{}': words are compared with == and != only", written(s))};
    const bool first = s.parts[0].kind == Kind::text;
    auto& compared = s.parts[first ? 1 : 0];
    const auto& with = s.parts[first ? 0 : 1];
    const auto found = of(compared);
    if (with.kind == Kind::list) of_listed_numbers(found, compared, s);
    if (compared.kind != Kind::name) return {};
    for (const auto& word : with.kind == Kind::list ? with.parts : std::vector{with})
        if (word.kind == Kind::text) check_word(word.text, compared.text);
    return {};
}

// "m.v in [1, 2]": each in the unit of what is looked for.
void UnitFinder::of_listed_numbers(const Found& found, const Syntax& compared, Syntax& all)
{
    const auto whole = all;
    for (auto& one : all.parts[1].parts) {
        if (one.kind == Kind::text) continue;
        const auto own = of(one);
        demand_unit(found, compared, own, one, whole);
        if (!found || !own) continue;
        if (!same_dimension(*found, *own))
            throw UsageError{text("'{}' joins {} and {}", written(whole), found->text(), own->text())};
        (one.kind == Kind::unary ? one.parts[0] : one).value *= size_of(*own, *found);
    }
}

// Land has no states of the user, but a table may well have words that the catalogue does not know.
void UnitFinder::check_word(const std::string& word, const std::string& name)
{
    const auto known = words_of(name, m_catalogue);
    if (known.empty() || std::ranges::find(known, word) != known.end()) return;
    if (name.find('.') == std::string::npos) throw UsageError{stray_word(word, name, known)};
    notes.push_back(stray_word(word, name, known));
}

Found UnitFinder::of_branch(Syntax& s)
{
    check_label(s);
    if (s.parts.size() > 1) throw UsageError{text("case() takes one formula for '{}', not {}", s.text, s.parts.size())};
    return s.parts.empty() ? Found{} : of(s.parts[0]);
}

// The letters of pilot types before a branch; one of another letter would be for nobody.
void UnitFinder::check_label(const Syntax& branch)
{
    if (branch.text.empty() || branch.text.find_first_not_of(pilot_letters) != std::string::npos)
        throw UsageError{text("'{}' names no pilot types", branch.text)};
}

Found UnitFinder::of_name(const std::string& name)
{
    if (const auto* entry = m_catalogue.entry(name))
        return entry->unit.empty() && m_known == KnownNames::any ? Found{} : unit(entry->unit);
    if (const auto* declared = m_catalogue.name(name)) {
        if (!declared->checked_as.empty()) return unit(declared->checked_as);
        if (declared->own && declared->unit.empty()) return {};
        const auto given = unit(declared->unit);
        return declared->unit == "degC" ? unit("K") : given; // differences only
    }
    if (m_known == KnownNames::any) return {};
    unknown(name);
}

void UnitFinder::unknown(const std::string& name) const
{
    auto known = m_catalogue.ids();
    for (const auto& one : m_catalogue.names) known.push_back(one.name);
    for (const auto& one : m_catalogue.tables) known.push_back(one.id);
    const auto near = closest(name, known);
    throw UsageError{near.empty() ? text("no formula knows '{}'", name)
                                  : text("no formula knows '{}'; did you mean '{}'?", name, near)};
}

} // namespace peaksite
