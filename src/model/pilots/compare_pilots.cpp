#include "model/pilots/compare_pilots.hpp"

#include "base/error.hpp"
#include "base/suggest.hpp"
#include "model/indicators/comparable.hpp"
#include "model/pilots/axes.hpp"
#include "model/pilots/peak_criterion.hpp"
#include "model/pilots/reasons.hpp"
#include "model/pilots/select_pilots.hpp"
#include "model/zone.hpp"

#include <algorithm>
#include <array>

namespace peaksite {

namespace {

bool compared(const PilotPlan& plan, const PilotCandidate& candidate)
{
    return plan.zones.empty() || std::ranges::find(plan.zones, candidate.set) != plan.zones.end();
}

// The candidate a decision is about; faults where there is none, or more than one.
std::optional<std::size_t> outcome_of(const PilotData& data, const std::vector<CandidateOutcome>& outcomes,
                                      const LockPlan& lock, std::vector<Fault>& faults)
{
    std::vector<std::size_t> found;
    std::vector<std::string> keys;
    for (std::size_t i = 0; i < outcomes.size(); ++i) {
        const auto& one = data.candidates[outcomes[i].candidate];
        keys.push_back(one.key);
        if (one.key == lock.key && (lock.set.empty() || lock.set == one.set)) found.push_back(i);
    }
    if (found.size() == 1) return found.front();
    const auto near = closest(lock.key, keys);
    if (found.empty())
        faults.push_back(lock.position.fault(text("there is no candidate '{}' to decide on", lock.key),
                                             near.empty() ? Sentence{} : text("did you mean '{}'?", near)));
    else
        faults.push_back(lock.position.fault(text("'{}' is the key of {} candidates", lock.key, found.size()),
                                             text("say which with 'set'")));
    return {};
}

class Pilot {
public:
    Pilot(const PilotPlan& plan, const PilotData& data, unsigned threads)
        : m_plan(plan), m_data(data), m_threads(threads)
    {}

    PilotResult result()
    {
        warn_of_criteria();
        for (std::size_t t = 0; t < m_plan.types.size(); ++t) add_type(t);
        lock();
        classify();
        select_set(m_plan, m_data, m_threads, m_out);
        give_reasons(m_plan, m_data, m_out);
        return std::move(m_out);
    }

private:
    // Clause N-02, composites beside their parts, and what no file offers.
    void warn_of_criteria()
    {
        for (const auto& type : m_plan.types)
            for (const auto& one : type.criteria) {
                const auto found = std::ranges::find(m_data.indicators, one.indicator, &PilotIndicator::id);
                const bool known = found != m_data.indicators.end();
                if (judges_by_peak({.id = one.indicator,
                                    .english = known ? found->name.en : "",
                                    .chinese = known ? found->name.zh : "",
                                    .tags = {}}))
                    m_out.warnings.push_back(
                        text("siting, type '{}': the criterion '{}' judges by how early or how high emissions peak; "
                             "the policy says 不简单以达峰时间早晚或峰值高低来衡量工作成效 (N-02)",
                             type.type, one.indicator));
                for (const auto* other = &type.criteria.front(); other != &one; ++other)
                    if (count_other_emissions(inventories(other->indicator), inventories(one.indicator)))
                        m_out.warnings.push_back(
                            text("siting, type '{}': the criteria '{}' and '{}' count the emissions of different "
                                 "inventories and do not belong into one comparison",
                                 type.type, other->indicator, one.indicator));
                if (!known) continue;
                for (const auto& part : composite_parts(found->formula, pilot_letter(type.type)))
                    if (std::ranges::find(type.criteria, part, &CriterionPlan::indicator) != type.criteria.end())
                        m_out.warnings.push_back(text("siting, type '{}': the criterion '{}' contains '{}', which is a "
                                                      "criterion too and so counts twice",
                                                      type.type, one.indicator, part));
            }
    }

