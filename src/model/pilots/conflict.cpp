#include "model/pilots/conflict.hpp"

#include "model/pilots/portfolio_program.hpp"

#include <algorithm>

namespace peaksite {

namespace {

using Rules = std::vector<std::size_t>;

class Checker {
public:
    Checker(const Portfolio& portfolio, int node_limit, std::size_t most)
        : m_portfolio(portfolio), m_node_limit(node_limit), m_left(most)
    {}

    bool feasible(const Rules& rules)
    {
        m_left -= m_left > 0 ? 1 : 0;
        return is_feasible(m_portfolio, rules, m_node_limit);
    }
    bool exhausted() const { return m_left == 0; }

private:
    const Portfolio& m_portfolio;
    int m_node_limit;
    std::size_t m_left;
};

Rules without(Rules rules, std::size_t rule)
{
    std::erase(rules, rule);
    return rules;
}

// Leaves out each rule that is not needed for the conflict.
Rules filtered(Rules rules, Checker& checker)
{
    for (const auto rule : Rules{rules})
        if (auto fewer = without(rules, rule); !checker.feasible(fewer)) rules = std::move(fewer);
    return rules;
}

// The fewest rules with at least one of each set.
Rules hitting(const std::vector<Rules>& sets, std::size_t rules, int node_limit)
{
    IntegerProgram program;
    program.variables.assign(rules, {.gain = -1});
    for (const auto& set : sets) {
        ProgramRow row{.terms = {}, .low = 1};
        for (const auto rule : set) row.terms.emplace_back(rule, 1.);
        program.rows.push_back(std::move(row));
    }
    const auto answer = maximise(program, node_limit);
    return answer.state == ProgramAnswer::State::optimal ? members_of(answer.values, rules) : Rules{};
}

// Rules that have to go so that the rest, which holds `kept`, can be met: a minimal such set.
Rules correction(const Rules& kept, const Rules& all, Checker& checker)
{
    Rules met = kept, out;
    for (const auto rule : all) {
        if (std::ranges::find(met, rule) != met.end()) continue;
        met.push_back(rule);
        if (checker.feasible(met)) continue;
        met.pop_back();
        out.push_back(rule);
    }
    return out;
}

} // namespace

std::optional<RuleConflict> rule_conflict(const Portfolio& portfolio, int node_limit, std::size_t most_checks)
{
    Checker checker{portfolio, node_limit, most_checks};
    Rules all;
    for (std::size_t r = 0; r < portfolio.rules().size(); ++r)
        if (!portfolio.rules()[r].soft) all.push_back(r);
    if (checker.feasible(all)) return std::nullopt;
    const auto core = filtered(all, checker);
    std::vector<Rules> corrections;
    while (!checker.exhausted()) {
        const auto least = hitting(corrections, portfolio.rules().size(), node_limit);
        if (least.empty() && !corrections.empty()) break;
        if (least.size() >= core.size()) return RuleConflict{.rules = core, .smallest = true};
        if (!checker.feasible(least)) return RuleConflict{.rules = least, .smallest = true};
        corrections.push_back(correction(least, all, checker));
    }
    return RuleConflict{.rules = core, .smallest = false};
}

} // namespace peaksite
