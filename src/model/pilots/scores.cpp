#include "model/pilots/scores.hpp"

#include "model/pilots/normalise.hpp"

#include <algorithm>
#include <cassert>
#include <cmath>
#include <functional>

namespace peaksite {

namespace {

template <class Score>
std::vector<double> each_complete(const CandidateTable& values, std::span<const double> weights, Score score)
{
    const auto rows = complete_rows(values, weights);
    std::vector<double> out;
    for (const auto i : rows) out.push_back(score(values.row(i)));
    return scattered(out, rows, values.rows());
}

// The column as TOPSIS compares it: over its norm, weighed, turned so that more is better.
std::vector<double> weighed_column(const CandidateTable& values, std::size_t j, const Criterion& criterion,
                                   double weight)
{
    auto column = values.column(j);
    for (auto& x : column) x = measured(criterion, x);
    column = scaled(column, ColumnScaling::vector);
    const double sign = criterion.direction == Direction::benefit ? 1 : -1;
    for (auto& x : column) x *= sign * weight;
    return column;
}

} // namespace

std::vector<double> weighted_sum(const CandidateTable& normalised, std::span<const double> weights)
{
    assert(weights.size() == normalised.columns());
    return each_complete(normalised, weights, [&](std::span<const double> row) {
        double sum = 0;
        for (std::size_t j = 0; j < row.size(); ++j)
            if (weights[j] > 0) sum += weights[j] * row[j];
        return sum;
    });
}

std::vector<double> weighted_product(const CandidateTable& normalised, std::span<const double> weights)
{
    assert(weights.size() == normalised.columns());
    return each_complete(normalised, weights, [&](std::span<const double> row) {
        double product = 1;
        for (std::size_t j = 0; j < row.size(); ++j)
            if (weights[j] > 0) product *= std::pow(std::max(row[j], 0.), weights[j]);
        return product;
    });
}

std::vector<double> ordered_average(const CandidateTable& normalised, std::span<const double> place_weights)
{
    assert(place_weights.size() == normalised.columns());
    return each_complete(normalised, {}, [&](std::span<const double> row) {
        std::vector<double> sorted{row.begin(), row.end()};
        std::ranges::sort(sorted, std::greater{});
        double sum = 0;
        for (std::size_t j = 0; j < sorted.size(); ++j) sum += place_weights[j] * sorted[j];
        return sum;
    });
}

std::vector<double> topsis(const CandidateTable& values, std::span<const Criterion> criteria,
                           std::span<const double> weights)
{
    assert(weights.size() == values.columns() && criteria.size() == values.columns());
    const auto rows = complete_rows(values, weights);
    const auto complete = rows_of(values, rows);
    std::vector<double> to_best(rows.size(), 0), to_worst(rows.size(), 0);
    for (std::size_t j = 0; j < values.columns() && !rows.empty(); ++j) {
        if (weights[j] == 0) continue;
        const auto column = weighed_column(complete, j, criteria[j], weights[j]);
        const auto [worst, best] = std::ranges::minmax(column);
        for (std::size_t i = 0; i < column.size(); ++i) {
            to_best[i] += (best - column[i]) * (best - column[i]);
            to_worst[i] += (column[i] - worst) * (column[i] - worst);
        }
    }
    std::vector<double> out;
    for (std::size_t i = 0; i < rows.size(); ++i) {
        const auto best = std::sqrt(to_best[i]), worst = std::sqrt(to_worst[i]);
        out.push_back(best + worst > 0 ? worst / (best + worst) : 0.5);
    }
    return scattered(out, rows, values.rows());
}

} // namespace peaksite
