#include "model/pilots/selection.hpp"

#include "base/error.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <random>
#include <set>

namespace peaksite {
namespace {

using Lock = PortfolioCandidate::Lock;
using State = Selection::State;

// id:type:region:score:class of the worked example in the domain notes.
std::vector<PortfolioCandidate> eight()
{
    const auto one = [](const char* key, const char* type, const char* region, double score, const char* typology) {
        return PortfolioCandidate{.key = key, .type = type, .region = region, .typology = typology, .score = score};
    };
    return {one("c1", "city", "R1", 0.90, "coal"),  one("c2", "city", "R2", 0.80, "hydro"),
            one("c3", "city", "R3", 0.70, "port"),  one("p1", "park", "R1", 0.95, "coal"),
            one("p2", "park", "R1", 0.85, "chem"),  one("p3", "park", "R2", 0.60, "solar"),
            one("p4", "park", "R3", 0.55, "steel"), one("p5", "park", "R2", 0.50, "chem")};
}

std::vector<std::string> keys(const Portfolio& portfolio, const std::vector<std::size_t>& members)
{
    std::vector<std::string> out;
    for (const auto i : members) out.push_back(portfolio.candidates()[i].key);
    return out;
}

using Keys = std::vector<std::string>;

TEST(Selection, FindsThePublishedOptimumWithCapsAndDiversity)
{
    Portfolio portfolio{eight()};
    portfolio.add(Quota{.type = "city", .least = 1, .most = 1});
    portfolio.add(Quota{.type = "park", .least = 3, .most = 3});
    auto plain = portfolio;
    portfolio.add(Cap{.field = Cap::Field::region, .most = 2});
    portfolio.add(Diversity{.bonus = 0.1});
    const auto found = select(portfolio);
    EXPECT_EQ(found.state, State::optimal);
    EXPECT_EQ(keys(portfolio, found.best.members), (Keys{"c2", "p1", "p2", "p3"}));
    EXPECT_DOUBLE_EQ(found.best.value, 3.6);
    EXPECT_EQ(found.gap(), 0);
    EXPECT_TRUE(found.unique);

    const auto free = select(plain);
    EXPECT_EQ(keys(plain, free.best.members), (Keys{"c1", "p1", "p2", "p3"}));
    EXPECT_DOUBLE_EQ(free.best.value, 3.3);
}

TEST(Selection, EqualSetsAreDecidedByTheBestCandidateThenByKey)
{
    // 0.6 + 0.4 = 0.5 + 0.5: the set with the best candidate; among equals the smaller key.
    std::vector<PortfolioCandidate> candidates;
    for (const auto& [key, score] :
         std::vector<std::pair<std::string, double>>{{"d", 0.5}, {"a", 0.5}, {"b", 0.6}, {"z", 0.4}, {"y", 0.4}})
        candidates.push_back({.key = key, .score = score, .cost = score});
    Portfolio portfolio{candidates};
    portfolio.add(Quota{.least = 2, .most = 2});
    portfolio.add_budget(1);
    const auto found = select(portfolio, {.alternatives = 2});
    EXPECT_EQ(keys(portfolio, found.best.members), (Keys{"b", "y"}));
    EXPECT_FALSE(found.unique);
    ASSERT_EQ(found.next.size(), 2U);
    EXPECT_EQ(keys(portfolio, found.next[0].members), (Keys{"b", "z"}));
    EXPECT_EQ(keys(portfolio, found.next[1].members), (Keys{"d", "a"}));
}

TEST(Selection, LocksEligibilityAndMissingScoresAreObeyed)
{
    auto candidates = eight();
    candidates[0].eligible = false;
    candidates[2].lock = Lock::chosen;
    candidates[3].lock = Lock::left_out;
    candidates[4].score = std::nan("");
    Portfolio portfolio{candidates};
    portfolio.add(Quota{.least = 3, .most = 3});
    EXPECT_EQ(keys(portfolio, select(portfolio).best.members), (Keys{"c2", "c3", "p3"}));
}

TEST(Selection, SoftQuotasGiveWayByAsLittleAsPossibleAndSaySo)
{
    Portfolio portfolio{eight()};
    portfolio.add(Quota{.type = "city", .least = 5, .most = 7, .soft = true});
    portfolio.add(Quota{.type = "park", .least = 1, .most = 2, .soft = true});
    const auto found = select(portfolio);
    EXPECT_EQ(found.state, State::optimal);
    EXPECT_EQ(found.breaches, (std::vector<SoftBreach>{{.rule = "quota.city.least", .amount = 2}}));
    EXPECT_EQ(keys(portfolio, found.best.members), (Keys{"c1", "c2", "c3", "p1", "p2"}));
}

TEST(Selection, NearAndOverlappingPairsExcludeEachOther)
{
    Portfolio portfolio{eight()};
    portfolio.add(Quota{.least = 2, .most = 2});
    portfolio.add(too_near(std::vector<CandidateDistance>{{.a = 3, .b = 0, .km = 4.9}, {.a = 3, .b = 4, .km = 5}}, 5));
    portfolio.add(ExclusivePairs{.cause = ExclusivePairs::Cause::overlap, .pairs = {{3, 4}}});
    EXPECT_EQ(keys(portfolio, select(portfolio).best.members), (Keys{"c2", "p1"}));
}

TEST(Selection, SaysThatNothingObeysTheRules)
{
    Portfolio portfolio{eight()};
    portfolio.add(Quota{.type = "village", .least = 3});
    EXPECT_EQ(select(portfolio).state, State::infeasible);
}

TEST(Selection, RefusesTwiceTheSameKeyAndQuotasUpsideDown)
{
    auto twice = eight();
    twice[1].key = "c1";
    EXPECT_THROW(Portfolio{twice}, UsageError);
    Portfolio portfolio{eight()};
    EXPECT_THROW(portfolio.add(Quota{.type = "park", .least = 3, .most = 2}), UsageError);
    EXPECT_THROW(portfolio.add(Quota{.type = "park", .least = -1}), UsageError);
}

TEST(RulePrices, SayWhatOneMoreWouldBring)
{
    Portfolio portfolio{eight()};
    portfolio.add(Quota{.type = "city", .least = 1, .most = 1});
    portfolio.add(Quota{.type = "park", .least = 3, .most = 3});
    portfolio.add(Cap{.field = Cap::Field::region, .most = 2, .only = "R1"});
    const auto best = select(portfolio);
    EXPECT_EQ(keys(portfolio, best.best.members), (Keys{"c2", "p1", "p2", "p3"}));
    std::map<std::string, RulePrice> prices;
    for (auto& price : rule_prices(portfolio, best)) prices[price.rule] = price;
    ASSERT_EQ(prices.size(), 5U);
    EXPECT_DOUBLE_EQ(*prices["quota.city.least"].gain, 0);
    EXPECT_NEAR(*prices["quota.city.most"].gain, 0.7, 1e-9);
    EXPECT_NEAR(*prices["quota.park.most"].gain, 0.55, 1e-9);
    EXPECT_NEAR(*prices["cap.region.R1"].gain, 0.1, 1e-9);
    EXPECT_EQ(keys(portfolio, prices["cap.region.R1"].enters), Keys{"c1"});
    EXPECT_EQ(keys(portfolio, prices["cap.region.R1"].leaves), Keys{"c2"});
}

TEST(SelectionFrequency, CountsTheSamplesThatChoose)
{
    Portfolio portfolio{eight()};
    portfolio.add(Quota{.type = "city", .least = 1, .most = 1});
    portfolio.add(Quota{.type = "park", .most = 0});
    const std::vector<std::vector<double>> samples{
        {3, 2, 1, 0, 0, 0, 0, 0}, {1, 2, 3, 0, 0, 0, 0, 0}, {2, 0, 3, 0, 0, 0, 0, 0}, {9, 0, 3, 0, 0, 0, 0, 0}};
    const auto shares = selection_frequency(portfolio, samples);
    EXPECT_EQ((std::vector<double>{shares[0], shares[1], shares[2]}), (std::vector<double>{0.5, 0, 0.5}));
}

// The slow obvious way: every subset, every rule asked in its own words.
struct Instance {
    std::vector<PortfolioCandidate> candidates;
    std::vector<Quota> quotas;
    int region_cap = 9, proposer_cap = 9, least_classes = 0;
    double budget = 1e9, bonus = 0;
    std::vector<std::pair<std::size_t, std::size_t>> pairs;
};

Instance random_instance(unsigned seed)
{
    std::mt19937 random{seed};
    const auto below = [&](unsigned n) { return static_cast<int>(random() % n); };
    Instance out;
    const auto n = seed % 15 == 0 ? 16 : 4 + random() % 10;
    for (std::size_t i = 0; i < n; ++i) {
        PortfolioCandidate c{.key = "k" + std::to_string((i * 7) % 16 + 10)};
        c.type = std::string(1, static_cast<char>('a' + below(3)));
        c.region = "R" + std::to_string(below(3));
        c.proposer = "P" + std::to_string(below(4));
        if (below(4) > 0) c.typology = "T" + std::to_string(below(4));
        c.score = below(12) == 0 ? std::nan("") : below(20) / 20.; // coarse, so that sets tie
        c.cost = below(10);
        c.eligible = below(6) > 0;
        if (below(10) == 0) c.lock = below(2) == 0 ? Lock::chosen : Lock::left_out;
        out.candidates.push_back(c);
    }
    for (const char* type : {"a", "b", "c"}) {
        const int least = below(2);
        if (below(3) > 0) out.quotas.push_back({.type = type, .least = least, .most = least + below(3)});
    }
    if (below(2) == 0) out.quotas.push_back({.least = 1 + below(2), .most = 3 + below(2)});
    if (below(2) == 0) out.region_cap = 1 + below(2);
    if (below(3) == 0) out.proposer_cap = 1 + below(2);
    if (below(2) == 0) out.budget = 5 + below(20);
    if (below(2) == 0) out.bonus = below(4) / 20.;
    if (below(3) == 0) out.least_classes = 1 + below(3);
    for (int k = below(5); k > 0; --k) {
        const auto a = random() % n, b = random() % n;
        if (a != b) out.pairs.emplace_back(a, b);
    }
    return out;
}

Portfolio portfolio_of(const Instance& instance)
{
    Portfolio out{instance.candidates};
    for (const auto& quota : instance.quotas) out.add(quota);
    out.add(Cap{.field = Cap::Field::region, .most = instance.region_cap});
    out.add(Cap{.field = Cap::Field::proposer, .most = instance.proposer_cap});
    out.add(ExclusivePairs{.cause = ExclusivePairs::Cause::overlap, .pairs = instance.pairs});
    out.add(Diversity{.least_classes = instance.least_classes, .bonus = instance.bonus});
    out.add_budget(instance.budget);
    return out;
}

bool obeys(const Instance& instance, unsigned subset)
{
    const auto in = [&](std::size_t i) { return (subset >> i & 1U) != 0; };
    std::map<std::string, int> types, regions, proposers;
    std::set<std::string> classes;
    double cost = 0;
    for (std::size_t i = 0; i < instance.candidates.size(); ++i) {
        const auto& c = instance.candidates[i];
        if (!in(i) && c.lock == Lock::chosen) return false;
        if (!in(i)) continue;
        if (std::isnan(c.score) || !c.eligible || c.lock == Lock::left_out) return false;
        ++types[c.type];
        ++types[""];
        cost += c.cost;
        if (++regions[c.region] > instance.region_cap || ++proposers[c.proposer] > instance.proposer_cap) return false;
        if (!c.typology.empty()) classes.insert(c.typology);
    }
    for (const auto& quota : instance.quotas)
        if (types[quota.type] < quota.least.value_or(0) || types[quota.type] > quota.most.value_or(99)) return false;
    for (const auto& [a, b] : instance.pairs)
        if (in(a) && in(b)) return false;
    return cost <= instance.budget && static_cast<int>(classes.size()) >= instance.least_classes;
}

long worth(const Instance& instance, unsigned subset)
{
    long sum = 0;
    std::set<std::string> classes;
    for (std::size_t i = 0; i < instance.candidates.size(); ++i) {
        if ((subset >> i & 1U) == 0) continue;
        sum += std::lround(instance.candidates[i].score * 1e6);
        if (!instance.candidates[i].typology.empty()) classes.insert(instance.candidates[i].typology);
    }
    return sum + std::lround(instance.bonus * 1e6) * static_cast<long>(classes.size());
}

// All sets that obey, best first: by worth, then by the best candidate, then the next best.
std::vector<std::vector<std::size_t>> enumerated(const Instance& instance)
{
    std::vector<std::size_t> order(instance.candidates.size());
    for (std::size_t i = 0; i < order.size(); ++i) order[i] = i;
    const auto score = [&](std::size_t i) {
        return std::isnan(instance.candidates[i].score) ? 0 : instance.candidates[i].score;
    };
    std::ranges::sort(order, [&](std::size_t a, std::size_t b) {
        return score(a) != score(b) ? score(a) > score(b) : instance.candidates[a].key < instance.candidates[b].key;
    });
    std::vector<std::pair<long, std::string>> found; // worth, then membership in that order
    std::map<std::string, unsigned> subsets;
    for (unsigned subset = 0; subset < 1U << instance.candidates.size(); ++subset) {
        if (!obeys(instance, subset)) continue;
        std::string word;
        for (const auto i : order) word += (subset >> i & 1U) != 0 ? '1' : '0';
        found.emplace_back(worth(instance, subset), word);
        subsets[word] = subset;
    }
    std::ranges::sort(found, std::greater{});
    std::vector<std::vector<std::size_t>> out;
    for (const auto& [value, word] : found) {
        auto& members = out.emplace_back();
        for (std::size_t i = 0; i < instance.candidates.size(); ++i)
            if ((subsets[word] >> i & 1U) != 0) members.push_back(i);
    }
    return out;
}

TEST(Selection, EqualsBruteForceOverAllSubsets)
{
    int infeasible = 0, tied = 0;
    for (unsigned seed = 1; seed <= 150; ++seed) {
        SCOPED_TRACE("seed " + std::to_string(seed));
        const auto instance = random_instance(seed);
        const auto portfolio = portfolio_of(instance);
        const auto found = select(portfolio, {.alternatives = 2});
        const auto all = enumerated(instance);
        if (all.empty()) {
            ASSERT_EQ(found.state, State::infeasible);
            ++infeasible;
            continue;
        }
        ASSERT_EQ(found.state, State::optimal);
        ASSERT_EQ(found.best.members, all[0]);
        ASSERT_NEAR(found.best.value, portfolio.value(all[0]), 1e-5);
        ASSERT_EQ(found.next.size(), std::min<std::size_t>(2, all.size() - 1));
        for (std::size_t k = 0; k < found.next.size(); ++k) ASSERT_EQ(found.next[k].members, all[k + 1]);
        tied += found.unique ? 0 : 1;
    }
    EXPECT_GT(infeasible, 10);
    EXPECT_LT(infeasible, 120);
    EXPECT_GT(tied, 5) << "the ties of the instances are part of the test";
}

TEST(Selection, RepeatsToTheBit)
{
    const auto portfolio = portfolio_of(random_instance(15));
    const auto first = select(portfolio, {.alternatives = 3}), second = select(portfolio, {.alternatives = 3});
    EXPECT_FALSE(first.best.members.empty());
    EXPECT_EQ(first.best, second.best);
    EXPECT_EQ(first.next, second.next);
}

TEST(Selection, HundredsOfCandidatesAreNoTrouble)
{
    std::mt19937 random{5};
    std::vector<PortfolioCandidate> candidates;
    for (int i = 0; i < 250; ++i)
        candidates.push_back({.key = "k" + std::to_string(i),
                              .type = "t" + std::to_string(i % 6),
                              .region = "r" + std::to_string(random() % 22),
                              .typology = "c" + std::to_string(random() % 5),
                              .score = static_cast<double>(random() % 100'000) / 1e5,
                              .cost = static_cast<double>(random() % 100)});
    Portfolio portfolio{candidates};
    for (int t = 0; t < 6; ++t) portfolio.add(Quota{.type = "t" + std::to_string(t), .least = 2, .most = 4});
    portfolio.add(Cap{.field = Cap::Field::region, .most = 2});
    portfolio.add(Diversity{.least_classes = 4, .bonus = 0.05});
    portfolio.add_budget(700);
    const auto found = select(portfolio);
    EXPECT_EQ(found.state, State::optimal);
    EXPECT_EQ(found.best.members.size(), 24U);
}

// Sets without two neighbours in a random graph are hard to bound.
TEST(Selection, SaysHowFarFromTheOptimumItMayBeWhenTheNodesRunOut)
{
    std::mt19937 random{8};
    std::vector<PortfolioCandidate> candidates;
    ExclusivePairs neighbours;
    for (std::size_t i = 0; i < 64; ++i) {
        candidates.push_back(
            {.key = "k" + std::to_string(i), .score = 0.5 + static_cast<double>(random() % 1000) / 2000});
        for (std::size_t j = 0; j < i; ++j)
            if (random() % 100 < 12) neighbours.pairs.emplace_back(j, i);
    }
    Portfolio portfolio{candidates};
    portfolio.add(neighbours);
    const auto stopped = select(portfolio, {.node_limit = 2});
    ASSERT_EQ(stopped.state, State::limited);
    EXPECT_GT(stopped.gap(), 0);
    const auto repeated = select(portfolio, {.node_limit = 2});
    EXPECT_EQ(repeated.best, stopped.best);
    EXPECT_EQ(repeated.bound, stopped.bound);
    EXPECT_NEAR(stopped.best.value, portfolio.value(stopped.best.members), 1e-4);
}

} // namespace
} // namespace peaksite
