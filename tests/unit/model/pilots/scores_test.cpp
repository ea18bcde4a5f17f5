#include "model/pilots/scores.hpp"

#include "model/pilots/normalise.hpp"
#include "model/pilots/outranking.hpp"
#include "model/pilots/weights.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <cmath>
#include <numeric>

namespace peaksite {
namespace {

const double gap = std::nan("");

// One matrix, several methods: published by Papathanasiou and Ploskas 2018.
CandidateTable published()
{
    return {{8, 7, 2, 1}, {5, 3, 7, 5}, {7, 5, 6, 4}, {9, 9, 7, 3}, {11, 10, 3, 7}, {6, 9, 5, 4}};
}
const std::vector<double> published_weights{0.4, 0.3, 0.1, 0.2};
std::vector<Criterion> benefits(std::size_t count)
{
    std::vector<Criterion> out;
    for (std::size_t j = 0; j < count; ++j) out.push_back({.id = "k" + std::to_string(j)});
    return out;
}

TEST(Topsis, AgreesWithThePublishedExample)
{
    const auto found = topsis(published(), benefits(4), published_weights);
    const std::vector<double> truth{0.3872147109596547, 0.3271696909695866, 0.3906699868642989,
                                    0.6146603448592665, 0.8684953760646799, 0.4928483359899492};
    for (std::size_t i = 0; i < 6; ++i) EXPECT_NEAR(found[i], truth[i], 1e-12);
}

TEST(Topsis, DropsColumnsOfZerosAndKnowsCosts)
{
    auto costs = benefits(2);
    costs[0].direction = Direction::cost;
    EXPECT_EQ(topsis({{1, 0}, {3, 0}}, costs, std::vector<double>{0.5, 0.5}), (std::vector<double>{1, 0}));
    EXPECT_EQ(topsis({{0, 0}, {0, 0}}, costs, std::vector<double>{0.5, 0.5}), (std::vector<double>{0.5, 0.5}));
}

TEST(Promethee, AgreesWithThePublishedExample)
{
    const std::vector<Preference> linear(4, {.form = Preference::Form::linear, .q = 1, .p = 2});
    const auto found = promethee(published(), benefits(4), published_weights, linear);
    const std::vector<double> net{-0.26, -0.52, -0.22, 0.36, 0.70, -0.06}, positive{0.28, 0.14, 0.22, 0.52, 0.78, 0.26};
    for (std::size_t i = 0; i < 6; ++i) {
        EXPECT_NEAR(found.net[i], net[i], 1e-12);
        EXPECT_NEAR(found.positive[i], positive[i], 1e-12);
    }
    EXPECT_NEAR(std::accumulate(found.net.begin(), found.net.end(), 0.), 0, 1e-12);
}

TEST(Preference, HasTheSixForms)
{
    using Form = Preference::Form;
    const auto at = [](Form form, double d) { return preferred({.form = form, .q = 1, .p = 3, .s = 2}, d); };
    EXPECT_EQ(at(Form::usual, 0), 0);
    EXPECT_EQ(at(Form::usual, 0.1), 1);
    EXPECT_EQ(at(Form::u_shape, 1), 0);
    EXPECT_EQ(at(Form::u_shape, 1.1), 1);
    EXPECT_EQ(at(Form::v_shape, 1.5), 0.5);
    EXPECT_EQ(at(Form::v_shape, 4), 1);
    EXPECT_EQ(at(Form::level, 2), 0.5);
    EXPECT_EQ(at(Form::level, 3.5), 1);
    EXPECT_EQ(at(Form::linear, 2), 0.5);
    EXPECT_NEAR(at(Form::gaussian, 2), 1 - std::exp(-0.5), 1e-15);
    EXPECT_EQ(at(Form::gaussian, -2), 0);
}

// The matrix of the published example, worked out by hand in another program; v weighs the group.
TEST(Vikor, WeighsTheGroupAgainstTheSingleRegret)
{
    const std::vector<double> half{0.58694521, 1, 0.67100092, 0.25046232, 0, 0.71344776},
        most{0.71411234, 1, 0.72360148, 0.30073971, 0, 0.66651641};
    for (const auto& [v, truth] : {std::pair{0.5, &half}, {0.8, &most}}) {
        const auto found = vikor(published(), benefits(4), published_weights, v);
        for (std::size_t i = 0; i < truth->size(); ++i) EXPECT_NEAR(found.q[i], (*truth)[i], 5e-9) << v;
    }
}

// Regrets of the middle one are 0.2 and 0.2 of weights 0.5; the others lose one criterion wholly.
TEST(Vikor, ChoosesTheCompromise)
{
    const auto found = vikor({{10, 0}, {6, 6}, {0, 10}}, benefits(2), std::vector<double>{0.5, 0.5});
    EXPECT_EQ(found.s, (std::vector<double>{0.5, 0.4, 0.5}));
    EXPECT_EQ(found.r, (std::vector<double>{0.5, 0.2, 0.5}));
    EXPECT_EQ(found.q, (std::vector<double>{1, 0, 1}));
    EXPECT_TRUE(found.advantage);
    EXPECT_TRUE(found.stable);
    EXPECT_EQ(found.compromise, std::vector<std::size_t>{1});
}

TEST(Vikor, NamesAllThatAreTooNearToTellApart)
{
    const auto found = vikor({{10, 9}, {gap, 1}, {9.9, 9.1}, {0, 0}}, benefits(2), std::vector<double>{0.5, 0.5});
    EXPECT_FALSE(found.advantage);
    EXPECT_EQ(found.compromise.size(), 2U);
    EXPECT_TRUE(std::isnan(found.q[1]));
    const auto alike = vikor({{1, 1}, {1, 1}}, benefits(2), std::vector<double>{0.5, 0.5});
    EXPECT_EQ(alike.q, (std::vector<double>{0, 0}));
}

TEST(WeightedScores, GiveTheWorkedExamples)
{
    const CandidateTable values{{0.8, 0.4, 1}};
    EXPECT_NEAR(weighted_sum(values, std::vector<double>{0.5, 0.3, 0.2})[0], 0.72, 1e-15);
    EXPECT_NEAR(weighted_product(values, std::vector<double>{0.5, 0.3, 0.2})[0], 0.6794585858536989, 1e-15);
    EXPECT_NEAR(ordered_average(values, std::vector<double>{0.5, 0.3, 0.2})[0], 0.82, 1e-15);
}

TEST(WeightedScores, AGapLeavesACandidateWithoutScoreUnlessItsWeightIsZero)
{
    const CandidateTable values{{0.8, gap}, {0.5, 0.5}};
    const std::vector<double> both{0.5, 0.5}, first{1, 0};
    EXPECT_TRUE(std::isnan(weighted_sum(values, both)[0]));
    EXPECT_EQ(weighted_sum(values, first)[0], 0.8);
    EXPECT_TRUE(std::isnan(weighted_product(values, both)[0]));
    EXPECT_TRUE(std::isnan(ordered_average(values, first)[0]));
    EXPECT_TRUE(std::isnan(topsis(values, benefits(2), both)[0]));
    EXPECT_EQ(topsis(values, benefits(2), first)[0], 1);
}

// The geometric mean never exceeds the arithmetic one; a candidate better in everything never scores less.
RC_GTEST_PROP(WeightedScores, RespectDominanceAndTheInequalityOfMeans, ())
{
    CandidateTable values{2, 3};
    std::vector<double> weights;
    double sum = 0;
    for (std::size_t j = 0; j < 3; ++j) {
        values.at(0, j) = *rc::gen::inRange(0, 1000) / 1000.;
        values.at(1, j) = std::min(1., values.at(0, j) + *rc::gen::inRange(0, 300) / 1000.);
        sum += weights.emplace_back(*rc::gen::inRange(1, 50));
    }
    for (auto& w : weights) w /= sum;
    const auto mean = weighted_sum(values, weights), product = weighted_product(values, weights);
    RC_ASSERT(product[0] <= mean[0] + 1e-12);
    RC_ASSERT(mean[1] >= mean[0] - 1e-12);
    RC_ASSERT(product[1] >= product[0] - 1e-12);
    RC_ASSERT(ordered_average(values, weights)[1] >= ordered_average(values, weights)[0] - 1e-12);
    RC_ASSERT(topsis(values, benefits(3), weights)[1] >= topsis(values, benefits(3), weights)[0]);
    RC_ASSERT(vikor(values, benefits(3), weights).q[1] <= vikor(values, benefits(3), weights).q[0]);
}

} // namespace
} // namespace peaksite
