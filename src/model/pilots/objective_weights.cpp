#include "model/pilots/objective_weights.hpp"

#include "base/error.hpp"
#include "model/pilots/weights.hpp"

#include <Eigen/Dense>

#include <algorithm>
#include <cmath>

namespace peaksite {

namespace {

bool is_constant(std::span<const double> column)
{
    return std::ranges::all_of(column, [&](double x) { return x == column.front(); });
}

double sum_of(std::span<const double> column)
{
    double sum = 0;
    for (const double x : column) sum += x;
    return sum;
}

std::vector<Fault> negative_columns(const CandidateTable& values, std::span<const std::string> ids)
{
    std::vector<Fault> out;
    for (std::size_t j = 0; j < values.columns(); ++j) {
        const auto column = values.column(j);
        const auto lowest = column.empty() ? 0 : *std::ranges::min_element(column);
        if (lowest >= 0) continue;
        out.push_back(
            {.place = {},
             .key = ids[j],
             .what = text("entropy weights need values of 0 and more; '{}' goes down to {}", ids[j], number(lowest)),
             .hint = text("choose the preparation \"shifted\" or \"min-max\"; it changes the weights")});
    }
    return out;
}

std::vector<double> prepared(std::vector<double> column, EntropyPreparation preparation)
{
    const auto [low, high] = std::ranges::minmax(column);
    if (preparation == EntropyPreparation::as_given || (preparation == EntropyPreparation::shifted && low >= 0))
        return column;
    const auto width = preparation == EntropyPreparation::min_max ? high - low : 1;
    for (auto& x : column) x = (x - low) / width;
    return column;
}

// 1 - e: how much a column tells the candidates apart.
double divergence(std::span<const double> column)
{
    const auto sum = sum_of(column);
    double entropy = 0;
    for (const double x : column)
        if (x > 0) entropy -= x / sum * std::log(x / sum);
    return std::max(0., 1 - entropy / std::log(static_cast<double>(column.size())));
}

// Shares of what each column has to say; equal where none says anything.
void share_out(ObjectiveWeights& out, std::span<const double> amounts)
{
    const auto sum = sum_of(amounts);
    out.equal_by_default = !(sum > 0);
    out.weights = equal_weights(amounts.size());
    if (out.equal_by_default) return;
    for (std::size_t j = 0; j < amounts.size(); ++j) out.weights[j] = amounts[j] / sum;
}

} // namespace

ObjectiveWeights entropy_weights(const CandidateTable& values, std::span<const std::string> ids,
                                 EntropyPreparation preparation)
{
    const auto complete = rows_of(values, complete_rows(values));
    if (preparation == EntropyPreparation::as_given)
        if (auto faults = negative_columns(complete, ids); !faults.empty()) throw UsageError{std::move(faults)};
    ObjectiveWeights out{.weights = {}, .constant = {}, .candidates = complete.rows()};
    std::vector<double> amounts(values.columns(), 0);
    for (std::size_t j = 0; j < values.columns(); ++j) {
        const auto column = complete.column(j);
        if (column.empty() || is_constant(column))
            out.constant.push_back(j);
        else
            amounts[j] = divergence(prepared(column, preparation));
    }
    share_out(out, amounts);
    return out;
}

ObjectiveWeights critic_weights(const CandidateTable& normalised)
{
    const auto complete = rows_of(normalised, complete_rows(normalised));
    ObjectiveWeights out{.weights = {}, .constant = {}, .candidates = complete.rows()};
    std::vector<Eigen::ArrayXd> deviations; // from the mean, of the columns that vary
    std::vector<std::size_t> varying;
    for (std::size_t j = 0; j < normalised.columns(); ++j) {
        const auto column = complete.column(j);
        if (column.empty() || is_constant(column)) {
            out.constant.push_back(j);
            continue;
        }
        const Eigen::ArrayXd x =
            Eigen::Map<const Eigen::ArrayXd>(column.data(), static_cast<Eigen::Index>(column.size()));
        varying.push_back(j);
        deviations.emplace_back(x - x.mean());
    }
    std::vector<double> amounts(normalised.columns(), 0);
    for (std::size_t a = 0; a < varying.size(); ++a) {
        const auto spread = std::sqrt(deviations[a].square().sum());
        double conflict = 0;
        for (const auto& other : deviations)
            conflict +=
                1 - std::clamp((deviations[a] * other).sum() / (spread * std::sqrt(other.square().sum())), -1., 1.);
        // Rounding leaves about 1e-16 where all columns say the same.
        amounts[varying[a]] = conflict > 1e-12 ? spread * conflict : 0;
    }
    share_out(out, amounts);
    return out;
}

} // namespace peaksite