    std::set<Inventory> inventories(const std::string& indicator) const
    {
        const auto found = std::ranges::find(m_data.indicators, indicator, &PilotIndicator::id);
        return found == m_data.indicators.end() ? std::set<Inventory>{} : found->inventories;
    }

    void add_type(std::size_t number)
    {
        const auto& type = m_plan.types[number];
        std::vector<std::size_t> members;
        for (std::size_t i = 0; i < m_data.candidates.size(); ++i) {
            const auto& candidate = m_data.candidates[i];
            if (candidate.kind != type.type || !compared(m_plan, candidate)) continue;
            CandidateOutcome outcome{.candidate = i,
                                     .type = number,
                                     .region = region_of(candidate, m_plan.region),
                                     .findings = rule_findings(m_plan, m_data, candidate)};
            if (keeps_hard_rules(outcome)) {
                outcome.member = members.size();
                members.push_back(i);
            }
            m_out.outcomes.push_back(std::move(outcome));
        }
        m_out.types.push_back(compare_type(m_plan, type, m_data, std::move(members), m_threads));
        const auto& warnings = m_out.types.back().warnings;
        m_out.warnings.insert(m_out.warnings.end(), warnings.begin(), warnings.end());
    }

    bool keeps_hard_rules(const CandidateOutcome& outcome) const
    {
        return std::ranges::none_of(outcome.findings, [&](const RuleFinding& one) {
            return m_plan.rules[one.rule].hard && one.state == RuleFinding::State::fails;
        });
    }

    void lock()
    {
        std::vector<Fault> faults;
        for (std::size_t i = 0; i < m_plan.locks.size(); ++i)
            if (const auto found = outcome_of(m_data, m_out.outcomes, m_plan.locks[i], faults))
                m_out.outcomes[*found].lock = i;
        if (!faults.empty()) throw UsageError{faults};
    }

    // A type has classes of one kind: those of the typology where any of its members has one, else groups of like
    // candidates. 其他 is what is left over, no kind of pilot: it is no class, and earns nothing.
    void classify()
    {
        for (auto& outcome : m_out.outcomes) {
            if (!outcome.member) continue;
            const auto& type = m_out.types[outcome.type];
            const auto which = type.typology[*outcome.member].which;
            const auto& group = type.clusters.of[*outcome.member];
            if (has_typology(type)) {
                if (is_class(which)) outcome.classed = typology_name(which).zh;
            } else if (group)
                outcome.classed = type.type + "/" + std::to_string(*group + 1);
        }
    }

    static bool is_class(TypologyClass which)
    {
        return which != TypologyClass::unknown && which != TypologyClass::other;
    }
    static bool has_typology(const TypeComparison& type)
    {
        return std::ranges::any_of(type.typology, [](const TypologyResult& one) { return is_class(one.which); });
    }

    const PilotPlan& m_plan;
    const PilotData& m_data;
    unsigned m_threads;
    PilotResult m_out;
};

} // namespace

const char* list_word(PilotList list)
{
    constexpr std::array words{"suggested", "reserve", "ineligible", "lacking"};
    return words[static_cast<std::size_t>(list)];
}

bool CandidateOutcome::eligible() const { return member.has_value(); }

bool CandidateOutcome::to_verify() const
{
    return std::ranges::any_of(findings,
                               [](const RuleFinding& one) { return one.state == RuleFinding::State::unknown; });
}

bool CandidateOutcome::needs_justification(const PilotPlan& plan) const
{
    return std::ranges::any_of(findings, [&](const RuleFinding& one) {
        return !plan.rules[one.rule].hard && one.state == RuleFinding::State::fails;
    });
}

PilotResult compare_pilots(const PilotPlan& plan, const PilotData& data, unsigned threads)
{
    return Pilot{plan, data, threads}.result();
}

std::vector<std::size_t> chosen(const PilotResult& result)
{
    return result.selected && result.selection ? result.selection->best.members : std::vector<std::size_t>{};
}

} // namespace peaksite
