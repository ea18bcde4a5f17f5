#include "model/pilots/level_choices.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <set>

namespace peaksite {

namespace {

using Members = std::vector<std::size_t>; // ascending

std::set<std::string> classes_of(const Portfolio& portfolio, const Members& members)
{
    std::set<std::string> out;
    for (const auto i : members)
        if (const auto& one = portfolio.candidates()[i].typology; !one.empty()) out.insert(one);
    return out;
}

// The variables of the rules that are 1: candidates, then the classes that occur.
Members variables(const Portfolio& portfolio, const Members& members)
{
    auto out = members;
    const auto occurring = classes_of(portfolio, members);
    for (std::size_t k = 0; k < portfolio.classes().size(); ++k)
        if (occurring.contains(portfolio.classes()[k])) out.push_back(portfolio.candidates().size() + k);
    return out;
}

double breach(const ProgramRow& row, const Members& ones)
{
    double sum = 0;
    for (const auto& [variable, factor] : row.terms)
        if (std::ranges::binary_search(ones, variable)) sum += factor;
    return std::max({0., row.low - sum, sum - row.high});
}

bool obeys_as_well(const Portfolio& portfolio, const Members& other, const Members& best)
{
    constexpr double rounding = 1e-9;
    const auto of_other = variables(portfolio, other), of_best = variables(portfolio, best);
    for (const auto& rule : portfolio.rules())
        for (const auto& row : rule.rows)
            if (breach(row, of_other) > breach(row, of_best) + rounding) return false;
    return true;
}

bool same_bonus(const Portfolio& portfolio, const Members& other, const Members& best)
{
    return portfolio.bonus() == 0 || classes_of(portfolio, other).size() == classes_of(portfolio, best).size();
}

Members swapped(const Members& members, std::size_t out, std::size_t in)
{
    auto found = members;
    std::ranges::replace(found, out, in);
    std::ranges::sort(found);
    return found;
}

} // namespace

std::vector<LevelPair> level_choices(const Portfolio& portfolio, const Selection& selection)
{
    std::vector<LevelPair> out;
    const auto& best = selection.best.members;
    if (selection.state != Selection::State::optimal || selection.unique) return out;
    const auto worth = [&](std::size_t i) { return std::llround(portfolio.gain(i) / selection.step); };
    for (const auto one : best)
        for (std::size_t other = 0; other < portfolio.candidates().size(); ++other) {
            const auto &a = portfolio.candidates()[one], &b = portfolio.candidates()[other];
            if (std::ranges::binary_search(best, other) || worth(one) != worth(other) ||
                a.lock != PortfolioCandidate::Lock::none || b.lock != PortfolioCandidate::Lock::none)
                continue;
            const auto set = swapped(best, one, other);
            if (same_bonus(portfolio, set, best) && obeys_as_well(portfolio, set, best))
                out.push_back({.chosen = one, .other = other});
        }
    return out;
}

std::vector<double> shares_of_places(const Portfolio& portfolio, const Selection& selection)
{
    const auto count = portfolio.candidates().size();
    std::vector<double> out(count, 0);
    for (const auto i : selection.best.members) out[i] = 1;
    const auto pairs = level_choices(portfolio, selection);
    std::vector<std::size_t> group(count); // the smallest candidate that it is level with, by way of others too
    std::iota(group.begin(), group.end(), std::size_t{0});
    for (const auto& [one, other] : pairs) {
        const auto [first, last] = std::minmax(group[one], group[other]);
        std::ranges::replace(group, std::size_t{last}, std::size_t{first});
    }
    for (std::size_t g = 0; g < count; ++g) {
        const auto all = std::ranges::count(group, g);
        if (all < 2) continue;
        double places = 0;
        for (std::size_t i = 0; i < count; ++i) places += group[i] == g ? out[i] : 0;
        for (std::size_t i = 0; i < count; ++i)
            if (group[i] == g) out[i] = places / static_cast<double>(all);
    }
    return out;
}

} // namespace peaksite
