#include "model/pilots/select_pilots.hpp"

#include "base/error.hpp"
#include "base/known.hpp"
#include "model/pilots/costs.hpp"
#include "model/pilots/level_choices.hpp"

#include <algorithm>
#include <cmath>
#include <map>

namespace peaksite {

namespace {

class Selector {
public:
    Selector(const PilotPlan& plan, const PilotData& data, unsigned threads, PilotResult& out)
        : m_plan(plan), m_data(data), m_threads(threads), m_out(out), m_costs(pilot_costs(plan, data))
    {}

    void run()
    {
        for (auto& outcome : m_out.outcomes) {
            outcome.within = within(outcome);
            outcome.objective = objective(outcome);
            outcome.frequency = no_value;
        }
        if (m_plan.quotas.empty()) {
            m_out.warnings.push_back(
                text("siting: there are no quotas, so that candidates are ranked and none is selected"));
            return;
        }
        const auto portfolio = make_portfolio();
        m_out.rules = portfolio.rules();
        const SelectionOptions options{.alternatives = static_cast<std::size_t>(m_plan.alternatives)};
        m_out.selection = select(portfolio, options);
        m_out.selected =
            m_out.selection->state == Selection::State::optimal || m_out.selection->state == Selection::State::limited;
        if (m_out.selection->state == Selection::State::infeasible) explain(portfolio);
        if (!m_out.selected) return;
        find_mix();
        for (const auto& [chosen, other] : level_choices(portfolio, *m_out.selection)) {
            m_out.outcomes[chosen].level.push_back(other);
            m_out.outcomes[other].level.push_back(chosen);
        }
        if (m_out.selection->state == Selection::State::limited) {
            m_out.warnings.push_back(
                text("siting: the best set found is not proven; another may be better by {} at most",
                     number(m_out.selection->gap())));
            return;
        }
        m_out.prices = rule_prices(portfolio, *m_out.selection);
        find_breaks(portfolio);
        repeat(portfolio);
    }

private:
    const TypeComparison& type_of(const CandidateOutcome& outcome) const { return m_out.types[outcome.type]; }

    // How many of the type are chosen at most: its own quota, else that of all.
    std::size_t places(const std::string& type) const
    {
        std::optional<int> most;
        for (const auto& quota : m_plan.quotas)
            if (quota.type == type) most = quota.max ? quota.max : quota.min;
        for (const auto& quota : m_plan.quotas)
            if (!most && quota.type.empty()) most = quota.max ? quota.max : quota.min;
        return static_cast<std::size_t>(most.value_or(0));
    }

    double within(const CandidateOutcome& outcome) const
    {
        const auto& type = type_of(outcome);
        if (!outcome.member || type.smaa.draws == 0 || std::isnan(type.wlc[*outcome.member])) return no_value;
        return type.smaa.within(*outcome.member, places(type.type));
    }

    double objective(const CandidateOutcome& outcome) const
    {
        const auto& type = type_of(outcome);
        if (!outcome.member || std::isnan(type.score[*outcome.member])) return no_value;
        const auto member = *outcome.member;
        const double base = m_plan.objective == PilotObjective::score ? type.score[member]
                            : m_plan.objective == PilotObjective::expected
                                ? mixed_score(type, member, type.smaa.expected[member])
                                : outcome.within;
        return base + representative(outcome);
    }

    double representative(const CandidateOutcome& outcome) const
    {
        if (m_plan.representativeness == 0) return 0;
        const double typical = type_of(outcome).typicality[*outcome.member];
        return std::isnan(typical) ? 0 : m_plan.representativeness * typical;
    }

    double cost(std::size_t candidate)
    {
        const double value = m_costs.of[candidate];
        if (std::isnan(value)) m_without_cost.push_back(m_data.candidates[candidate].label());
        return std::isnan(value) ? 0 : value;
    }

