#include "model/pilots/weights.hpp"

#include <gtest/gtest.h>

namespace peaksite {
namespace {

TEST(CombinedWeights, MixByTheirShares)
{
    const std::vector<WeightPart> parts{{.weights = {0.8, 0.2}, .share = 1}, {.weights = {0.2, 0.8}, .share = 3}};
    const auto mixed = combined_weights(parts);
    EXPECT_DOUBLE_EQ(mixed[0], 0.35);
    EXPECT_DOUBLE_EQ(mixed[1], 0.65);
}

} // namespace
} // namespace peaksite
