#include "model/pilots/reasons.hpp"

#include "base/listed.hpp"
#include "model/pilots/frequency.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace peaksite {

namespace {

class Reasons {
public:
    Reasons(const PilotPlan& plan, const PilotData& data, PilotResult& out)
        : m_plan(plan), m_data(data), m_out(out), m_chosen(chosen(out))
    {}

    void give()
    {
        for (std::size_t i = 0; i < m_out.outcomes.size(); ++i) {
            auto& outcome = m_out.outcomes[i];
            const bool in = std::ranges::find(m_chosen, i) != m_chosen.end();
            outcome.list = in                    ? PilotList::suggested
                           : !outcome.eligible() ? PilotList::ineligible
                           : !has_score(outcome) ? PilotList::lacking
                                                 : PilotList::reserve;
            say_list(i, outcome);
            say_experts(outcome);
            say_rules(outcome);
            say_titles(outcome);
        }
    }

private:
    const PilotCandidate& candidate(const CandidateOutcome& outcome) const
    {
        return m_data.candidates[outcome.candidate];
    }
    const TypeComparison& type(const CandidateOutcome& outcome) const { return m_out.types[outcome.type]; }
    static bool has_score(const CandidateOutcome& outcome) { return !std::isnan(outcome.objective); }

    void say_list(std::size_t i, CandidateOutcome& outcome) const
    {
        if (outcome.lock) say_lock(outcome);
        if (outcome.list == PilotList::suggested) {
            if (has_score(outcome) && !(outcome.lock && m_plan.locks[*outcome.lock].chosen))
                outcome.reasons.push_back({"siting.chosen", place(outcome)});
            say_level(outcome);
            say_stability(outcome);
            say_quadrant(outcome);
        } else if (outcome.list == PilotList::reserve)
            say_reserve(i, outcome);
        else if (outcome.list == PilotList::lacking)
            say_lacking(outcome);
    }

    std::vector<Sentence::Word> place(const CandidateOutcome& outcome) const
    {
        const auto& t = type(outcome);
        const auto count = std::ranges::count_if(t.score, [](double x) { return !std::isnan(x); });
        return {std::to_string(t.rank[*outcome.member].value_or(0)), std::to_string(count)};
    }

    void say_lock(CandidateOutcome& outcome) const
    {
        const auto& lock = m_plan.locks[*outcome.lock];
        outcome.reasons.push_back(
            {lock.chosen ? "siting.lock_in" : "siting.lock_out", {lock.reason, lock.by, lock.date}});
        if (lock.chosen && !outcome.eligible())
            outcome.reasons.push_back({"siting.override", {}});
        else if (lock.chosen && !has_score(outcome))
            outcome.reasons.push_back({"siting.no_score_lock", {}});
    }

    void say_stability(CandidateOutcome& outcome) const
    {
        const auto frequency = selection_frequency(m_out, outcome);
        if (!frequency.known()) return;
        const bool other = type(outcome).method != RankMethod::wlc;
        outcome.reasons.push_back(
            {other ? "siting.stable_sums" : "siting.stable",
             {percent_of(frequency.share), std::to_string(frequency.draws), points_of(frequency.error())}});
    }

    // The quadrant, or why there is none: a chosen one is owed the word or its absence.
    void say_quadrant(CandidateOutcome& outcome) const
    {
        if (!outcome.member) return;
        const auto& place = type(outcome).quadrant[*outcome.member];
        outcome.reasons.push_back(quadrant_reason(place));
    }

    void say_reserve(std::size_t i, CandidateOutcome& outcome) const
    {
        if (!m_out.selected) {
            outcome.reasons.push_back({m_plan.quotas.empty() ? "siting.no_quotas" : "siting.infeasible", {}});
            return;
        }
        if (outcome.lock) return;
        const auto before = outcome.reasons.size();
        say_quota(outcome);
        say_neighbours(outcome);
        say_caps(i, outcome);
        if (outcome.reasons.size() == before)
            outcome.reasons.push_back({outcome.level.empty() ? "siting.lower" : "siting.rank", place(outcome)});
        say_level(outcome);
        say_stability(outcome);
    }

    // Who could stand in its place, or it in theirs.
    void say_level(CandidateOutcome& outcome) const
    {
        if (outcome.level.empty()) return;
        std::vector<std::string> labels;
        for (const auto other : outcome.level) labels.push_back(candidate(m_out.outcomes[other]).label());
        const bool in = outcome.list == PilotList::suggested;
        outcome.reasons.push_back({in ? "siting.level_in" : "siting.level_out", {listed(labels)}});
    }

    void say_quota(CandidateOutcome& outcome) const
    {
        const auto& kind = candidate(outcome).kind;
        const bool any = std::ranges::any_of(
            m_plan.quotas, [&](const QuotaPlan& one) { return one.type.empty() || one.type == kind; });
        if (!any) outcome.reasons.push_back({"siting.no_quota", {}});
    }

    // Chosen candidates that exclude it; only where it would otherwise be as good as one of those.
    void say_neighbours(CandidateOutcome& outcome) const
    {
        for (const auto other : m_chosen) {
            const auto at = m_out.outcomes[other].candidate;
            for (const auto& pair : m_data.ground.pairs) {
                if (std::minmax(pair.a, pair.b) != std::minmax(at, outcome.candidate)) continue;
                const auto label = m_data.candidates[at].label();
                if (pair.shared_km2 > 0 && m_plan.overlap_excludes(m_data.candidates[at].kind, candidate(outcome).kind))
                    outcome.reasons.push_back({"siting.overlap", {label}});
                else if (m_plan.spacing_km && pair.km < *m_plan.spacing_km)
                    outcome.reasons.push_back({"siting.near", {label, fmt::format("{:.1f}", pair.km)}});
            }
        }
    }