    // A decision of people overrides a hard rule and a missing score; both are said in the lists.
    PortfolioCandidate portfolio_candidate(const CandidateOutcome& outcome)
    {
        const auto& candidate = m_data.candidates[outcome.candidate];
        PortfolioCandidate out{.key = candidate.set + "/" + candidate.key,
                               .type = candidate.kind,
                               .region = outcome.region,
                               .proposer = candidate.proposer,
                               .typology = outcome.classed,
                               .score = outcome.objective,
                               .cost = cost(outcome.candidate),
                               .eligible = outcome.eligible()};
        if (!outcome.lock) return out;
        const bool in = m_plan.locks[*outcome.lock].chosen;
        out.lock = in ? PortfolioCandidate::Lock::chosen : PortfolioCandidate::Lock::left_out;
        if (in) out.eligible = true;
        if (in && std::isnan(out.score)) out.score = 0;
        return out;
    }

    Portfolio make_portfolio()
    {
        std::vector<PortfolioCandidate> candidates;
        for (const auto& outcome : m_out.outcomes) candidates.push_back(portfolio_candidate(outcome));
        if (!m_without_cost.empty())
            m_out.warnings.push_back(text("siting: {} candidates have no cost '{}' and count as costing nothing: {}",
                                          m_without_cost.size(), m_plan.cost, joined(m_without_cost, ", ")));
        Portfolio out{std::move(candidates), m_plan.cost_penalty};
        for (const auto& quota : m_plan.quotas)
            out.add(Quota{.type = quota.type, .least = quota.min, .most = quota.max, .soft = quota.soft});
        add_types_without_quota(out);
        for (const auto& cap : m_plan.caps)
            out.add(Cap{.field = cap.by == "region" ? Cap::Field::region : Cap::Field::proposer,
                        .most = cap.max,
                        .only = cap.only.empty() ? std::nullopt : std::optional{cap.only}});
        if (m_costs.budget) out.add_budget(*m_costs.budget);
        add_pairs(out);
        if (m_plan.bonus > 0 || m_plan.least_classes)
            out.add(Diversity{.least_classes = m_plan.least_classes, .bonus = m_plan.bonus});
        return out;
    }

    void add_types_without_quota(Portfolio& portfolio)
    {
        if (std::ranges::any_of(m_plan.quotas, [](const QuotaPlan& one) { return one.type.empty(); })) return;
        for (const auto& type : m_plan.types)
            if (std::ranges::find(m_plan.quotas, type.type, &QuotaPlan::type) == m_plan.quotas.end())
                portfolio.add(Quota{.type = type.type, .least = {}, .most = 0});
    }

    void add_pairs(Portfolio& portfolio)
    {
        std::map<std::size_t, std::size_t> place;
        for (std::size_t i = 0; i < m_out.outcomes.size(); ++i) place.emplace(m_out.outcomes[i].candidate, i);
        std::vector<CandidateDistance> distances;
        ExclusivePairs overlapping{.cause = ExclusivePairs::Cause::overlap, .pairs = {}};
        for (const auto& pair : m_data.ground.pairs) {
            if (!place.contains(pair.a) || !place.contains(pair.b)) continue;
            distances.push_back({.a = place[pair.a], .b = place[pair.b], .km = pair.km});
            if (pair.shared_km2 > 0 &&
                m_plan.overlap_excludes(m_data.candidates[pair.a].kind, m_data.candidates[pair.b].kind))
                overlapping.pairs.emplace_back(place[pair.a], place[pair.b]);
        }
        if (m_plan.spacing_km && *m_plan.spacing_km > m_data.ground.pairs_within_km)
            throw UsageError{std::vector<Fault>{
                m_plan.position.fault(text("distances are known up to {} km, less than the spacing of {} km",
                                           number(m_data.ground.pairs_within_km), number(*m_plan.spacing_km)),
                                      text("run the plan again with the larger spacing"))}};
        if (m_plan.spacing_km) portfolio.add(too_near(distances, *m_plan.spacing_km));
        if (!overlapping.pairs.empty()) portfolio.add(overlapping);
    }

    void explain(const Portfolio& portfolio)
    {
        m_out.conflict = rule_conflict(portfolio);
        std::optional<Sentence> all;
        for (const auto rule : m_out.conflict ? m_out.conflict->rules : std::vector<std::size_t>{}) {
            const auto one = text("{} ({})", portfolio.rules()[rule].id, portfolio.rules()[rule].words);
            all = all ? text("{}; {}", *all, one) : one;
        }
        m_out.warnings.push_back(
            text("siting: no set obeys the rules; these cannot all be met: {}", all.value_or(Sentence{})));
    }

