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
    std::ranges::transform(sums, others, sums.begin(), std::plus{});
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
    for (std::uint32_t rank = 0; rank < order.size(); ++rank) {
        ++m_ranks[order[rank] * m_candidates + rank];
        m_rank_of[order[rank]] = rank;
    }
    count_before(m_rank_of.data(), m_candidates, m_before.data());
    for (std::size_t i = 0; i < scores.size(); ++i) m_scores[i] += std::llrint(scores[i] / score_sum_quantum);
    for (std::size_t j = 0; j < weights.size() && !order.empty(); ++j)
        m_weights[order[0] * m_criteria + j] += std::llrint(weights[j] / weight_quantum);
}

void SmaaCounts::merge(const SmaaCounts& other)
{
    if (other.m_candidates == 0) return;
    if (m_candidates == 0) *this = SmaaCounts{other.m_candidates, other.m_criteria};
    add_all(m_ranks, other.m_ranks);
    add_all(m_before, other.m_before);
    add_all(m_weights, other.m_weights);
    add_all(m_scores, other.m_scores);
    std::ranges::fill(m_rank_of, 0U); // of the last draw, no part of the counts
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