    void say_caps(std::size_t i, CandidateOutcome& outcome) const
    {
        for (const auto& rule : m_out.rules) {
            if (rule.kind != RuleKind::cap) continue;
            for (const auto& row : rule.rows) {
                const bool mine = std::ranges::any_of(row.terms, [&](const auto& term) { return term.first == i; });
                const auto taken = std::ranges::count_if(row.terms, [&](const auto& term) {
                    return std::ranges::find(m_chosen, term.first) != m_chosen.end();
                });
                if (mine && static_cast<double>(taken) >= row.high)
                    outcome.reasons.push_back({"siting.cap", {rule.group, fmt::format("{:g}", row.high)}});
            }
        }
    }

    void say_lacking(CandidateOutcome& outcome) const
    {
        const auto& one = candidate(outcome);
        const auto& t = type(outcome);
        if (!one.boundary) outcome.reasons.push_back({"siting.boundary", {}});
        if (t.criteria.empty()) outcome.reasons.push_back({"siting.no_criteria", {}});
        bool complete = true;
        for (std::size_t j = 0; j < t.criteria.size(); ++j) {
            if (!std::isnan(t.values.at(*outcome.member, j))) continue;
            complete = false;
            const auto& value = one.values[t.criteria[j].indicator];
            const auto& name = m_data.indicators[t.criteria[j].indicator].name.zh;
            if (!value.reason.empty())
                outcome.reasons.push_back({"siting.lacks_because", {name, value.reason}});
            else if (!value.flags.empty())
                outcome.reasons.push_back({"siting.lacks_flagged", {name}, value.flags});
            else
                outcome.reasons.push_back({"siting.lacks", {name}});
        }
        const bool told = complete && !t.experts && !t.criteria.empty();
        if (told) outcome.reasons.push_back({"siting.expert_gap", {}});
    }

    void say_experts(CandidateOutcome& outcome) const
    {
        if (!outcome.member) return;
        if (auto gap = expert_gap_reason(type(outcome), *outcome.member)) outcome.reasons.push_back(std::move(*gap));
    }

    void say_rules(CandidateOutcome& outcome) const
    {
        for (const auto& finding : outcome.findings) {
            const auto& rule = m_plan.rules[finding.rule];
            if (finding.state == RuleFinding::State::fails)
                outcome.reasons.push_back({rule.hard ? "siting.hard" : "siting.soft", {rule.clause.zh, rule.source}});
            if (finding.state != RuleFinding::State::unknown) continue;
            for (const auto& one : finding.missing)
                outcome.reasons.push_back(
                    one.word.empty()
                        ? PilotReason{"siting.verify", {one.name, rule.clause.zh, rule.source}}
                        : PilotReason{"siting.verify_word", {one.name, one.word, rule.clause.zh, rule.source}});
        }
    }

    void say_titles(CandidateOutcome& outcome) const
    {
        const auto& attributes = candidate(outcome).attributes;
        const auto found = attributes.find("titles");
        if (found != attributes.end() && !trimmed(found->second).empty())
            outcome.reasons.push_back({"siting.titles", {found->second}});
    }

    const PilotPlan& m_plan;
    const PilotData& m_data;
    PilotResult& m_out;
    std::vector<std::size_t> m_chosen;
};

} // namespace

void give_reasons(const PilotPlan& plan, const PilotData& data, PilotResult& result)
{
    Reasons{plan, data, result}.give();
}

PilotReason quadrant_reason(const QuadrantPlace& place)
{
    if (place.quadrant) return {"siting.quadrant." + std::to_string(static_cast<int>(*place.quadrant)), {}};
    switch (place.why) {
    case NoQuadrant::no_base:
        return {"siting.no_quadrant.base", {}};
    case NoQuadrant::no_potential:
        return {"siting.no_quadrant.potential", {}};
    case NoQuadrant::lower_bound:
        return {"siting.no_quadrant.lower_bound", {}};
    case NoQuadrant::few_peers:
        return {"siting.no_quadrant.few", {std::to_string(place.peers), std::to_string(least_peers)}};
    case NoQuadrant::same_base:
        return {"siting.no_quadrant.same_base", {}};
    case NoQuadrant::at_base:
        return {"siting.no_quadrant.at_base", {}};
    case NoQuadrant::at_potential:
        return {"siting.no_quadrant.at_potential", {}};
    case NoQuadrant::same_potential:
    case NoQuadrant::none:
        break;
    }
    return {"siting.no_quadrant.same_potential", {}};
}

std::optional<PilotReason> expert_gap_reason(const TypeComparison& type, std::size_t member)
{
    if (!type.experts || !type.experts->has_gap(member)) return {};
    if (type.experts->unscored(member)) return PilotReason{"siting.expert_gap", {}};
    const bool none = std::isnan(type.experts->totals[member].mean);
    return PilotReason{none ? "siting.expert_gap_of" : "siting.expert_gap_others", {type.experts->gaps_of(member)}};
}

std::string reason_text(const PilotReason& reason, const std::map<std::string, Bilingual>& texts, std::string_view lang,
                        const Translation* messages)
{
    const auto found = texts.find(reason.text);
    const auto& pattern = found == texts.end() ? reason.text : found->second.in(lang);
    std::vector<std::string> words;
    for (const auto& word : reason.words)
        words.push_back(lang == "zh" && messages != nullptr ? messages->of(Sentence{"{}", {word}}) : word.english());
    return filled(pattern, words);
}

} // namespace peaksite
