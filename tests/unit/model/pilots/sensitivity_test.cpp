#include "model/pilots/sensitivity.hpp"

#include "model/pilots/scores.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <random>

namespace peaksite {
namespace {

Portfolio top_of(std::span<const double> scores, int places)
{
    std::vector<PortfolioCandidate> candidates;
    for (std::size_t i = 0; i < scores.size(); ++i)
        candidates.push_back(
            {.key = "k" + std::to_string(100 + i), .region = "r" + std::to_string(i % 3), .score = scores[i]});
    Portfolio out{candidates};
    out.add(Quota{.least = places, .most = places});
    out.add(Cap{.field = Cap::Field::region, .most = 2});
    return out;
}

std::vector<double> with_weight(std::span<const double> weights, std::size_t j, double change)
{
    std::vector<double> out;
    for (std::size_t k = 0; k < weights.size(); ++k)
        out.push_back(k == j ? weights[j] + change : weights[k] * (1 - weights[j] - change) / (1 - weights[j]));
    return out;
}

TEST(WeightBreaks, FindTheChangeThatSwapsTwo)
{
    // 0.6 a + 0.4 b: first 0.6, second 0.4; level at weight 0.5.
    const CandidateTable values{{1, 0}, {0, 1}};
    const std::vector<double> weights{0.6, 0.4};
    const std::vector<std::string> criteria{"a", "b"};
    std::vector<PortfolioCandidate> two{{.key = "x", .score = 0.6}, {.key = "y", .score = 0.4}};
    Portfolio portfolio{two};
    portfolio.add(Quota{.least = 1, .most = 1});
    const auto breaks = weight_breaks(portfolio, select(portfolio), weight_lines(values, weights, criteria));
    ASSERT_EQ(breaks.size(), 2U);
    EXPECT_EQ(breaks[0].criterion, "a");
    EXPECT_NEAR(breaks[0].change, -0.1, 1e-9);
    EXPECT_NEAR(breaks[1].change, 0.1, 1e-9);
    EXPECT_EQ(breaks[0].set.members, std::vector<std::size_t>{1});
}

// Just inside a break the set is the same, just beyond it is not; on a grid nothing changes before it.
TEST(WeightBreaks, AreWhereTheSetChangesAndNotBefore)
{
    const std::vector<std::string> criteria{"a", "b", "c"};
    const std::vector<double> weights{0.5, 0.3, 0.2};
    for (unsigned seed = 1; seed <= 6; ++seed) {
        SCOPED_TRACE("seed " + std::to_string(seed));
        std::mt19937 random{seed};
        CandidateTable values{9, 3};
        for (std::size_t i = 0; i < 9; ++i)
            for (std::size_t j = 0; j < 3; ++j) values.at(i, j) = static_cast<double>(random() % 1000) / 1000;
        const auto chosen_at = [&](std::size_t j, double change) {
            return select(top_of(weighted_sum(values, with_weight(weights, j, change)), 4)).best.members;
        };
        const auto portfolio = top_of(weighted_sum(values, weights), 4);
        const auto best = select(portfolio);
        const auto breaks = weight_breaks(portfolio, best, weight_lines(values, weights, criteria));
        for (const auto& [criterion, change, set] : breaks) {
            const auto j = static_cast<std::size_t>(criterion[0] - 'a');
            const auto sign = change > 0 ? 1 : -1;
            EXPECT_NE(chosen_at(j, change + sign * 1e-4), best.best.members);
            for (const double part : {0.2, 0.5, 0.8, 0.99}) EXPECT_EQ(chosen_at(j, part * change), best.best.members);
        }
        for (std::size_t j = 0; j < 3; ++j)
            for (const double end : {-weights[j], 1 - weights[j]}) {
                const bool broken = std::ranges::any_of(
                    breaks, [&](const WeightBreak& b) { return b.criterion == criteria[j] && b.change * end > 0; });
                if (!broken) {
                    EXPECT_EQ(chosen_at(j, end), best.best.members);
                }
            }
    }
}

TEST(WeightToDrawLevel, MovesFromTheGreatestLeadToTheLeast)
{
    const std::vector<double> lead{0.7, 0.1, -0.5}, weights{0.4, 0.4, 0.2}, behind{-0.7, -0.1, 0.5};
    // The lead is 0.28 + 0.04 - 0.10 = 0.22; each unit moved from the first to the third takes 0.7 + 0.5.
    const auto moved = weight_to_draw_level(lead, weights);
    ASSERT_TRUE(moved);
    EXPECT_NEAR(*moved, 0.22 / 1.2, 1e-12);
    EXPECT_EQ(weight_to_draw_level(behind, weights), 0);
    EXPECT_FALSE(weight_to_draw_level(std::vector<double>{0.5, 0.1}, std::vector<double>{0.5, 0.5}));
    EXPECT_NEAR(*weight_to_draw_level(lead, weights, 0.12), 0.34 / 1.2, 1e-12) << "what experts add counts too";
}

// The slow obvious way: all weights on a lattice of 1/60.
TEST(WeightToDrawLevel, NoNearerWeightsOnALatticeDoIt)
{
    std::mt19937 random{4};
    const auto unit = [&] { return static_cast<double>(random() % 2001) / 1000 - 1; };
    const std::vector<double> weights{0.5, 0.3, 0.2};
    for (int round = 0; round < 50; ++round) {
        const std::vector<double> lead{unit(), unit(), unit()};
        const auto moved = weight_to_draw_level(lead, weights);
        double nearest = 2;
        for (int i = 0; i <= 60; ++i)
            for (int j = 0; i + j <= 60; ++j) {
                const std::vector<double> w{i / 60., j / 60., (60 - i - j) / 60.};
                double gap = 0, distance = 0;
                for (std::size_t k = 0; k < 3; ++k) {
                    gap += w[k] * lead[k];
                    distance += std::fabs(w[k] - weights[k]) / 2;
                }
                if (gap <= 1e-12) nearest = std::min(nearest, distance);
            }
        ASSERT_EQ(moved.has_value(), nearest < 2);
        if (moved) {
            ASSERT_LE(*moved, nearest + 1e-9);
            ASSERT_GE(*moved, nearest - 0.04);
        }
    }
}

} // namespace
} // namespace peaksite
