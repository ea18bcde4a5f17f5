#include "model/pilots/weights.hpp"

#include "base/error.hpp"

#include <cassert>
#include <cmath>
#include <numeric>

namespace peaksite {

std::vector<double> equal_weights(std::size_t count)
{
    return std::vector<double>(count, 1 / static_cast<double>(count));
}

std::vector<double> scaled_weights(std::vector<double> weights)
{
    const double sum = std::accumulate(weights.begin(), weights.end(), 0.0);
    if (!(sum > 0)) return equal_weights(weights.size());
    for (auto& one : weights) one /= sum;
    return weights;
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

std::vector<double> multiplied_weights(std::span<const WeightPart> parts)
{
    assert(!parts.empty());
    std::vector<double> out(parts.front().weights.size(), 1);
    for (const auto& [weights, share] : parts)
        for (std::size_t j = 0; j < out.size(); ++j) out[j] *= std::pow(weights[j], share);
    const double sum = std::accumulate(out.begin(), out.end(), 0.0);
    if (!(sum > 0))
        throw UsageError{text("the combined weights are all 0: every criterion has weight 0 in one of the parts")};
    for (auto& weight : out) weight /= sum;
    return out;
}

} // namespace peaksite
