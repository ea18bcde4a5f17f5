#pragma once

#include "model/pilots/candidate_table.hpp"
#include "model/pilots/criterion.hpp"
#include "plan/policy.hpp"

#include <span>
#include <vector>

namespace peaksite {

/// How much a difference between two candidates is preferred, 0 to 1 (the six forms of domain 3.10.5).
double preferred(const Preference& preference, double difference);

/// Those of the criteria.
std::vector<Preference> preferences_of(std::span<const Criterion> criteria);

/// PROMETHEE II (domain 3.10.5, example E29) by candidate: φ⁺ and φ⁻ over m - 1, φ = φ⁺ - φ⁻ with Σφ = 0. NaN for
/// candidates that lack a value. One candidate alone has flows of 0.
struct OutrankingFlows {
    std::vector<double> positive;
    std::vector<double> negative;
    std::vector<double> net;
};
OutrankingFlows promethee(const CandidateTable& values, std::span<const Criterion> criteria,
                          std::span<const double> weights, std::span<const Preference> preferences);

/// VIKOR (domain 3.10.5) by candidate; smaller is better. S: weighed regret, R: the largest single one, Q their
/// compromise.
struct Vikor {
    std::vector<double> s, r, q;
    std::vector<std::size_t> compromise; ///< candidates that cannot be told from the best, best first
    bool advantage = false;              ///< Q of the second is larger by at least 1/(m - 1)
    bool stable = false;                 ///< the best by Q is also best by S or R
};
/// `v` weighs the group (S) against the single regret (R).
Vikor vikor(const CandidateTable& values, std::span<const Criterion> criteria, std::span<const double> weights,
            double v = 0.5);

} // namespace peaksite
