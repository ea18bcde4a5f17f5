#include "model/pilots/weight_space.hpp"

#include "base/error.hpp"

#include <gtest/gtest.h>

#include <numeric>

namespace peaksite {
namespace {

using Method = WeightSampler::Method;

WeightSpace space_of(std::size_t count)
{
    WeightSpace out;
    for (std::size_t j = 0; j < count; ++j) out.criteria.push_back("k" + std::to_string(j));
    return out;
}

std::vector<std::vector<double>> draws(const WeightSampler& sampler, std::uint32_t blocks)
{
    std::vector<std::vector<double>> out;
    std::vector<double> block(WeightSampler::block_size * sampler.criteria());
    for (std::uint32_t b = 0; b < blocks; ++b) {
        sampler.fill(b, block);
        for (auto at = block.begin(); at != block.end(); at += static_cast<std::ptrdiff_t>(sampler.criteria()))
            out.emplace_back(at, at + static_cast<std::ptrdiff_t>(sampler.criteria()));
    }
    return out;
}

double mean(const std::vector<std::vector<double>>& weights, std::size_t j)
{
    double sum = 0;
    for (const auto& w : weights) sum += w[j];
    return sum / static_cast<double>(weights.size());
}

// Uniform on the simplex of n: each weight is Beta(1, n - 1): mean 1/n, second moment 2/(n (n + 1)).
TEST(WeightSampler, IsUniformOnTheSimplex)
{
    const WeightSampler sampler{space_of(4), Philox::key(3)};
    EXPECT_EQ(sampler.method(), Method::simplex);
    const auto all = draws(sampler, 200);
    for (std::size_t j = 0; j < 4; ++j) {
        double squares = 0;
        for (const auto& w : all) squares += w[j] * w[j];
        EXPECT_NEAR(mean(all, j), 0.25, 0.004);
        EXPECT_NEAR(squares / static_cast<double>(all.size()), 0.1, 0.003);
    }
    for (const auto& w : all) ASSERT_NEAR(std::accumulate(w.begin(), w.end(), 0.), 1, 1e-12);
}

// The means of ordered weights are the rank-order centroid: 1/n Σ_{k ≥ rank} 1/k (Barron and Barrett 1996).
TEST(WeightSampler, KeepsACompleteOrder)
{
    auto space = space_of(3);
    space.at_least = {{2, 0}, {0, 1}};
    const WeightSampler sampler{space, Philox::key(3)};
    EXPECT_EQ(sampler.method(), Method::ordered);
    const auto all = draws(sampler, 100);
    EXPECT_NEAR(mean(all, 2), 11. / 18, 0.004);
    EXPECT_NEAR(mean(all, 0), 5. / 18, 0.004);
    EXPECT_NEAR(mean(all, 1), 2. / 18, 0.004);
}

TEST(WeightSampler, KeepsRangesAndPartialOrders)
{
    auto space = space_of(4);
    space.ranges = {{.low = 0.1, .high = 0.6}, {}, {.low = 0, .high = 0.4}, {}};
    space.at_least = {{0, 3}};
    const WeightSampler sampler{space, Philox::key(9)};
    EXPECT_EQ(sampler.method(), Method::rejection);
    for (const auto& w : draws(sampler, 10)) {
        ASSERT_GE(w[0], 0.1);
        ASSERT_LE(w[0], 0.6);
        ASSERT_LE(w[2], 0.4);
        ASSERT_GE(w[0], w[3]);
    }
}

// Narrow ranges around equal weights: rejection would starve. By symmetry the means are equal.
TEST(WeightSampler, WalksWhereTheSpaceIsSmall)
{
    auto space = space_of(6);
    space.ranges.assign(6, {.low = 0.12, .high = 0.22});
    const WeightSampler sampler{space, Philox::key(9)};
    EXPECT_EQ(sampler.method(), Method::walk);
    const auto all = draws(sampler, 40);
    for (const auto& w : all) {
        for (const double x : w) {
            ASSERT_GE(x, 0.12 - 1e-12);
            ASSERT_LE(x, 0.22 + 1e-12);
        }
        ASSERT_NEAR(std::accumulate(w.begin(), w.end(), 0.), 1, 1e-9);
    }
    for (std::size_t j = 0; j < 6; ++j) EXPECT_NEAR(mean(all, j), 1. / 6, 0.001);
}

// Two of three weights within [0.1, 0.2] and in order: on that square the density is even, so the triangle's centroid
// is the truth for the walk.
TEST(WeightSampler, TheWalkIsUniform)
{
    auto space = space_of(3);
    space.ranges = {{.low = 0.1, .high = 0.2}, {.low = 0.1, .high = 0.2}, {}};
    space.at_least = {{0, 1}};
    const WeightSampler sampler{space, Philox::key(11)};
    EXPECT_EQ(sampler.method(), Method::walk);
    const auto all = draws(sampler, 80);
    EXPECT_NEAR(mean(all, 0), 0.1 + 0.2 / 3, 0.001);
    EXPECT_NEAR(mean(all, 1), 0.1 + 0.1 / 3, 0.001);
    for (const auto& w : all) ASSERT_GE(w[0], w[1] - 1e-12);
}

TEST(WeightSampler, RefusesAnEmptySpace)
{
    auto high = space_of(2);
    high.ranges.assign(2, {.low = 0.6, .high = 1});
    EXPECT_THROW((WeightSampler{high, {}}), UsageError);
    auto low = space_of(2);
    low.ranges.assign(2, {.low = 0, .high = 0.4});
    EXPECT_THROW((WeightSampler{low, {}}), UsageError);
    auto against = space_of(3);
    against.ranges = {{.low = 0, .high = 0.1}, {.low = 0.2, .high = 1}, {}};
    against.at_least = {{0, 1}};
    EXPECT_THROW((WeightSampler{against, {}}), UsageError);
    auto circle = space_of(3);
    circle.at_least = {{0, 1}, {1, 2}, {2, 0}};
    EXPECT_THROW((WeightSampler{circle, {}}), UsageError);
}

TEST(WeightSampler, OnePossibleWeightingIsAlwaysDrawn)
{
    auto space = space_of(2);
    space.ranges = {{.low = 0.7, .high = 0.7}, {.low = 0.3, .high = 0.3}};
    for (const auto& w : draws(WeightSampler{space, {}}, 1)) EXPECT_EQ(w, (std::vector<double>{0.7, 0.3}));
}

} // namespace
} // namespace peaksite
