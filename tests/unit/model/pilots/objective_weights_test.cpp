#include "model/pilots/objective_weights.hpp"

#include "base/error.hpp"
#include "model/pilots/normalise.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <cmath>
#include <numeric>

namespace peaksite {
namespace {

std::vector<std::string> ids(std::size_t count)
{
    std::vector<std::string> out;
    for (std::size_t j = 0; j < count; ++j) out.push_back("k" + std::to_string(j));
    return out;
}

void expect_near(const std::vector<double>& found, const std::vector<double>& truth, double tolerance)
{
    ASSERT_EQ(found.size(), truth.size());
    for (std::size_t i = 0; i < truth.size(); ++i) EXPECT_NEAR(found[i], truth[i], tolerance) << "at " << i;
}

// Published by Xu 2004.
TEST(EntropyWeights, AgreeWithThePublishedExample)
{
    const CandidateTable values{{30, 30, 38, 29}, {19, 54, 86, 29}, {19, 15, 85, 28.9}, {68, 70, 60, 29}};
    const auto found = entropy_weights(values, ids(4), EntropyPreparation::as_given);
    expect_near(found.weights, {0.4629522868993801, 0.39920354898959204, 0.13784085613853284, 3.307972495039232e-06},
                1e-12);
}

TEST(EntropyWeights, RefuseNegativeValuesUnlessTheyArePrepared)
{
    const CandidateTable values{{-1, 2}, {3, 4}, {5, 7}};
    try {
        entropy_weights(values, ids(2), EntropyPreparation::as_given);
        FAIL();
    } catch (const UsageError& error) {
        EXPECT_EQ(error.faults()[0].what.english(), "entropy weights need values of 0 and more; 'k0' goes down to -1");
    }
    const CandidateTable shifted{{0, 2}, {4, 4}, {6, 7}}, whole{{0, 0}, {4, 2}, {6, 5}};
    const auto weights = [](const CandidateTable& table, EntropyPreparation preparation) {
        return entropy_weights(table, ids(2), preparation).weights;
    };
    expect_near(weights(values, EntropyPreparation::shifted), weights(shifted, EntropyPreparation::as_given), 1e-15);
    expect_near(weights(values, EntropyPreparation::min_max), weights(whole, EntropyPreparation::as_given), 1e-15);
}

TEST(EntropyWeights, ConstantColumnsWeighNothing)
{
    const auto found = entropy_weights({{1, 5}, {2, 5}, {3, 5}}, ids(2), EntropyPreparation::as_given);
    EXPECT_EQ(found.weights, (std::vector<double>{1, 0}));
    EXPECT_EQ(found.constant, std::vector<std::size_t>{1});
    const auto none = entropy_weights({{0, 5}, {0, 5}}, ids(2), EntropyPreparation::as_given);
    EXPECT_TRUE(none.equal_by_default);
    EXPECT_EQ(none.weights, (std::vector<double>{0.5, 0.5}));
}

TEST(EntropyWeights, UseCandidatesWithoutGaps)
{
    const auto found = entropy_weights({{1, 5}, {2, std::nan("")}, {3, 9}}, ids(2), EntropyPreparation::as_given);
    EXPECT_EQ(found.candidates, 2U);
    expect_near(found.weights, entropy_weights({{1, 5}, {3, 9}}, ids(2), EntropyPreparation::as_given).weights, 0);
}

CandidateTable published()
{
    return {
        {5000, 3, 3, 4, 3, 2}, {680, 5, 3, 2, 2, 1}, {2000, 3, 2, 3, 4, 3}, {600, 4, 3, 1, 2, 2}, {800, 2, 4, 3, 3, 4}};
}

std::vector<Criterion> six(Direction first)
{
    std::vector<Criterion> out;
    for (const auto& id : ids(6)) out.push_back({.id = id});
    out[0].direction = first;
    return out;
}

// Published by Tuş and Aytaç Adalı 2019, with every criterion a benefit; the price as a cost changes the weights.
TEST(CriticWeights, AgreeWithThePublishedExample)
{
    const auto benefit = critic_weights(normalise(published(), six(Direction::benefit)).values);
    expect_near(benefit.weights,
                {0.15700343204153297, 0.2494892431636414, 0.16767524919269677, 0.12110022243022368, 0.15409929158594757,
                 0.15063256158595753},
                1e-12);
    const auto cost = critic_weights(normalise(published(), six(Direction::cost)).values);
    expect_near(cost.weights,
                {0.18406640733144122, 0.21302897851094368, 0.14221416232050307, 0.158300641222839, 0.16838222128267458,
                 0.13400758933159843},
                1e-12);
}

TEST(CriticWeights, ConstantColumnsWeighNothingAndOnesThatAgreeAreEqual)
{
    const auto found = critic_weights({{0, 0.5, 1}, {0.5, 0.5, 0}, {1, 0.5, 0.2}});
    EXPECT_EQ(found.weights[1], 0);
    EXPECT_EQ(found.constant, std::vector<std::size_t>{1});
    EXPECT_TRUE(critic_weights({{0, 0}, {0.5, 0.5}, {1, 1}}).equal_by_default);
}

RC_GTEST_PROP(ObjectiveWeights, SumToOneAndAreNotNegative, ())
{
    CandidateTable values{5, 3};
    for (std::size_t i = 0; i < 5; ++i)
        for (std::size_t j = 0; j < 3; ++j) values.at(i, j) = *rc::gen::inRange(0, 20);
    const auto entropy = entropy_weights(values, ids(3), EntropyPreparation::as_given).weights;
    std::vector<Criterion> criteria;
    for (const auto& id : ids(3)) criteria.push_back({.id = id});
    const auto critic = critic_weights(normalise(values, criteria).values).weights;
    for (const auto* weights : {&entropy, &critic}) {
        for (const double w : *weights) RC_ASSERT(w >= 0);
        RC_ASSERT(std::fabs(std::accumulate(weights->begin(), weights->end(), 0.) - 1) < 1e-12);
    }
}

} // namespace
} // namespace peaksite
