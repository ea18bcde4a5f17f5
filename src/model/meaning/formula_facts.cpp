#include "model/meaning/formula_facts.hpp"

#include "model/indicators/provenance.hpp"

#include <algorithm>

namespace peaksite {

FormulaFacts::FormulaFacts(const Meaning& meaning, const RunIndicators& indicators, const StudyTally& tally,
                           const std::vector<UncheckedRule>& unchecked)
    : m_meaning(meaning), m_indicators(indicators), m_unchecked(unchecked), m_doubtful(doubtful_land(meaning, tally))
{}

FormulaFacts::Known FormulaFacts::found(std::size_t formula) const
{
    Known out;
    const auto& planned = m_indicators.book().formulas()[formula];
    const auto add = [&](std::optional<int> year) {
        if (year) out.year = std::max(out.year.value_or(*year), *year);
    };
    for (const auto& id : layers_behind(m_indicators.book(), planned)) {
        if (const auto* layer = m_meaning.plan.layer(id)) add(layer->note.year);
        out.remarks |= m_meaning.remarks_of(id);
        const auto land = m_doubtful.in_zone.find(id);
        if (land != m_doubtful.in_zone.end()) out.doubtful.push_back(&land->second);
    }
    for (const auto& field : planned.fields) add(m_indicators.tables().at(field.table).listed_year);
    out.bound = bound(formula, [&](const std::string& id) {
        return std::ranges::any_of(m_unchecked, [&](const UncheckedRule& rule) { return rule.technology == id; });
    });
    return out;
}

const FormulaFacts::Known& FormulaFacts::of(std::size_t formula)
{
    static const Known nothing;
    const auto formulas = m_indicators.book().formulas().size();
    if (formula >= formulas) return nothing;
    m_known.resize(formulas);
    auto& out = m_known[formula];
    if (!out) out = found(formula);
    return *out;
}

Remarks FormulaFacts::remarks(std::size_t formula, std::size_t zone)
{
    const auto& known = of(formula);
    const bool doubtful =
        std::ranges::any_of(known.doubtful, [&](const auto* land) { return zone < land->size() && (*land)[zone]; });
    auto out = known.remarks;
    if (doubtful) out.add(Remark::doubtful_class);
    return out;
}

Bound FormulaFacts::bound(std::size_t formula,
                          const std::function<bool(const std::string& technology)>& unchecked) const
{
    const auto& formulas = m_indicators.book().formulas();
    return formula < formulas.size() ? bound_of(m_indicators.book(), formulas[formula], unchecked) : Bound::none;
}

} // namespace peaksite
