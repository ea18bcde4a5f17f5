#pragma once

#include "model/pilots/score_sampler.hpp"
#include "model/pilots/weight_space.hpp"

#include <cstdint>
#include <span>
#include <vector>

namespace peaksite {

/// What draws add up to. Whole numbers throughout, so that their order cannot matter: weights in steps of 2⁻⁴⁰, scores
/// of 2⁻³² (exact for 2²² draws of scores below 2⁸).
class SmaaCounts {
public:
    SmaaCounts() = default;
    SmaaCounts(std::size_t candidates, std::size_t criteria);

    /// One draw: the scores, the candidates from best to worst, the weights.
    void add(std::span<const double> scores, std::span<const std::uint32_t> order, std::span<const double> weights);
    void merge(const SmaaCounts& other);

    std::uint32_t at_rank(std::size_t candidate, std::size_t rank) const
    {
        return m_ranks[candidate * m_candidates + rank];
    }
    std::uint32_t before(std::size_t a, std::size_t b) const { return m_before[a * m_candidates + b]; }
    double weight_sum(std::size_t candidate, std::size_t criterion) const;
    double score_sum(std::size_t candidate) const;

    bool operator==(const SmaaCounts&) const = default;

private:
    std::size_t m_candidates = 0;
    std::size_t m_criteria = 0;
    std::vector<std::uint32_t> m_ranks, m_before, m_rank_of;
    std::vector<std::int64_t> m_weights, m_scores;
};

} // namespace peaksite
