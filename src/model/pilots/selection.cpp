#include "model/pilots/selection.hpp"

#include "base/crew.hpp"
#include "model/pilots/level_choices.hpp"
#include "model/pilots/portfolio_program.hpp"

#include <algorithm>
#include <limits>
#include <numeric>

namespace peaksite {

namespace {

using SolverState = ProgramAnswer::State;

Selection::State state_of(SolverState state)
{
    switch (state) {
    case SolverState::optimal:
        return Selection::State::optimal;
    case SolverState::limited:
        return Selection::State::limited;
    case SolverState::infeasible:
        return Selection::State::infeasible;
    case SolverState::unknown:
        break;
    }
    return Selection::State::unknown;
}

// The searches for one portfolio: soft rules settled, sets forbidden as they are found.
class Search {
public:
    Search(const Portfolio& portfolio, int node_limit)
        : m_portfolio(portfolio), m_program(program_of(portfolio)), m_node_limit(node_limit),
          m_order(m_program.candidates)
    {
        std::iota(m_order.begin(), m_order.end(), std::size_t{0});
        std::ranges::sort(m_order, [&](std::size_t a, std::size_t b) {
            const auto left = variables()[a].gain, right = variables()[b].gain;
            return left != right ? left > right : portfolio.candidates()[a].key < portfolio.candidates()[b].key;
        });
    }

    // The least total breach of the soft rules becomes a hard limit; nothing to do without soft rules.
    SolverState settle_soft()
    {
        if (m_program.slack_rules.empty()) return SolverState::optimal;
        auto program = m_program.program;
        ProgramRow total;
        for (std::size_t v = 0; v < program.variables.size(); ++v)
            program.variables[v].gain = v < m_program.first_slack ? 0 : -1;
        for (std::size_t v = m_program.first_slack; v < program.variables.size(); ++v) total.terms.emplace_back(v, 1.);
        const auto answer = maximise(program, m_node_limit);
        total.high = static_cast<double>(-answer.gain);
        m_program.program.rows.push_back(std::move(total));
        return answer.state;
    }

    ProgramAnswer any_best() const { return maximise(m_program.program, m_node_limit); }

    void forbid(std::span<const std::size_t> members)
    {
        m_program.program.rows.push_back(all_but(members, m_program.candidates));
    }

    // Among the sets worth as much as this one, the first by the order of candidates.
    ProgramAnswer first_of_equals(ProgramAnswer best) const
    {
        auto program = m_program.program;
        for (const auto i : m_order) {
            auto& variable = program.variables[i];
            variable.low = 1;
            if (best.values[i] == 1) continue;
            auto answer = maximise(program, m_node_limit);
            if (answer.state == SolverState::optimal && answer.gain == best.gain)
                best = std::move(answer);
            else
                variable = {.gain = variable.gain, .low = 0, .high = 0};
        }
        return best;
    }

    ChosenSet set_of(const ProgramAnswer& answer) const
    {
        return {.members = members(answer), .value = static_cast<double>(answer.gain) / m_program.steps_per_unit};
    }
    std::vector<std::size_t> members(const ProgramAnswer& answer) const
    {
        return members_of(answer.values, m_program.candidates);
    }
    double steps_per_unit() const { return m_program.steps_per_unit; }

    std::vector<SoftBreach> breaches(const ProgramAnswer& answer) const
    {
        std::vector<SoftBreach> out;
        for (std::size_t k = 0; k < m_program.slack_rules.size(); ++k) {
            const auto at = m_program.first_slack + 2 * k;
            const auto amount = answer.values[at] + answer.values[at + 1];
            if (amount > 0) out.push_back({.rule = m_portfolio.rules()[m_program.slack_rules[k]].id, .amount = amount});
        }
        return out;
    }

private:
    const std::vector<ProgramVariable>& variables() const { return m_program.program.variables; }

    const Portfolio& m_portfolio;
    PortfolioProgram m_program;
    int m_node_limit;
    std::vector<std::size_t> m_order; // the best first
};

// The best set that is not forbidden yet, ties settled; forbids it for the next.
struct Found {
    ProgramAnswer answer;
    bool unique = true;
};
Found next_best(Search& search)
{
    Found out{.answer = search.any_best()};
    if (out.answer.state != SolverState::optimal) return out;
    auto without = search;
    without.forbid(search.members(out.answer));
    const auto other = without.any_best();
    out.unique =
        other.state == SolverState::infeasible || (other.state == SolverState::optimal && other.gain < out.answer.gain);
    if (!out.unique) out.answer = search.first_of_equals(std::move(out.answer));
    search.forbid(search.members(out.answer));
    return out;
}

} // namespace

Selection select(const Portfolio& portfolio, const SelectionOptions& options)
{
    Selection out;
    Search search{portfolio, options.node_limit};
    out.step = 1 / search.steps_per_unit();
    if (const auto soft = search.settle_soft(); soft == SolverState::infeasible || soft == SolverState::unknown) {
        out.state = state_of(soft);
        return out;
    }
    auto [answer, unique] = next_best(search);
    out.state = state_of(answer.state);
    out.unique = unique;
    if (answer.values.empty() && !portfolio.candidates().empty()) return out;
    out.best = search.set_of(answer);
    out.bound = static_cast<double>(answer.bound) / search.steps_per_unit();
    out.breaches = search.breaches(answer);
    while (out.state == Selection::State::optimal && out.next.size() < options.alternatives) {
        const auto next = next_best(search).answer;
        if (next.state != SolverState::optimal) break;
        out.next.push_back(search.set_of(next));
    }
    return out;
}

std::vector<RulePrice> rule_prices(const Portfolio& portfolio, const Selection& selection,
                                   const SelectionOptions& options)
{
    std::vector<RulePrice> out;
    if (selection.state != Selection::State::optimal) return out;
    for (std::size_t r = 0; r < portfolio.rules().size(); ++r) {
        const auto looser = portfolio.relaxed_by_one(r);
        if (!looser) continue;
        const auto other = select(*looser, {.node_limit = options.node_limit});
        RulePrice price{.rule = portfolio.rules()[r].id, .gain = {}, .enters = {}, .leaves = {}};
        if (other.state == Selection::State::optimal) price.gain = other.best.value - selection.best.value;
        if (price.gain && *price.gain > selection.step / 2) {
            std::ranges::set_difference(other.best.members, selection.best.members, std::back_inserter(price.enters));
            std::ranges::set_difference(selection.best.members, other.best.members, std::back_inserter(price.leaves));
        }
        out.push_back(std::move(price));
    }
    return out;
}

std::vector<double> selection_frequency(const Portfolio& portfolio, std::span<const std::vector<double>> score_samples,
                                        const SelectionOptions& options)
{
    std::vector<std::vector<double>> shares(score_samples.size()); // by candidate; empty without an answer
    share_pieces(score_samples.size(), options.threads, [&](std::size_t draw, unsigned) {
        const auto drawn = portfolio.with_scores(score_samples[draw]);
        const auto selection = select(drawn, {.node_limit = options.node_limit});
        if (selection.state == Selection::State::optimal) shares[draw] = shares_of_places(drawn, selection);
    });
    std::vector<double> times(portfolio.candidates().size(), 0);
    double answered = 0;
    for (const auto& list : shares) {
        if (list.empty()) continue;
        answered += 1;
        for (std::size_t i = 0; i < list.size(); ++i) times[i] += list[i];
    }
    for (auto& count : times) count = answered > 0 ? count / answered : std::numeric_limits<double>::quiet_NaN();
    return times;
}

} // namespace peaksite
