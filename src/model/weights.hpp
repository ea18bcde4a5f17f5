#pragma once

#include <span>
#include <string>
#include <vector>

namespace peaksite {

/// A weight as the plan or a table gives it.
struct NamedWeight {
    std::string criterion;
    double weight = 0;
};

/// Given weights must sum to 1 within this.
inline constexpr double weight_sum_tolerance = 1e-6;

/// The given weights in the order of `criteria`. UsageError with all faults at once: an unknown criterion (with the
/// nearest known one), one given twice or not at all, a weight below 0 or not finite, a sum that is not 1 (with the
/// sum).
std::vector<double> given_weights(std::span<const NamedWeight> given, std::span<const std::string> criteria);

std::vector<double> equal_weights(std::size_t count);

/// One set of weights among those that are combined, and its share.
struct WeightPart {
    std::vector<double> weights;
    double share = 1;
};

/// Σ share · w / Σ share: additive combination, for example of AHP and entropy at 0.5 each.
std::vector<double> combined_weights(std::span<const WeightPart> parts);

/// Π w^share, scaled to sum 1: multiplicative combination; a criterion that one part gives 0 stays 0. UsageError where
/// no criterion is left.
std::vector<double> multiplied_weights(std::span<const WeightPart> parts);

} // namespace peaksite
