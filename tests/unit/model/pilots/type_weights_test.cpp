#include "model/pilots/type_weights.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace peaksite {
namespace {

using testing::HasSubstr;

PilotTypePlan plan_of(const std::vector<std::string>& criteria)
{
    PilotTypePlan type{.type = "city", .weights = WeightSource::ahp};
    for (const auto& one : criteria) type.criteria.push_back({.indicator = one});
    type.ahp = AhpPlan{};
    return type;
}

TEST(JudgedWeights, OfThreeLevelsAreTheProductAlongTheWay)
{
    auto type = plan_of({"a", "b", "c", "d"});
    type.ahp->order = {"base", "d"};
    type.ahp->judges = {{{1, 4}, {0.25, 1}}};
    type.ahp->groups = {{.id = "inner", .order = {"b", "c"}, .judges = {{{1, 1}, {1, 1}}}},
                        {.id = "base", .order = {"a", "inner"}, .judges = {{{1, 3}, {1. / 3, 1}}}}};
    const auto found = judged_weights(type);
    const std::vector<double> truth{0.8 * 0.75, 0.8 * 0.25 / 2, 0.8 * 0.25 / 2, 0.2};
    for (std::size_t j = 0; j < truth.size(); ++j) EXPECT_NEAR(found.weights[j], truth[j], 1e-12) << j;
    ASSERT_EQ(found.judgements.size(), 3U);
    EXPECT_EQ(found.judgements[0].group, "");
    EXPECT_EQ(found.judgements[1].group, "base");
    EXPECT_EQ(found.judgements[2].group, "inner");
    EXPECT_THAT(found.judgements[1].items, testing::ElementsAre("a", "inner"));
}

// The second contradicts himself (CR 1.58); with three who do not the mean is consistent.
TEST(JudgedWeights, OfSeveralPeopleTellWhoContradictsHimself)
{
    auto type = plan_of({"a", "b", "c"});
    type.ahp->order = {"a", "b", "c"};
    const JudgementMatrix sound{{1, 2, 4}, {.5, 1, 2}, {.25, .5, 1}};
    type.ahp->judges = {sound, {{1, 3, .2}, {1. / 3, 1, 3}, {5, 1. / 3, 1}}, sound, sound, sound, sound, sound, sound};
    const auto found = judged_weights(type);
    ASSERT_EQ(found.judgements.size(), 9U);
    EXPECT_FALSE(found.judgements[1].result.verdict.accepted);
    EXPECT_EQ(found.judgements[1].judge, 2U);
    EXPECT_FALSE(found.judgements[1].used);
    EXPECT_TRUE(found.judgements[8].used);
    EXPECT_EQ(found.judgements[8].judge, 0U);
    EXPECT_TRUE(found.judgements[8].result.verdict.accepted);
    EXPECT_EQ(found.judgements[8].result.weights, found.weights);
    const auto doubts = doubtful_judgements(type, found);
    ASSERT_EQ(doubts.size(), 1U);
    EXPECT_THAT(doubts[0].english(), HasSubstr("expert 2 on a, b, c contradict each other: CR = 1.5845"));
}

TEST(JudgedWeights, ByGeometricMeansWhereThePlanSaysSo)
{
    auto type = plan_of({"a", "b", "c", "d"});
    type.ahp->order = {"a", "b", "c", "d"};
    type.ahp->judges = {{{1, 5, 3, 2}, {.2, 1, .5, .25}, {1. / 3, 2, 1, .5}, {.5, 4, 2, 1}}};
    const auto eigenvector = judged_weights(type).weights;
    type.ahp->by = AhpPlan::By::geometric_mean;
    const auto means = judged_weights(type).weights;
    EXPECT_NEAR(eigenvector[0], 0.477290504574385, 1e-12);
    EXPECT_NEAR(means[0], 0.4764519758520715, 1e-12);
}

// A plan with faults is looked at too: it must not hang.
TEST(JudgedWeights, OfAGroupWithinItselfEnd)
{
    auto type = plan_of({"a", "b"});
    type.ahp->order = {"g", "a"};
    type.ahp->judges = {{{1, 1}, {1, 1}}};
    type.ahp->groups = {{.id = "g", .order = {"g", "b"}, .judges = {{{1, 1}, {1, 1}}}}};
    EXPECT_NEAR(judged_weights(type).weights[1], 0.25, 1e-12);
}

} // namespace
} // namespace peaksite
