#include "model/pilots/sensitivity.hpp"

#include <algorithm>
#include <cassert>
#include <cmath>
#include <numeric>

namespace peaksite {

namespace {

std::vector<double> moved_scores(const Portfolio& portfolio, const WeightLine& line, double change)
{
    std::vector<double> out;
    for (std::size_t i = 0; i < line.slopes.size(); ++i)
        out.push_back(portfolio.candidates()[i].score + change * line.slopes[i]);
    return out;
}

double slope_of(const WeightLine& line, std::span<const std::size_t> members)
{
    double sum = 0;
    for (const auto i : members) sum += line.slopes[i];
    return sum;
}

// The first change between 0 and `end` from which another set is worth more.
std::optional<WeightBreak> first_break(const Portfolio& portfolio, const ChosenSet& chosen, const WeightLine& line,
                                       double end, int node_limit)
{
    const auto value = portfolio.value(chosen.members), slope = slope_of(line, chosen.members);
    std::optional<WeightBreak> out;
    for (double at = end; at != 0;) {
        const auto moved = select(portfolio.with_scores(moved_scores(portfolio, line, at)), {.node_limit = node_limit});
        if (moved.state != Selection::State::optimal) return std::nullopt;
        const auto other = portfolio.value(moved.best.members), other_slope = slope_of(line, moved.best.members);
        const auto lead = (other + at * other_slope) - (value + at * slope);
        // Scores are compared in steps, half of one lost per candidate.
        const auto rounding = moved.step * static_cast<double>(moved.best.members.size() + chosen.members.size() + 2);
        if (lead <= rounding) break;
        const auto crossing = (value - other) / (other_slope - slope);
        if (!(std::fabs(crossing) < std::fabs(at))) break;
        out = {.criterion = line.criterion, .change = crossing, .set = moved.best};
        // A set found at 0 already is as good there; the chosen one wins by the order of candidates only.
        at = crossing * end > 0 ? crossing : 0;
        out->change = at;
    }
    return out;
}

} // namespace

std::vector<WeightLine> weight_lines(const CandidateTable& normalised, std::span<const double> weights,
                                     std::span<const std::string> criteria)
{
    assert(weights.size() == normalised.columns() && criteria.size() == weights.size());
    std::vector<WeightLine> out;
    for (std::size_t j = 0; j < weights.size(); ++j) {
        WeightLine line{.criterion = criteria[j], .weight = weights[j], .slopes = {}};
        const auto rest = 1 - weights[j];
        for (std::size_t i = 0; i < normalised.rows(); ++i) {
            double others = 0;
            for (std::size_t k = 0; k < weights.size(); ++k) {
                if (k == j) continue;
                const auto share = rest > 1e-12 ? weights[k] / rest : 1 / static_cast<double>(weights.size() - 1);
                if (share > 0) others += share * normalised.at(i, k);
            }
            const auto slope = normalised.at(i, j) - others;
            line.slopes.push_back(std::isnan(slope) ? 0 : slope);
        }
        out.push_back(std::move(line));
    }
    return out;
}

std::vector<WeightBreak> weight_breaks(const Portfolio& portfolio, const Selection& selection,
                                       std::span<const WeightLine> lines, const SelectionOptions& options)
{
    std::vector<WeightBreak> out;
    if (selection.state != Selection::State::optimal) return out;
    for (const auto& line : lines)
        for (const double end : {-line.weight, 1 - line.weight})
            if (auto found = first_break(portfolio, selection.best, line, end, options.node_limit))
                out.push_back(std::move(*found));
    std::ranges::stable_sort(out, {}, [](const WeightBreak& b) { return std::fabs(b.change); });
    return out;
}

std::optional<double> weight_to_draw_level(std::span<const double> lead, std::span<const double> weights, double apart)
{
    assert(lead.size() == weights.size() && !lead.empty());
    constexpr double rounding = 1e-12;
    double gap = apart;
    for (std::size_t j = 0; j < weights.size(); ++j) gap += weights[j] * lead[j];
    const auto least = std::ranges::min(lead);
    if (gap <= 0) return 0;
    std::vector<std::size_t> order(weights.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::ranges::stable_sort(order, [&](std::size_t a, std::size_t b) { return lead[a] > lead[b]; });
    double moved = 0;
    for (const auto j : order) {
        const auto per_unit = lead[j] - least;
        if (per_unit <= 0) break;
        if (per_unit * weights[j] >= gap - rounding) return moved + gap / per_unit;
        gap -= per_unit * weights[j];
        moved += weights[j];
    }
    return std::nullopt;
}

} // namespace peaksite
