#pragma once

#include "model/pilots/score_sampler.hpp"
#include "model/pilots/weight_space.hpp"

#include <string>
#include <vector>

namespace peaksite {

/// A comparison whose weights and values are both uncertain.
struct SmaaInput {
    ValueIntervals values;
    std::vector<ValueFunction> functions;
    WeightSpace weights;
};

struct SmaaOptions {
    std::uint32_t draws = 10'000;
    std::uint32_t confidence_draws = 1'000;
    unsigned threads = 1;
    std::uint64_t seed = 20'230'821;
};

/// Stochastic multicriteria acceptability analysis (Lahdelma, Hokkanen, Salminen 1998; domain 3.10.6) by weighted sums.
/// Rows are candidates as in the input; NaN for those that lack a value. Candidates of equal score share the places
/// they take up: each of k that are level for the last r places of a quota is within it in r/k of the draw. Same bits
/// for any number of threads.
struct SmaaResult {
    std::uint32_t draws = 0;
    std::uint32_t confidence_draws = 0;
    CandidateTable acceptability; ///< share of draws at rank 1, 2, … (columns)
    CandidateTable central;       ///< mean of the weights for which the candidate is first; NaN where it never is
    std::vector<double>
        confidence;               ///< how often it is first with its central weights and uncertain values; NaN likewise
    CandidateTable winning;       ///< share of draws in which the row ranks before the column; NaN on the diagonal
    std::vector<double> expected; ///< mean score

    /// Share of draws in which the candidate is among the first `places`: 入选稳定性 under a plain quota. A frequency
    /// over samples, not a probability of approval.
    double within(std::size_t candidate, std::size_t places) const;
};

SmaaResult smaa(const SmaaInput& input, const SmaaOptions& options);

/// Standard error of a share p of n draws: √(p(1 - p)/n).
double sampling_error(double p, std::uint32_t draws);

} // namespace peaksite
