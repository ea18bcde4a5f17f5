#include "model/pilots/conflict.hpp"

#include "model/pilots/portfolio_program.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <bit>
#include <random>

namespace peaksite {
namespace {

std::vector<PortfolioCandidate> some(std::size_t count, const std::string& type)
{
    std::vector<PortfolioCandidate> out;
    for (std::size_t i = 0; i < count; ++i)
        out.push_back(
            {.key = type + std::to_string(i), .type = type, .region = i % 2 == 0 ? "east" : "west", .score = 0.5});
    return out;
}

std::vector<std::string> ids(const Portfolio& portfolio, const RuleConflict& conflict)
{
    std::vector<std::string> out;
    for (const auto r : conflict.rules) out.push_back(portfolio.rules()[r].id);
    return out;
}

using Ids = std::vector<std::string>;

TEST(RuleConflict, IsNothingWhereTheRulesCanBeMet)
{
    Portfolio portfolio{some(4, "park")};
    portfolio.add(Quota{.type = "park", .least = 3, .most = 3});
    EXPECT_FALSE(rule_conflict(portfolio));
}

TEST(RuleConflict, NamesAQuotaAboveTheCandidates)
{
    Portfolio portfolio{some(2, "park")};
    portfolio.add(Quota{.type = "park", .least = 3, .most = 3});
    portfolio.add(Cap{.field = Cap::Field::region, .most = 2});
    const auto conflict = rule_conflict(portfolio);
    ASSERT_TRUE(conflict);
    EXPECT_EQ(ids(portfolio, *conflict), Ids{"quota.park.least"});
    EXPECT_TRUE(conflict->smallest);
    EXPECT_EQ(portfolio.rules()[conflict->rules[0]].words.english(), "at least 3 of 'park', of 2 candidates");
}

TEST(RuleConflict, NamesTheCapsThatLeaveTooFew)
{
    Portfolio portfolio{some(6, "park")};
    portfolio.add(Quota{.type = "park", .least = 3, .most = 4});
    portfolio.add(Cap{.field = Cap::Field::region, .most = 1});
    portfolio.add(Quota{.least = 1});
    const auto conflict = rule_conflict(portfolio);
    ASSERT_TRUE(conflict);
    EXPECT_EQ(ids(portfolio, *conflict), (Ids{"quota.park.least", "cap.region.east", "cap.region.west"}));
    EXPECT_TRUE(conflict->smallest);
}

// The deletion filter keeps the three caps and the quota of four; the budget contradicts the lock alone.
TEST(RuleConflict, PrefersTheSmallerOfTwoConflicts)
{
    auto candidates = some(6, "park");
    candidates[0].cost = 10;
    candidates[0].lock = PortfolioCandidate::Lock::chosen;
    Portfolio portfolio{candidates};
    portfolio.add_budget(5);
    portfolio.add(Quota{.type = "park", .least = 3});
    portfolio.add(Cap{.field = Cap::Field::region, .most = 1});
    const auto conflict = rule_conflict(portfolio);
    ASSERT_TRUE(conflict);
    EXPECT_EQ(ids(portfolio, *conflict), (Ids{"lock.park0", "budget"}));
    EXPECT_TRUE(conflict->smallest);
}

TEST(RuleConflict, SoftRulesAreNeverToBlame)
{
    Portfolio portfolio{some(2, "park")};
    portfolio.add(Quota{.type = "park", .least = 5, .most = 7, .soft = true});
    EXPECT_FALSE(rule_conflict(portfolio));
}

Portfolio random_portfolio(unsigned seed)
{
    std::mt19937 random{seed};
    const auto below = [&](unsigned n) { return static_cast<int>(random() % n); };
    auto candidates = some(3, "park");
    for (auto& more : some(3, "city")) candidates.push_back(more);
    for (auto& c : candidates) {
        c.cost = 1 + below(5);
        c.eligible = below(4) > 0;
        if (below(4) == 0) c.lock = PortfolioCandidate::Lock::chosen;
        c.typology = below(2) == 0 ? "x" : "y";
    }
    Portfolio out{candidates};
    out.add(Quota{.type = "park", .least = 1 + below(3), .most = 3});
    out.add(Quota{.type = "city", .least = 1 + below(3), .most = 3});
    out.add(Cap{.field = Cap::Field::region, .most = 1 + below(3)});
    out.add_budget(2 + below(15));
    out.add(ExclusivePairs{.pairs = {{0, 3}, {1, 2}}});
    return out;
}

// The slow obvious way: every set of rules, smallest first.
std::size_t fewest_in_conflict(const Portfolio& portfolio)
{
    const auto count = portfolio.rules().size();
    std::size_t fewest = count + 1;
    for (unsigned set = 1; set < 1U << count; ++set) {
        const auto size = static_cast<std::size_t>(std::popcount(set));
        if (size >= fewest) continue;
        std::vector<std::size_t> rules;
        for (std::size_t r = 0; r < count; ++r)
            if ((set >> r & 1U) != 0) rules.push_back(r);
        bool met = false;
        for (unsigned chosen = 0; chosen < 1U << 6 && !met; ++chosen) {
            met = true;
            for (const auto r : rules)
                for (const auto& row : portfolio.rules()[r].rows) {
                    double sum = 0;
                    for (const auto& [i, factor] : row.terms) sum += (chosen >> i & 1U) != 0 ? factor : 0;
                    met = met && sum >= row.low && sum <= row.high;
                }
        }
        if (!met) fewest = size;
    }
    return fewest;
}

TEST(RuleConflict, IsAsSmallAsAnyAndEachOfItsRulesIsNeeded)
{
    int conflicts = 0;
    for (unsigned seed = 1; seed <= 40; ++seed) {
        SCOPED_TRACE("seed " + std::to_string(seed));
        const auto portfolio = random_portfolio(seed);
        const auto conflict = rule_conflict(portfolio);
        const auto fewest = fewest_in_conflict(portfolio);
        ASSERT_EQ(conflict.has_value(), fewest <= portfolio.rules().size());
        if (!conflict) continue;
        ++conflicts;
        EXPECT_TRUE(conflict->smallest);
        EXPECT_EQ(conflict->rules.size(), fewest);
        EXPECT_FALSE(is_feasible(portfolio, conflict->rules, 1000));
        for (const auto r : conflict->rules) {
            auto rest = conflict->rules;
            std::erase(rest, r);
            EXPECT_TRUE(is_feasible(portfolio, rest, 1000));
        }
    }
    EXPECT_GT(conflicts, 10);
}

TEST(RuleConflict, SaysWhenTheChecksRanOut)
{
    Portfolio portfolio{some(6, "park")};
    portfolio.add(Quota{.type = "park", .least = 3});
    portfolio.add(Cap{.field = Cap::Field::region, .most = 1});
    const auto conflict = rule_conflict(portfolio, 1000, 2);
    ASSERT_TRUE(conflict);
    EXPECT_EQ(conflict->rules.size(), 3U);
    EXPECT_FALSE(conflict->smallest);
}

} // namespace
} // namespace peaksite
