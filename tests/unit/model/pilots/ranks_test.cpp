#include "model/pilots/ranks.hpp"

#include "model/pilots/normalise.hpp"
#include "model/pilots/scores.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <cmath>

namespace peaksite {
namespace {

const double gap = std::nan("");

TEST(Ranks, EqualScoresShareTheBetterRankAndGapsHaveNone)
{
    const auto found = ranks(std::vector<double>{0.3, 0.1 + 0.2, 0.9, gap, 0.1});
    EXPECT_EQ(found[0], 2U);
    EXPECT_EQ(found[1], 2U) << "0.1 + 0.2 is 0.3, whatever the last bit says";
    EXPECT_EQ(found[2], 1U);
    EXPECT_FALSE(found[3]);
    EXPECT_EQ(found[4], 4U) << "two stand second";
    EXPECT_EQ(mid_ranks(std::vector<double>{0.3, 0.1 + 0.2, 0.9})[0], 2.5);
    const std::vector<std::string> keys{"d", "b", "a"};
    EXPECT_EQ(best_first(std::vector<double>{0.3, 0.1 + 0.2, 0.9}, keys), (std::vector<std::size_t>{2, 1, 0}));
}

// R = (1, 2, 3, 4, 5), Q = (1, 3, 2, 4, 5): after the tests of a published package for Sałabun and Urbaniak 2020.
TEST(RankAgreement, GivesThePublishedExample)
{
    const std::vector<double> r{5, 4, 3, 2, 1}, q{5, 3, 4, 2, 1};
    EXPECT_NEAR(spearman(r, q), 0.9, 1e-12);
    EXPECT_NEAR(weighted_spearman(r, q), 0.8833, 5e-5);
    EXPECT_NEAR(kendall_tau_b(r, q), 0.8, 1e-12);
    EXPECT_NEAR(rank_similarity(r, q), 1 - 0.25 / 3 - 0.125 / 2, 1e-12);
}

TEST(RankAgreement, IsOneForTheSameMinusOneForTheOppositeAndNothingForAConstant)
{
    const std::vector<double> up{1, 2, 3, gap}, down{-1, -2, -3, 4}, flat{2, 2, 2, 2};
    EXPECT_NEAR(spearman(up, up), 1, 1e-12);
    EXPECT_NEAR(kendall_tau_b(up, down), -1, 1e-12);
    EXPECT_NEAR(spearman(up, down), -1, 1e-12);
    EXPECT_TRUE(std::isnan(spearman(up, flat)));
    EXPECT_TRUE(std::isnan(kendall_tau_b(flat, up)));
    EXPECT_TRUE(std::isnan(weighted_spearman(std::vector<double>{1}, std::vector<double>{1})));
}

// τ_b from the counts of its textbook definition: ties of each, pairs that agree, pairs that do not.
RC_GTEST_PROP(RankAgreement, KendallFollowsItsDefinition, ())
{
    const auto draw = [] { return static_cast<double>(*rc::gen::inRange(0, 5)); };
    std::vector<double> a, b;
    for (int i = 0; i < 7; ++i) {
        a.push_back(draw());
        b.push_back(draw());
    }
    double agree = 0, differ = 0, tied_a = 0, tied_b = 0, pairs = 0;
    for (std::size_t i = 0; i < 7; ++i)
        for (std::size_t j = 0; j < i; ++j) {
            pairs += 1;
            tied_a += a[i] == a[j] ? 1 : 0;
            tied_b += b[i] == b[j] ? 1 : 0;
            if (a[i] == a[j] || b[i] == b[j]) continue;
            ((a[i] > a[j]) == (b[i] > b[j]) ? agree : differ) += 1;
        }
    const auto tau = kendall_tau_b(a, b);
    if (pairs == tied_a || pairs == tied_b)
        RC_ASSERT(std::isnan(tau));
    else
        RC_ASSERT(std::fabs(tau - (agree - differ) / std::sqrt((pairs - tied_a) * (pairs - tied_b))) < 1e-12);
}

std::vector<Criterion> two(bool fixed)
{
    std::vector<Criterion> out{{.id = "a"}, {.id = "b"}};
    for (auto& criterion : out)
        if (fixed) criterion.bounds = CriterionBounds{.low = 0, .high = 100};
    return out;
}

std::vector<double> scored(const CandidateTable& values, bool fixed)
{
    return weighted_sum(normalise(values, two(fixed)).values, std::vector<double>{0.5, 0.5});
}

// With all four: x 0.506, z 0.5, y 0.347, v 0.25. Without z the second criterion ends at 14, which is y's; without x
// the first ends at 13, y's again.
TEST(RankReversals, AreFoundWhereTheSampleSetsTheBounds)
{
    const CandidateTable values{{20, 11}, {13, 14}, {10, 10}, {0, 100}};
    const auto found = rank_reversals(values, [](const CandidateTable& t) { return scored(t, false); });
    const std::vector<RankReversal> truth{{.removed = 0, .risen = 1, .fallen = 3},
                                          {.removed = 3, .risen = 1, .fallen = 0}};
    EXPECT_EQ(found, truth);
}

RC_GTEST_PROP(RankReversals, NeverHappenWithFixedBoundsAndAWeightedSum, ())
{
    CandidateTable values{6, 2};
    for (std::size_t i = 0; i < 6; ++i)
        for (std::size_t j = 0; j < 2; ++j) values.at(i, j) = *rc::gen::inRange(0, 101);
    RC_ASSERT(rank_reversals(values, [](const CandidateTable& t) { return scored(t, true); }).empty());
}

} // namespace
} // namespace peaksite
