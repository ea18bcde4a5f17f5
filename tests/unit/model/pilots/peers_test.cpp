#include "model/pilots/peers.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>
#include <random>

namespace peaksite {
namespace {

// Two groups of three on a line, and one candidate that lacks its value.
CandidateTable line() { return {{0.0}, {0.1}, {0.25}, {0.8}, {std::nan("")}, {0.9}, {1.0}}; }

TEST(KMedoids, FindsTheGroupsAndTheirMiddles)
{
    const auto distances = candidate_distances(line());
    const auto found = k_medoids(distances, 2);
    EXPECT_EQ(found.medoids, (std::vector<std::size_t>{1, 5}));
    EXPECT_EQ(found.of[0], 0U);
    EXPECT_EQ(found.of[6], 1U);
    EXPECT_FALSE(found.of[4]);
    EXPECT_NEAR(found.total, 0.45, 1e-12);
    const auto closeness = medoid_closeness(distances, found);
    EXPECT_EQ(closeness[1], 1);
    EXPECT_NEAR(closeness[2], 0, 1e-12);
    EXPECT_NEAR(closeness[3], 1 - 0.1 / 0.15, 1e-12);
    EXPECT_TRUE(std::isnan(closeness[4]));
    EXPECT_EQ(best_clusters(distances, 1, 4).medoids, found.medoids);
}

TEST(KMedoids, CopesWithFewCandidatesAndWithEqualOnes)
{
    EXPECT_EQ(k_medoids(candidate_distances({{0.5}, {0.5}}), 5).medoids, (std::vector<std::size_t>{0, 1}));
    EXPECT_TRUE(k_medoids(candidate_distances({{std::nan("")}}), 2).medoids.empty());
    const auto same = candidate_distances({{0.5}, {0.5}, {0.5}});
    EXPECT_EQ(medoid_closeness(same, k_medoids(same, 1)), (std::vector<double>{1, 1, 1}));
}

// The slow obvious way: every pair of medoids. PAM may stop at a local optimum, seldom and never far off.
TEST(KMedoids, IsNearlyAsGoodAsTryingAllPairs)
{
    int best = 0;
    for (unsigned seed = 0; seed < 40; ++seed) {
        std::mt19937 random{seed};
        CandidateTable values{12, 2};
        for (std::size_t i = 0; i < 12; ++i)
            for (std::size_t j = 0; j < 2; ++j) values.at(i, j) = static_cast<double>(random() % 100) / 100;
        const auto d = candidate_distances(values);
        auto least = std::numeric_limits<double>::infinity();
        for (std::size_t a = 0; a < 12; ++a)
            for (std::size_t b = 0; b < a; ++b) {
                double sum = 0;
                for (std::size_t i = 0; i < 12; ++i) sum += std::min(d.at(i, a), d.at(i, b));
                least = std::min(least, sum);
            }
        const auto found = k_medoids(d, 2).total;
        EXPECT_GE(found, least - 1e-12);
        EXPECT_LE(found, least * 1.1);
        best += found <= least + 1e-12 ? 1 : 0;
    }
    EXPECT_GE(best, 32);
}

TEST(NearestPeers, AreTheNearestOthers)
{
    const auto peers = nearest_peers(candidate_distances(line()), 2);
    EXPECT_EQ(peers[0], (std::vector<std::size_t>{1, 2}));
    EXPECT_EQ(peers[6], (std::vector<std::size_t>{5, 3}));
    EXPECT_TRUE(peers[4].empty());
}

} // namespace
} // namespace peaksite
