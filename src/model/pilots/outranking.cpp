#include "model/pilots/outranking.hpp"

#include <algorithm>
#include <cassert>
#include <cmath>

namespace peaksite {

namespace {

CandidateTable oriented_rows(const CandidateTable& values, std::span<const Criterion> criteria,
                             std::span<const std::size_t> rows)
{
    auto out = rows_of(values, rows);
    for (std::size_t i = 0; i < out.rows(); ++i)
        for (std::size_t j = 0; j < out.columns(); ++j) out.at(i, j) = oriented(criteria[j], out.at(i, j));
    return out;
}

// (x - low)/(high - low), or 0 where that is not a number.
double relative(double x, double low, double high) { return high > low ? (x - low) / (high - low) : 0; }

void add_regret(std::span<const double> column, double weight, Vikor& out)
{
    const auto [worst, best] = std::ranges::minmax(column);
    for (std::size_t i = 0; i < column.size(); ++i) {
        const auto regret = weight * (best > worst ? (best - column[i]) / (best - worst) : 0);
        out.s[i] += regret;
        out.r[i] = std::max(out.r[i], regret);
    }
}

// Opricovic and Tzeng 2004: all up to the first with an acceptable advantage; the first two where only stability lacks.
void judge(Vikor& out)
{
    std::vector<std::size_t> order(out.q.size());
    for (std::size_t i = 0; i < order.size(); ++i) order[i] = i;
    std::ranges::stable_sort(order, {}, [&](std::size_t i) { return out.q[i]; });
    const auto first = order.front();
    const auto step = order.size() > 1 ? 1 / static_cast<double>(order.size() - 1) : 0;
    out.advantage = order.size() == 1 || out.q[order[1]] - out.q[first] >= step;
    out.stable = out.s[first] == std::ranges::min(out.s) || out.r[first] == std::ranges::min(out.r);
    for (std::size_t k = 0; k < order.size(); ++k) {
        const bool near = out.q[order[k]] - out.q[first] < step;
        if (k == 0 || (!out.advantage && near) || (out.advantage && !out.stable && k == 1))
            out.compromise.push_back(order[k]);
    }
}

} // namespace

double preferred(const Preference& preference, double d)
{
    using Form = Preference::Form;
    const auto& [form, q, p, s] = preference;
    if (!(d > 0)) return 0;
    switch (form) {
    case Form::usual:
        return 1;
    case Form::u_shape:
        return d > q ? 1 : 0;
    case Form::v_shape:
        return d < p ? d / p : 1;
    case Form::level:
        return d > p ? 1 : d > q ? 0.5 : 0;
    case Form::linear:
        return d <= q ? 0 : d >= p ? 1 : (d - q) / (p - q);
    case Form::gaussian:
        return 1 - std::exp(-d * d / (2 * s * s));
    }
    return 0;
}

std::vector<Preference> preferences_of(std::span<const Criterion> criteria)
{
    std::vector<Preference> out;
    for (const auto& one : criteria) out.push_back(one.preference);
    return out;
}

OutrankingFlows promethee(const CandidateTable& values, std::span<const Criterion> criteria,
                          std::span<const double> weights, std::span<const Preference> preferences)
{
    assert(preferences.size() == values.columns() && weights.size() == values.columns());
    const auto rows = complete_rows(values, weights);
    const auto x = oriented_rows(values, criteria, rows);
    std::vector<double> positive(rows.size(), 0), negative(rows.size(), 0), net(rows.size(), 0);
    const auto others = static_cast<double>(std::max<std::size_t>(rows.size(), 2) - 1);
    for (std::size_t a = 0; a < rows.size(); ++a)
        for (std::size_t b = 0; b < rows.size(); ++b) {
            double total = 0;
            for (std::size_t j = 0; j < weights.size(); ++j)
                if (weights[j] > 0) total += weights[j] * preferred(preferences[j], x.at(a, j) - x.at(b, j));
            positive[a] += total / others;
            negative[b] += total / others;
        }
    for (std::size_t a = 0; a < rows.size(); ++a) net[a] = positive[a] - negative[a];
    const auto placed = [&](std::span<const double> flows) { return scattered(flows, rows, values.rows()); };
    return {.positive = placed(positive), .negative = placed(negative), .net = placed(net)};
}

Vikor vikor(const CandidateTable& values, std::span<const Criterion> criteria, std::span<const double> weights,
            double v)
{
    const auto rows = complete_rows(values, weights);
    Vikor out;
    out.s.assign(rows.size(), 0);
    out.r.assign(rows.size(), 0);
    if (!rows.empty()) {
        const auto x = oriented_rows(values, criteria, rows);
        for (std::size_t j = 0; j < weights.size(); ++j)
            if (weights[j] > 0) add_regret(x.column(j), weights[j], out);
        const auto [s_low, s_high] = std::ranges::minmax(out.s);
        const auto [r_low, r_high] = std::ranges::minmax(out.r);
        for (std::size_t i = 0; i < rows.size(); ++i)
            out.q.push_back(v * relative(out.s[i], s_low, s_high) + (1 - v) * relative(out.r[i], r_low, r_high));
        judge(out);
    }
    for (auto& i : out.compromise) i = rows[i];
    for (auto* list : {&out.s, &out.r, &out.q}) *list = scattered(*list, rows, values.rows());
    return out;
}

} // namespace peaksite
