#include "model/pilots/weights.hpp"

#include "base/error.hpp"

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

TEST(MultipliedWeights, AreZeroWhereOnePartIs)
{
    const auto product =
        multiplied_weights(std::vector<WeightPart>{{.weights = {0.5, 0.5, 0}}, {.weights = {0.2, 0.6, 0.2}}});
    EXPECT_DOUBLE_EQ(product[0], 0.25);
    EXPECT_DOUBLE_EQ(product[1], 0.75);
    EXPECT_EQ(product[2], 0);
    EXPECT_THROW(multiplied_weights(std::vector<WeightPart>{{.weights = {1, 0}}, {.weights = {0, 1}}}), UsageError);
}

TEST(ScaledWeights, SumToOneAndAreEqualWhereNoneIsAboveZero)
{
    EXPECT_EQ(scaled_weights({1, 3}), (std::vector<double>{0.25, 0.75}));
    EXPECT_EQ(scaled_weights({0, 0}), (std::vector<double>{0.5, 0.5}));
}

} // namespace
} // namespace peaksite
