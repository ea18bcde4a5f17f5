#include "model/pilots/weigh_criteria.hpp"

#include <gtest/gtest.h>

namespace peaksite {
namespace {

// Papathanasiou and Ploskas 2018: six alternatives, four criteria, weights .4, .3, .1, .2.
const CandidateTable values{{8, 7, 2, 1}, {5, 3, 7, 5}, {7, 5, 6, 4}, {9, 9, 7, 3}, {11, 10, 3, 7}, {6, 9, 5, 4}};
const std::vector<double> given{.4, .3, .1, .2};
const std::vector<double> entropy{0.11070524535792191, 0.2238726718278925, 0.27424568210884664, 0.39117640070533893};

std::vector<double> weights_by(const CombinationPlan& combine)
{
    PilotPlan plan;
    PilotTypePlan type{.type = "city", .weights = WeightSource::combined, .combine = combine};
    TypeComparison out;
    out.type = "city";
    for (std::size_t j = 0; j < given.size(); ++j) {
        const auto id = "k" + std::to_string(j);
        type.criteria.push_back({.indicator = id, .weight = given[j]});
        out.criteria.push_back({.criterion = {.id = id}, .indicator = j, .weight = given[j], .note = {}});
    }
    weigh_criteria(plan, type, values, values, out);
    std::vector<double> weights;
    for (const auto& one : out.criteria) weights.push_back(one.weight);
    return weights;
}

void expect_weights(const CombinationPlan& combine, const std::vector<double>& truth)
{
    const auto found = weights_by(combine);
    for (std::size_t j = 0; j < truth.size(); ++j) EXPECT_NEAR(found[j], truth[j], 1e-12) << j;
}

constexpr auto by_entropy = WeightSource::entropy;

TEST(WeighCriteria, AddsMultipliesOrTakesGeometricMeans)
{
    using By = CombinationPlan::By;
    expect_weights({.parts = {WeightSource::given, by_entropy}},
                   {0.25535262267896097, 0.26193633591394627, 0.18712284105442334, 0.2955882003526695});
    expect_weights({.parts = {WeightSource::given, by_entropy}, .by = By::product},
                   {0.20396745124040158, 0.30935348723189376, 0.12632010482560224, 0.3603589567021024});
    expect_weights({.parts = {WeightSource::given, by_entropy}, .by = By::geometric_mean},
                   {0.23000708896438415, 0.2832619854905036, 0.18100768985340362, 0.3057232356917087});
}

TEST(WeighCriteria, SharesWeighTheParts)
{
    std::vector<double> truth;
    for (std::size_t j = 0; j < given.size(); ++j) truth.push_back(0.75 * given[j] + 0.25 * entropy[j]);
    expect_weights({.parts = {WeightSource::given, by_entropy}, .shares = {3, 1}}, truth);
}

TEST(WeighCriteria, AProductOfEqualWeightsChangesNothing)
{
    expect_weights({.parts = {WeightSource::given, WeightSource::equal}, .by = CombinationPlan::By::product}, given);
}

} // namespace
} // namespace peaksite
