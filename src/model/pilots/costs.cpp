#include "model/pilots/costs.hpp"

#include "base/error.hpp"
#include "base/parse_number.hpp"

#include <algorithm>
#include <limits>
#include <map>

namespace peaksite {

namespace {

class Costs {
public:
    Costs(const PilotPlan& plan, const PilotData& data) : m_plan(plan), m_data(data) {}

    PilotCosts read()
    {
        for (const auto& one : m_data.candidates) note(one);
        PilotCosts out{.of = std::vector<double>(m_data.candidates.size(), std::numeric_limits<double>::quiet_NaN())};
        const auto common = common_unit();
        out.unit = common ? common->text() : "";
        out.budget = m_plan.budget; // a bare number is in the unit of the costs
        for (std::size_t i = 0; i < out.of.size(); ++i)
            if (const auto value = amount(m_data.candidates[i]))
                out.of[i] = common ? in(*common, *value, *unit_of(m_data.candidates[i])) : *value;
        return out;
    }

private:
    bool compared(const PilotCandidate& one) const
    {
        return m_plan.type(one.kind) != nullptr &&
               (m_plan.zones.empty() || std::ranges::find(m_plan.zones, one.set) != m_plan.zones.end());
    }

    std::optional<double> amount(const PilotCandidate& one) const
    {
        const auto found = one.attributes.find(m_plan.cost);
        return found == one.attributes.end() || !compared(one) ? std::nullopt : parse_number(found->second);
    }

    // What the plan says goes before the head.
    std::optional<Unit> unit_of(const PilotCandidate& one) const
    {
        if (m_plan.cost_unit) return m_plan.cost_unit;
        const auto found = one.attribute_units.find(m_plan.cost);
        return found == one.attribute_units.end() ? std::nullopt : std::optional{unit(found->second)};
    }

    void note(const PilotCandidate& one)
    {
        if (!amount(one)) return;
        const auto stated = unit_of(one);
        m_sets[stated ? stated->text() : ""].push_back(one.set);
    }

    [[noreturn]] void refuse(const Sentence& what, const Sentence& hint) const
    {
        throw UsageError{std::vector<Fault>{m_plan.position.fault(what, hint)}};
    }

    std::optional<Unit> common_unit() const
    {
        const auto bare = m_sets.find("");
        const bool stated = m_plan.budget_unit || m_sets.size() > (bare == m_sets.end() ? 0U : 1U);
        const auto hint = text("say the unit: cost.attribute = \"{}\", cost.unit = \"万元\"", m_plan.cost);
        if (stated && bare != m_sets.end())
            refuse(text("the cost '{}' of zones '{}' states no unit, but the budget or another list does", m_plan.cost,
                        bare->second.front()),
                   hint);
        if (m_plan.budget_unit) return m_plan.budget_unit;
        if (m_sets.empty() || !stated) return {};
        const auto first = unit(m_sets.begin()->first);
        if (m_plan.budget && std::ranges::any_of(m_sets, [&](const auto& one) { return !(unit(one.first) == first); }))
            refuse(text("the budget states no unit, and the lists give the cost '{}' in different ones: {}",
                        m_plan.cost, units()),
                   text("say the unit: budget = \"5000 万元\""));
        return first;
    }

    std::string units() const
    {
        std::vector<std::string> out;
        for (const auto& [written, sets] : m_sets) out.push_back(written + " (" + sets.front() + ")");
        return joined(out, ", ");
    }

    double in(const Unit& common, double value, const Unit& from) const
    {
        if (!same_dimension(from, common))
            refuse(text("the cost '{}' is in {}, which is no {}", m_plan.cost, from.text(), common.text()),
                   text("say the unit: cost.attribute = \"{}\", cost.unit = \"万元\"", m_plan.cost));
        return convert(value, from, common);
    }

    const PilotPlan& m_plan;
    const PilotData& m_data;
    std::map<std::string, std::vector<std::string>> m_sets; // zone sets by the unit of their costs; "": none
};

} // namespace

PilotCosts pilot_costs(const PilotPlan& plan, const PilotData& data)
{
    if (plan.cost.empty())
        return {.of = std::vector<double>(data.candidates.size(), 0), .budget = plan.budget, .unit = {}};
    return Costs{plan, data}.read();
}

} // namespace peaksite
