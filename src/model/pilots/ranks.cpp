#include "model/pilots/ranks.hpp"

#include "base/known.hpp"

#include <algorithm>
#include <cassert>
#include <cmath>

namespace peaksite {

namespace {

double quantised(double score) { return std::round(score / score_quantum); }

struct RankPair {
    std::vector<double> a, b;
};

// Mid-ranks of the candidates that have both scores.
RankPair common_ranks(std::span<const double> a, std::span<const double> b)
{
    assert(a.size() == b.size());
    RankPair scores;
    for (std::size_t i = 0; i < a.size(); ++i) {
        if (std::isnan(a[i]) || std::isnan(b[i])) continue;
        scores.a.push_back(a[i]);
        scores.b.push_back(b[i]);
    }
    return {.a = mid_ranks(scores.a), .b = mid_ranks(scores.b)};
}

} // namespace

std::vector<std::size_t> best_first(std::span<const double> scores, std::span<const std::string> keys)
{
    std::vector<std::size_t> out;
    for (std::size_t i = 0; i < scores.size(); ++i)
        if (!std::isnan(scores[i])) out.push_back(i);
    std::ranges::sort(out, [&](std::size_t a, std::size_t b) {
        const auto left = quantised(scores[a]), right = quantised(scores[b]);
        return left != right ? left > right : keys[a] < keys[b];
    });
    return out;
}

bool equal_scores(double a, double b) { return quantised(a) == quantised(b); }

std::vector<std::optional<std::size_t>> ranks(std::span<const double> scores)
{
    std::vector<std::size_t> order;
    for (std::size_t i = 0; i < scores.size(); ++i)
        if (!std::isnan(scores[i])) order.push_back(i);
    std::ranges::sort(order, std::ranges::greater{}, [&](std::size_t i) { return quantised(scores[i]); });
    std::vector<std::optional<std::size_t>> out(scores.size());
    for (std::size_t k = 0; k < order.size(); ++k)
        out[order[k]] = k > 0 && equal_scores(scores[order[k]], scores[order[k - 1]]) ? out[order[k - 1]] : k + 1;
    return out;
}

std::vector<double> mid_ranks(std::span<const double> scores)
{
    std::vector<double> out;
    for (const double score : scores) {
        double better = 0, equal = 0;
        for (const double other : scores) {
            better += quantised(other) > quantised(score) ? 1 : 0;
            equal += quantised(other) == quantised(score) ? 1 : 0;
        }
        out.push_back(std::isnan(score) ? no_value : better + (equal + 1) / 2);
    }
    return out;
}

double spearman(std::span<const double> a, std::span<const double> b)
{
    const auto [r, q] = common_ranks(a, b);
    const auto mean = (static_cast<double>(r.size()) + 1) / 2;
    double rq = 0, rr = 0, qq = 0;
    for (std::size_t i = 0; i < r.size(); ++i) {
        rq += (r[i] - mean) * (q[i] - mean);
        rr += (r[i] - mean) * (r[i] - mean);
        qq += (q[i] - mean) * (q[i] - mean);
    }
    return rr > 0 && qq > 0 ? rq / std::sqrt(rr * qq) : no_value;
}

double weighted_spearman(std::span<const double> a, std::span<const double> b)
{
    const auto [r, q] = common_ranks(a, b);
    const auto n = static_cast<double>(r.size());
    if (n < 2) return no_value;
    double sum = 0;
    for (std::size_t i = 0; i < r.size(); ++i) sum += (r[i] - q[i]) * (r[i] - q[i]) * ((n - r[i] + 1) + (n - q[i] + 1));
    return 1 - 6 * sum / (n * n * n * n + n * n * n - n * n - n);
}

double kendall_tau_b(std::span<const double> a, std::span<const double> b)
{
    const auto [r, q] = common_ranks(a, b);
    double concord = 0, told_r = 0, told_q = 0;
    const auto sign = [](double x) { return x > 0 ? 1. : x < 0 ? -1. : 0.; };
    for (std::size_t i = 0; i < r.size(); ++i)
        for (std::size_t j = 0; j < i; ++j) {
            const auto dr = sign(r[i] - r[j]), dq = sign(q[i] - q[j]);
            concord += dr * dq;
            told_r += dr * dr;
            told_q += dq * dq;
        }
    return told_r > 0 && told_q > 0 ? concord / std::sqrt(told_r * told_q) : no_value;
}

double rank_similarity(std::span<const double> a, std::span<const double> b)
{
    const auto [r, q] = common_ranks(a, b);
    const auto n = static_cast<double>(r.size());
    if (n < 2) return no_value;
    double sum = 0;
    for (std::size_t i = 0; i < r.size(); ++i)
        sum += std::exp2(-r[i]) * std::fabs(r[i] - q[i]) / std::max(r[i] - 1, n - r[i]);
    return 1 - sum;
}

std::vector<RankReversal> rank_reversals(const CandidateTable& values,
                                         const std::function<std::vector<double>(const CandidateTable&)>& score)
{
    const auto before = ranks(score(values));
    std::vector<RankReversal> out;
    for (std::size_t removed = 0; removed < values.rows(); ++removed) {
        std::vector<std::size_t> rest;
        for (std::size_t i = 0; i < values.rows(); ++i)
            if (i != removed) rest.push_back(i);
        const auto after = ranks(score(rows_of(values, rest)));
        for (std::size_t up = 0; up < rest.size(); ++up)
            for (std::size_t down = 0; down < rest.size(); ++down) {
                const auto &risen = before[rest[up]], &fallen = before[rest[down]];
                if (!after[up] || !after[down] || !risen || !fallen) continue;
                if (*after[up] < *after[down] && *risen > *fallen)
                    out.push_back({.removed = removed, .risen = rest[up], .fallen = rest[down]});
            }
    }
    return out;
}

} // namespace peaksite
