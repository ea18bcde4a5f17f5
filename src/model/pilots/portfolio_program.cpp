#include "model/pilots/portfolio_program.hpp"

#include "base/error.hpp"

#include <algorithm>
#include <cmath>

namespace peaksite {

namespace {

double steps_per_unit(const Portfolio& portfolio)
{
    double largest = portfolio.bonus();
    for (std::size_t i = 0; i < portfolio.candidates().size(); ++i)
        largest = std::max(largest, std::fabs(portfolio.gain(i)));
    if (std::isinf(largest)) throw InputError{text("a candidate has an infinite score or cost")};
    return largest > 0 ? std::pow(10., 6 - std::ceil(std::log10(largest))) : 1e6;
}

// A class occurs where one of its candidates is chosen.
void add_classes(const Portfolio& portfolio, std::int64_t bonus, IntegerProgram& program)
{
    const auto candidates = portfolio.candidates().size();
    for (std::size_t k = 0; k < portfolio.classes().size(); ++k) {
        ProgramRow occurs{.terms = {{candidates + k, -1.}}, .low = 0};
        for (std::size_t i = 0; i < candidates; ++i)
            if (portfolio.candidates()[i].typology == portfolio.classes()[k]) occurs.terms.emplace_back(i, 1.);
        program.variables.push_back({.gain = bonus});
        program.rows.push_back(std::move(occurs));
    }
}

void add_soft(const PortfolioRule& rule, std::size_t place, PortfolioProgram& out)
{
    auto& variables = out.program.variables;
    for (auto row : rule.rows) {
        for (const double sign : {1., -1.}) { // short of the low end, over the high one
            row.terms.emplace_back(variables.size(), sign);
            variables.push_back({.gain = 0, .low = 0, .high = 1'000'000});
        }
        out.program.rows.push_back(std::move(row));
        out.slack_rules.push_back(place);
    }
}

} // namespace

PortfolioProgram program_of(const Portfolio& portfolio)
{
    PortfolioProgram out{.program = {}, .candidates = portfolio.candidates().size(), .slack_rules = {}};
    out.steps_per_unit = steps_per_unit(portfolio);
    const auto steps = [&](double gain) { return std::llround(gain * out.steps_per_unit); };
    for (std::size_t i = 0; i < out.candidates; ++i)
        out.program.variables.push_back({.gain = steps(portfolio.gain(i))});
    add_classes(portfolio, steps(portfolio.bonus()), out.program);
    out.first_slack = out.program.variables.size();
    for (std::size_t r = 0; r < portfolio.rules().size(); ++r) {
        const auto& rule = portfolio.rules()[r];
        if (rule.soft)
            add_soft(rule, r, out);
        else
            out.program.rows.insert(out.program.rows.end(), rule.rows.begin(), rule.rows.end());
    }
    return out;
}

bool is_feasible(const Portfolio& portfolio, std::span<const std::size_t> rules, int node_limit)
{
    IntegerProgram program;
    program.variables.resize(portfolio.candidates().size());
    add_classes(portfolio, 0, program);
    for (const auto r : rules) {
        const auto& rule = portfolio.rules()[r];
        if (!rule.soft) program.rows.insert(program.rows.end(), rule.rows.begin(), rule.rows.end());
    }
    const auto state = maximise(program, node_limit).state;
    if (state == ProgramAnswer::State::unknown)
        throw InputError{text("{} nodes do not settle whether the rules can be met; raise the node limit", node_limit)};
    return state != ProgramAnswer::State::infeasible;
}

ProgramRow all_but(std::span<const std::size_t> members, std::size_t candidates)
{
    ProgramRow out{.terms = {}, .high = static_cast<double>(members.size()) - 1};
    for (std::size_t i = 0; i < candidates; ++i)
        out.terms.emplace_back(i, std::ranges::binary_search(members, i) ? 1. : -1.);
    return out;
}

std::vector<std::size_t> members_of(const std::vector<int>& values, std::size_t candidates)
{
    std::vector<std::size_t> out;
    for (std::size_t i = 0; i < candidates; ++i)
        if (values[i] == 1) out.push_back(i);
    return out;
}

} // namespace peaksite