    void find_mix()
    {
        std::map<std::string, double> amounts;
        for (const auto i : m_out.selection->best.members)
            if (!m_out.outcomes[i].classed.empty()) amounts[m_out.outcomes[i].classed] += 1;
        std::vector<double> counts;
        for (const auto& [name, count] : amounts) counts.push_back(count);
        m_out.mix = class_mix(counts);
    }

    // The selection is a sum of scores, so that lines of weights say when it changes; for weighted sums only.
    void find_breaks(const Portfolio& portfolio)
    {
        if (m_plan.objective != PilotObjective::score) return;
        for (std::size_t t = 0; t < m_out.types.size(); ++t) {
            const auto& type = m_out.types[t];
            if (type.method != RankMethod::wlc || type.criteria.size() < 2) continue;
            std::vector<double> weights;
            std::vector<std::string> ids;
            for (const auto& one : type.criteria) {
                weights.push_back(one.weight);
                ids.push_back(one.criterion.id);
            }
            auto lines = weight_lines(type.normalised, weights, ids);
            for (auto& line : lines) line.slopes = spread(line.slopes, t);
            for (const auto& found : weight_breaks(portfolio, *m_out.selection, lines)) add_break(found, type, weights);
        }
    }

    // From the members of a type to all candidates.
    std::vector<double> spread(const std::vector<double>& slopes, std::size_t type) const
    {
        const auto* plan = m_plan.type(m_out.types[type].type);
        const double share = 1 - (plan != nullptr && plan->expert ? plan->expert->share : 0);
        std::vector<double> out(m_out.outcomes.size(), 0);
        for (std::size_t i = 0; i < out.size(); ++i)
            if (m_out.outcomes[i].type == type && m_out.outcomes[i].member)
                out[i] = share * slopes[*m_out.outcomes[i].member];
        return out;
    }

    void add_break(const WeightBreak& found, const TypeComparison& type, const std::vector<double>& weights)
    {
        const auto at = std::ranges::find(type.criteria, found.criterion,
                                          [](const UsedCriterion& one) { return one.criterion.id; });
        PilotBreak out{.type = type.type,
                       .criterion = found.criterion,
                       .weight = weights[static_cast<std::size_t>(at - type.criteria.begin())],
                       .change = found.change};
        const auto& now = m_out.selection->best.members;
        std::ranges::set_difference(found.set.members, now, std::back_inserter(out.enters));
        std::ranges::set_difference(now, found.set.members, std::back_inserter(out.leaves));
        m_out.breaks.push_back(std::move(out));
    }

    void repeat(const Portfolio& portfolio)
    {
        const auto count = static_cast<std::size_t>(m_plan.selection_draws);
        if (count == 0) return;
        std::vector<std::vector<double>> samples(count, std::vector<double>(m_out.outcomes.size(), 0));
        std::vector<std::vector<std::vector<double>>> by_type;
        for (const auto& type : m_out.types) by_type.push_back(score_samples(m_plan, type, count));
        for (std::size_t i = 0; i < m_out.outcomes.size(); ++i) {
            const auto& outcome = m_out.outcomes[i];
            for (std::size_t s = 0; s < count; ++s) {
                const double drawn = outcome.member ? by_type[outcome.type][s][*outcome.member] : no_value;
                const double mixed =
                    outcome.member ? mixed_score(m_out.types[outcome.type], *outcome.member, drawn) : no_value;
                samples[s][i] = std::isnan(mixed) ? 0 : mixed + representative(outcome);
            }
        }
        const auto frequency = selection_frequency(portfolio, samples, {.threads = m_threads});
        for (std::size_t i = 0; i < m_out.outcomes.size(); ++i)
            m_out.outcomes[i].frequency = std::isnan(m_out.outcomes[i].objective) ? no_value : frequency[i];
        m_out.selection_draws = m_plan.selection_draws;
    }

    const PilotPlan& m_plan;
    const PilotData& m_data;
    unsigned m_threads;
    PilotResult& m_out;
    PilotCosts m_costs;
    std::vector<std::string> m_without_cost;
};

} // namespace

void select_set(const PilotPlan& plan, const PilotData& data, unsigned threads, PilotResult& result)
{
    Selector{plan, data, threads, result}.run();
}

} // namespace peaksite
