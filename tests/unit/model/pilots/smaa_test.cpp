#include "model/pilots/smaa.hpp"

#include "base/error.hpp"
#include "model/pilots/scores.hpp"
#include "model/pilots/smaa_counts.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <algorithm>
#include <cmath>
#include <random>

namespace peaksite {
namespace {

std::vector<std::string> names(std::size_t count, const std::string& stem)
{
    std::vector<std::string> out;
    for (std::size_t i = 0; i < count; ++i) out.push_back(stem + std::to_string(1000 + i));
    return out;
}

std::vector<Criterion> unit_criteria(std::size_t count)
{
    std::vector<Criterion> out;
    for (const auto& id : names(count, "k")) out.push_back({.id = id, .bounds = CriterionBounds{.low = 0, .high = 1}});
    return out;
}

SmaaInput exact_input(const CandidateTable& values)
{
    return {.values = {.low = values, .high = values},
            .functions = value_functions(unit_criteria(values.columns()), values),
            .weights = {.criteria = names(values.columns(), "k"), .ranges = {}, .at_least = {}}};
}

SmaaInput random_input(std::size_t candidates, std::size_t criteria, unsigned seed)
{
    std::mt19937 random{seed};
    std::uniform_real_distribution<double> unit;
    CandidateTable low{candidates, criteria}, high{candidates, criteria};
    for (std::size_t i = 0; i < candidates; ++i)
        for (std::size_t j = 0; j < criteria; ++j) {
            low.at(i, j) = unit(random);
            high.at(i, j) = low.at(i, j) + 0.2 * unit(random);
        }
    auto out = exact_input(low);
    out.values.high = high;
    return out;
}

// u_A = w, u_B = 0.6, u_C = 1 - w with w uniform in [0, 1]: A is first for w > 0.6, C for w < 0.4, B between; B is
// never last; the central weights are the middles of those stretches.
TEST(Smaa, AgreesWithTheExactShares)
{
    const auto input = exact_input({{1, 0}, {0.6, 0.6}, {0, 1}});
    const auto result = smaa(input, {.draws = 200'000, .confidence_draws = 10});
    const CandidateTable exact{{0.4, 0.1, 0.5}, {0.2, 0.8, 0}, {0.4, 0.1, 0.5}};
    for (std::size_t i = 0; i < 3; ++i)
        for (std::size_t rank = 0; rank < 3; ++rank)
            EXPECT_NEAR(result.acceptability.at(i, rank), exact.at(i, rank), 0.002);
    EXPECT_NEAR(result.central.at(0, 0), 0.8, 0.002);
    EXPECT_NEAR(result.central.at(1, 0), 0.5, 0.002);
    EXPECT_NEAR(result.central.at(2, 0), 0.2, 0.002);
    EXPECT_EQ(result.confidence, (std::vector<double>{1, 1, 1}));
    EXPECT_EQ(result.confidence_draws, 1U) << "exact values need one draw only";
    EXPECT_NEAR(result.winning.at(0, 1), 0.4, 0.002);
    EXPECT_NEAR(result.within(1, 2), 1, 1e-12);
    EXPECT_NEAR(result.expected[1], 0.6, 1e-9);
}

// Two candidates with one criterion, uniform in [0, 2] and [1, 2] of 2: the second wins with probability 3/4.
TEST(Smaa, PropagatesTheIntervalsOfTheValues)
{
    auto input = exact_input({{0.0}, {0.5}});
    input.values.high = {{1.0}, {1.0}};
    const auto result = smaa(input, {.draws = 100'000, .confidence_draws = 50'000});
    EXPECT_NEAR(result.acceptability.at(1, 0), 0.75, 0.005);
    EXPECT_NEAR(result.confidence[1], 0.75, 0.008);
    EXPECT_NEAR(result.expected[0], 0.5, 0.005);
}

TEST(Smaa, SharesAreCompleteInEveryRankAndForEveryCandidate)
{
    const auto result = smaa(random_input(12, 4, 5), {.draws = 1000});
    for (std::size_t i = 0; i < 12; ++i) {
        double over_ranks = 0, over_candidates = 0;
        for (std::size_t k = 0; k < 12; ++k) {
            over_ranks += result.acceptability.at(i, k);
            over_candidates += result.acceptability.at(k, i);
        }
        EXPECT_NEAR(over_ranks, 1, 1e-12);
        EXPECT_NEAR(over_candidates, 1, 1e-12);
    }
}

TEST(Smaa, GivesTheSameBitsForAnyNumberOfThreads)
{
    auto input = random_input(37, 5, 7);
    for (const bool walking : {false, true}) {
        if (walking) input.weights.ranges.assign(5, {.low = 0.19, .high = 0.22});
        const auto one = smaa(input, {.draws = 3'100, .confidence_draws = 77, .threads = 1});
        for (const unsigned threads : {2U, 3U, 8U}) {
            const auto many = smaa(input, {.draws = 3'100, .confidence_draws = 77, .threads = threads});
            EXPECT_EQ(many.acceptability, one.acceptability);
            EXPECT_EQ(many.expected, one.expected);
            for (std::size_t i = 0; i < 37; ++i) {
                for (std::size_t j = 0; j < 5; ++j)
                    EXPECT_TRUE(many.central.at(i, j) == one.central.at(i, j) || std::isnan(one.central.at(i, j)));
                EXPECT_TRUE(many.confidence[i] == one.confidence[i] || std::isnan(one.confidence[i]));
            }
        }
    }
}

TEST(Smaa, LeavesOutCandidatesThatLackAValue)
{
    auto values = CandidateTable{{1, 0}, {std::nan(""), 1}, {0, 1}};
    const auto result = smaa(exact_input(values), {.draws = 500});
    EXPECT_TRUE(std::isnan(result.acceptability.at(1, 0)));
    EXPECT_TRUE(std::isnan(result.expected[1]));
    EXPECT_NEAR(result.acceptability.at(0, 0) + result.acceptability.at(2, 0), 1, 1e-12);
}

// The first is always best; of three equal ones for the last two places each is within them in 2/3 of every draw.
TEST(Smaa, EqualCandidatesShareTheirPlaces)
{
    const auto result = smaa(exact_input({{0.9, 0.9}, {0.5, 0.5}, {0.5, 0.5}, {0.5, 0.5}, {0.1, 0.1}}), {.draws = 500});
    EXPECT_EQ(result.acceptability.at(0, 0), 1);
    for (std::size_t i = 1; i < 4; ++i) {
        EXPECT_NEAR(result.within(i, 3), 2. / 3, 1e-12);
        EXPECT_EQ(result.within(i, 3), result.within(1, 3)) << "not a bit between them";
        EXPECT_EQ(result.winning.at(i, i % 3 + 1), 0.5);
        EXPECT_EQ(result.winning.at(i, 4), 1);
    }
    EXPECT_EQ(result.acceptability.at(4, 4), 1);
}

TEST(Smaa, EqualFirstsShareCentralWeightsAndConfidence)
{
    const auto result = smaa(exact_input({{0.5, 0.5}, {0.5, 0.5}}), {.draws = 500});
    for (std::size_t i = 0; i < 2; ++i) {
        EXPECT_EQ(result.acceptability.at(i, 0), 0.5);
        EXPECT_EQ(result.confidence[i], 0.5);
        EXPECT_NEAR(result.central.at(i, 0), 0.5, 0.05);
        EXPECT_NEAR(result.central.at(i, 0) + result.central.at(i, 1), 1, 1e-9);
    }
}

// More equal ones than the steps of a place are shared by without a remainder, on any number of threads.
TEST(Smaa, SharesAreCompleteAndTheSameBitsAmongManyEqualCandidates)
{
    CandidateTable values{74, 2};
    for (std::size_t i = 0; i < 74; ++i)
        for (std::size_t j = 0; j < 2; ++j) values.at(i, j) = i < 37 ? 0.25 : 0.01 * static_cast<double>(i);
    const auto one = smaa(exact_input(values), {.draws = 3'100, .threads = 1});
    const auto many = smaa(exact_input(values), {.draws = 3'100, .threads = 5});
    EXPECT_EQ(many.acceptability, one.acceptability);
    for (std::size_t i = 0; i < 74; ++i) EXPECT_NEAR(one.within(i, 74), 1, 1e-9);
}

TEST(Smaa, RefusesUpsideDownIntervalsAndDrawsBeyondItsCounters)
{
    auto input = exact_input({{0.5}, {0.2}});
    EXPECT_THROW(smaa(input, {.draws = 0}), UsageError);
    input.values.high.at(0, 0) = 0.4;
    EXPECT_THROW(smaa(input, {}), InputError);
}

// The sampler draws normalised values on straight lines; the value function itself is the oracle.
RC_GTEST_PROP(ScoreSampler, DrawsWhatTheValueFunctionSays, ())
{
    const auto real = [](double low, double high) {
        return low + (high - low) * *rc::gen::inRange(0, 1'000'001) * 1e-6;
    };
    std::vector<Criterion> criteria;
    CandidateTable low{6, 3}, high{6, 3};
    for (std::size_t j = 0; j < 3; ++j) {
        Criterion criterion{.id = "k" + std::to_string(j)};
        criterion.direction = *rc::gen::element(Direction::benefit, Direction::cost, Direction::target);
        criterion.target = real(-1, 1);
        if (*rc::gen::arbitrary<bool>())
            criterion.bounds = CriterionBounds{.low = real(-2, -0.1), .high = real(0.1, 2)};
        if (*rc::gen::arbitrary<bool>()) criterion.cap = real(-0.5, 2);
        criteria.push_back(criterion);
        for (std::size_t i = 0; i < 6; ++i) high.at(i, j) = low.at(i, j) = real(-3, 3);
    }
    const auto functions = value_functions(criteria, low);
    const ScoreSampler sampler{{.low = low, .high = high}, functions, Philox::key(1)};
    ScoreSampler::Scratch scratch;
    std::vector<double> values(18);
    sampler.values(1, 0, scratch, values);
    for (std::size_t i = 0; i < 6; ++i)
        for (std::size_t j = 0; j < 3; ++j)
            RC_ASSERT(std::fabs(values[j * 6 + i] - functions[j](low.at(i, j))) < 1e-12);
}

RC_GTEST_PROP(SmaaCounts, MergeIsAssociativeAndCommutative, (unsigned seed))
{
    const auto counts = [&](unsigned k) {
        std::mt19937 random{seed + k};
        SmaaCounts out{3, 2};
        for (int draw = 0; draw < 5; ++draw) {
            std::vector<std::uint32_t> order{0, 1, 2};
            const double w = std::uniform_real_distribution<double>{}(random);
            std::vector<double> scores{w, draw == 3 && k != 1 ? w : 1 - w, 0.3}; // equal ones in some parts only
            std::ranges::sort(order, std::ranges::greater{}, [&](std::uint32_t i) { return scores[i]; });
            out.add(scores, order, std::vector<double>{w, 1 - w});
        }
        SmaaCounts merged;
        merged.merge(out);
        return merged;
    };
    auto left = counts(0), other = counts(1), right = counts(2);
    left.merge(counts(1));
    left.merge(counts(2));
    right.merge(other);
    right.merge(counts(0));
    RC_ASSERT(left == right);
}

} // namespace
} // namespace peaksite
