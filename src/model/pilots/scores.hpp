#pragma once

#include "model/pilots/candidate_table.hpp"
#include "model/pilots/criterion.hpp"

#include <span>
#include <vector>

namespace peaksite {

/// Scores by candidate, more is better. A candidate that lacks a value of a criterion of weight above 0 has no score
/// (NaN) and takes no part in what the others are compared with; weights follow the columns and sum to 1.

/// Σ w x of normalised values (domain 3.10.1): the default.
std::vector<double> weighted_sum(const CandidateTable& normalised, std::span<const double> weights);

/// Π x^w of normalised values: one 0 makes the score 0.
std::vector<double> weighted_product(const CandidateTable& normalised, std::span<const double> weights);

/// OWA: the normalised values of a candidate from best to worst, weighed by place: (1, 0, …) is the best value, (…, 0,
/// 1) the worst, equal weights the mean. The criteria themselves are not weighed; every value is needed.
std::vector<double> ordered_average(const CandidateTable& normalised, std::span<const double> place_weights);

/// TOPSIS of raw values (domain 3.10.5): columns over their norm, weighed; distances D⁺ to the best and D⁻ to the worst
/// value of each column; D⁻/(D⁺ + D⁻) in [0, 1]. A column of zeros is dropped; where all candidates are alike: 0.5.
std::vector<double> topsis(const CandidateTable& values, std::span<const Criterion> criteria,
                           std::span<const double> weights);

} // namespace peaksite
