#pragma once

#include <span>
#include <vector>

namespace peaksite {

std::vector<double> equal_weights(std::size_t count);

/// One set of weights among those that are combined, and its share.
struct WeightPart {
    std::vector<double> weights;
    double share = 1;
};

/// Σ share · w / Σ share: additive combination, for example of AHP and entropy at 0.5 each.
std::vector<double> combined_weights(std::span<const WeightPart> parts);

} // namespace peaksite
