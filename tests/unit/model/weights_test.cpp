#include "model/weights.hpp"

#include "base/error.hpp"

#include <gtest/gtest.h>

namespace peaksite {
namespace {

const std::vector<std::string> criteria{"nonfossil_share", "e_intensity", "elec_share"};

std::vector<Fault> faults_of(const std::vector<NamedWeight>& given)
{
    try {
        given_weights(given, criteria);
    } catch (const UsageError& error) {
        return error.faults();
    }
    return {};
}

TEST(GivenWeights, ComeInTheOrderOfTheCriteria)
{
    const auto weights = given_weights(
        std::vector<NamedWeight>{{"elec_share", 0.2}, {"nonfossil_share", 0.5}, {"e_intensity", 0.3}}, criteria);
    EXPECT_EQ(weights, (std::vector<double>{0.5, 0.3, 0.2}));
}

TEST(GivenWeights, ThatDoNotSumToOneAreRefusedWithTheirSum)
{
    const auto faults = faults_of({{"elec_share", 0.2}, {"nonfossil_share", 0.5}, {"e_intensity", 0.31}});
    ASSERT_EQ(faults.size(), 1U);
    EXPECT_EQ(faults[0].what.english(), "the weights sum to 1.01, not to 1");
    EXPECT_TRUE(faults_of({{"elec_share", 0.2}, {"nonfossil_share", 0.5}, {"e_intensity", 0.3 + 5e-7}}).empty());
}

TEST(GivenWeights, AllFaultsAreNamedAtOnce)
{
    const auto faults =
        faults_of({{"nonfosil_share", 0.5}, {"e_intensity", -0.1}, {"elec_share", 0.3}, {"elec_share", 0.3}});
    ASSERT_EQ(faults.size(), 4U);
    EXPECT_EQ(faults[0].hint.english(), "did you mean 'nonfossil_share'?");
    EXPECT_EQ(faults[1].what.english(), "criterion 'elec_share' has two weights");
    EXPECT_EQ(faults[2].what.english(), "criterion 'nonfossil_share' has no weight");
    EXPECT_EQ(faults[3].what.english(), "the weight of 'e_intensity' is -0.1");
}

TEST(CombinedWeights, MixByTheirShares)
{
    const std::vector<WeightPart> parts{{.weights = {0.8, 0.2}, .share = 1}, {.weights = {0.2, 0.8}, .share = 3}};
    const auto mixed = combined_weights(parts);
    EXPECT_DOUBLE_EQ(mixed[0], 0.35);
    EXPECT_DOUBLE_EQ(mixed[1], 0.65);
    const auto product =
        multiplied_weights(std::vector<WeightPart>{{.weights = {0.5, 0.5, 0}}, {.weights = {0.2, 0.6, 0.2}}});
    EXPECT_DOUBLE_EQ(product[0], 0.25);
    EXPECT_DOUBLE_EQ(product[1], 0.75);
    EXPECT_EQ(product[2], 0);
    EXPECT_THROW(multiplied_weights(std::vector<WeightPart>{{.weights = {1, 0}}, {.weights = {0, 1}}}), UsageError);
}

} // namespace
} // namespace peaksite
