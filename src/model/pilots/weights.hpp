#pragma once

#include <span>
#include <vector>

namespace peaksite {

std::vector<double> equal_weights(std::size_t count);

/// Scaled to sum 1; equal ones where they sum to 0.
std::vector<double> scaled_weights(std::vector<double> weights);

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
