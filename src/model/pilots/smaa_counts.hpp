#pragma once

#include "model/pilots/score_sampler.hpp"
#include "model/pilots/weight_space.hpp"

#include <cstdint>
#include <span>
#include <vector>

namespace peaksite {

/// What draws add up to. Whole numbers throughout, so that their order cannot matter: weights in steps of 2⁻⁴⁰, scores
/// of 2⁻³² (exact for 2²² draws of scores below 2⁸), shares of a place in steps of 1/`place_steps`. Candidates of equal
/// score share the places that they take up: each of k has 1/k of every one of them, of being first, and half of every
/// pair.
class SmaaCounts {
public:
    SmaaCounts() = default;
    SmaaCounts(std::size_t candidates, std::size_t criteria);

    /// Steps of a place: any number up to 30 of candidates shares one exactly, and 2²² draws do not overflow.
    static constexpr std::uint64_t place_steps = 2'329'089'562'800;
    /// Places of so many steps; whole ones to the last bit.
    static double places(std::uint64_t steps);

    /// One draw: the scores, the candidates from best to worst (equal ones in any order), the weights.
    void add(std::span<const double> scores, std::span<const std::uint32_t> order, std::span<const double> weights);
    void merge(const SmaaCounts& other);

    /// Draws, with the shares of draws, in which the candidate is at the rank, and in which `a` comes before `b`.
    double at_rank(std::size_t candidate, std::size_t rank) const;
    double before(std::size_t a, std::size_t b) const;
    double weight_sum(std::size_t candidate, std::size_t criterion) const;
    double score_sum(std::size_t candidate) const;

    bool operator==(const SmaaCounts&) const = default;

private:
    /// The candidates order[from] to order[to - 1] have one score.
    void share(std::span<const std::uint32_t> order, std::size_t from, std::size_t to);
    void add_first(std::span<const std::uint32_t> firsts, std::span<const double> weights);

    std::size_t m_candidates = 0;
    std::size_t m_criteria = 0;
    std::vector<std::uint32_t> m_ranks, m_before, m_rank_of;
    std::vector<std::uint64_t> m_shared; // steps of places, candidate by rank; empty while no scores are equal
    std::vector<std::uint32_t> m_level;  // draws in which two have one score; likewise
    std::vector<std::int64_t> m_weights, m_scores;
};

} // namespace peaksite
