#include "model/pilots/smaa_counts.hpp"

#include "base/clones.hpp"

#include <algorithm>
#include <cmath>
#include <functional>

namespace peaksite {

namespace {

constexpr double weight_quantum = 0x1p-40, score_sum_quantum = 0x1p-32;

PEAKSITE_CLONES
void count_before(const std::uint32_t* ranks, std::size_t n, std::uint32_t* __restrict before)
{
    for (std::size_t a = 0; a < n; ++a) {
        const auto rank = ranks[a];
        auto* __restrict row = before + a * n;
        for (std::size_t b = 0; b < n; ++b) row[b] += rank < ranks[b] ? 1U : 0U;
    }
}

template <class T>
void add_all(std::vector<T>& sums, const std::vector<T>& others)
{
    sums.resize(std::max(sums.size(), others.size()), 0); // lists that only equal scores need
    std::transform(others.begin(), others.end(), sums.begin(), sums.begin(), std::plus{});
}

} // namespace

SmaaCounts::SmaaCounts(std::size_t candidates, std::size_t criteria)
    : m_candidates(candidates), m_criteria(criteria), m_ranks(candidates * candidates, 0),
      m_before(candidates * candidates, 0), m_rank_of(candidates, 0), m_weights(candidates * criteria, 0),
      m_scores(candidates, 0)
{}

void SmaaCounts::add(std::span<const double> scores, std::span<const std::uint32_t> order,
                     std::span<const double> weights)
{
    std::size_t firsts = 0; // candidates that share the first place
    for (std::size_t from = 0, to = 0; from < order.size(); from = to) {
        for (to = from + 1; to < order.size() && scores[order[to]] == scores[order[from]];) ++to;
        if (from == 0) firsts = to;
        m_rank_of[order[from]] = static_cast<std::uint32_t>(from);
        if (to > from + 1)
            share(order, from, to);
        else
            ++m_ranks[order[from] * m_candidates + from];
    }
    count_before(m_rank_of.data(), m_candidates, m_before.data());
    for (std::size_t i = 0; i < scores.size(); ++i) m_scores[i] += std::llrint(scores[i] / score_sum_quantum);
    add_first(order.first(firsts), weights);
}

void SmaaCounts::share(std::span<const std::uint32_t> order, std::size_t from, std::size_t to)
{
    m_shared.resize(m_candidates * m_candidates, 0);
    m_level.resize(m_candidates * m_candidates, 0);
    const auto steps = place_steps / (to - from);
    for (auto k = from; k < to; ++k) {
        const std::size_t one = order[k];
        m_rank_of[one] = static_cast<std::uint32_t>(from);
        for (auto other = from; other < to; ++other) {
            m_shared[one * m_candidates + other] += steps; // `other` is a rank here
            if (other != k) ++m_level[one * m_candidates + order[other]];
        }
    }
}

void SmaaCounts::add_first(std::span<const std::uint32_t> firsts, std::span<const double> weights)
{
    const auto quantum = weight_quantum * static_cast<double>(firsts.size());
    for (const auto first : firsts)
        for (std::size_t j = 0; j < weights.size(); ++j)
            m_weights[first * m_criteria + j] += std::llrint(weights[j] / quantum);
}

void SmaaCounts::merge(const SmaaCounts& other)
{
    if (other.m_candidates == 0) return;
    if (m_candidates == 0) *this = SmaaCounts{other.m_candidates, other.m_criteria};
    add_all(m_ranks, other.m_ranks);
    add_all(m_before, other.m_before);
    add_all(m_shared, other.m_shared);
    add_all(m_level, other.m_level);
    add_all(m_weights, other.m_weights);
    add_all(m_scores, other.m_scores);
    std::ranges::fill(m_rank_of, 0U); // of the last draw, no part of the counts
}

double SmaaCounts::places(std::uint64_t steps)
{
    return static_cast<double>(steps / place_steps) +
           static_cast<double>(steps % place_steps) / static_cast<double>(place_steps);
}

double SmaaCounts::at_rank(std::size_t candidate, std::size_t rank) const
{
    const auto at = candidate * m_candidates + rank;
    return m_ranks[at] + (m_shared.empty() ? 0 : places(m_shared[at]));
}

double SmaaCounts::before(std::size_t a, std::size_t b) const
{
    const auto at = a * m_candidates + b;
    return m_before[at] + (m_level.empty() ? 0 : m_level[at] / 2.);
}

double SmaaCounts::weight_sum(std::size_t candidate, std::size_t criterion) const
{
    return static_cast<double>(m_weights[candidate * m_criteria + criterion]) * weight_quantum;
}

double SmaaCounts::score_sum(std::size_t candidate) const
{
    return static_cast<double>(m_scores[candidate]) * score_sum_quantum;
}

} // namespace peaksite
