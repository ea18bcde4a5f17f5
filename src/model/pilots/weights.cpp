#include "model/pilots/weights.hpp"

#include <cassert>

namespace peaksite {

std::vector<double> equal_weights(std::size_t count)
{
    return std::vector<double>(count, 1 / static_cast<double>(count));
}

std::vector<double> combined_weights(std::span<const WeightPart> parts)
{
    assert(!parts.empty());
    std::vector<double> out(parts.front().weights.size(), 0);
    double shares = 0;
    for (const auto& [weights, share] : parts) {
        assert(weights.size() == out.size() && share >= 0);
        shares += share;
        for (std::size_t j = 0; j < out.size(); ++j) out[j] += share * weights[j];
    }
    for (auto& weight : out) weight /= shares;
    return out;
}

} // namespace peaksite
