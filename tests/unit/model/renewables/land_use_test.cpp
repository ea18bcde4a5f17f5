#include "model/renewables/land_use.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <random>

namespace peaksite {
namespace {

constexpr int criteria = 7;

// Cells with random truths of the criteria: 0 no, 1 unknown, 2 yes; a whole number of quanta each.
struct Cell {
    std::array<std::uint8_t, criteria> truth{};
    std::int64_t quanta = 0;
    double value = 0;
};

struct Land {
    std::vector<Cell> cells;
    MaskAreas areas;
};

Land random_land(std::mt19937& random)
{
    Land land;
    MaskNumbers numbers{criteria};
    TileMasks tile{1};
    for (int i = 0; i < 300; ++i) {
        Cell cell;
        for (auto& truth : cell.truth)
            truth = static_cast<std::uint8_t>(random() % 5 == 0 ? 1 : random() % 3 == 0 ? 2 : 0);
        cell.quanta = static_cast<std::int64_t>(random() % 2000000000);
        cell.value = random() % 7 == 0 ? std::nan("") : static_cast<double>(random() % 1000);
        land.cells.push_back(cell);
        std::vector<const std::uint8_t*> rows;
        for (const auto& truth : cell.truth) rows.push_back(&truth);
        const auto* number = numbers.of(rows, 1);
        const ValueRow value{.cells = &cell.value, .begin = 0, .complete = false};
        const Run run{.begin = 0, .end = 1};
        tile.add(number, numbers.count(), 0, {&value, 1}, {&run, 1}, {},
                 AreaRow{.each = cell.quanta, .cells = {}, .square_metres = square_metres(cell.quanta)});
    }
    land.areas.add(tile, numbers);
    return land;
}

LandRules random_rules(std::mt19937& random)
{
    LandRules rules;
    const int most = random() % 4 == 0 ? most_criteria : criteria; // several may ask for one criterion
    for (int i = 0; i < most; ++i)
        if (random() % 4 != 0) rules.rules.push_back({.criterion = i % criteria, .active = random() % 5 != 0});
    std::ranges::shuffle(rules.rules, random);
    return rules;
}

LandAnswer answer(const LandRules& rules, const MaskAreas& areas)
{
    return answers({{.rules = rules, .measures = {0}}}, areas).front();
}

LandBalance land_balance(const LandRules& rules, const MaskAreas& areas) { return answer(rules, areas).balance; }

double km2(std::int64_t quanta) { return square_metres(quanta) / 1e6; }

bool near(double a, double b) { return std::fabs(a - b) <= 1e-12 * std::max(1.0, std::fabs(b)); }

RC_GTEST_PROP(LandBalance, EqualsALoopOverCells, (std::uint32_t seed))
{
    std::mt19937 random{seed};
    const auto land = random_land(random);
    const auto rules = random_rules(random);
    const auto balance = land_balance(rules, land.areas);
    const auto sum_where = [&](auto test) {
        std::int64_t sum = 0;
        for (const auto& cell : land.cells)
            if (test(cell)) sum += cell.quanta;
        return km2(sum);
    };
    const auto holds = [&](const Cell& cell, std::size_t rule) {
        return rules.rules[rule].active && cell.truth[static_cast<std::size_t>(rules.rules[rule].criterion)] == 2;
    };
    const auto count = [&](const Cell& cell, std::size_t end) {
        int n = 0;
        for (std::size_t i = 0; i < end; ++i) n += holds(cell, i) ? 1 : 0;
        return n;
    };
    const auto unknown = [&](const Cell& cell) {
        return std::ranges::any_of(rules.rules, [&](const auto& rule) {
            return rule.active && cell.truth[static_cast<std::size_t>(rule.criterion)] == 1;
        });
    };
    const std::size_t all = rules.rules.size();
    RC_ASSERT(near(balance.total, sum_where([](const Cell&) { return true; })));
    RC_ASSERT(near(balance.excluded, sum_where([&](const Cell& cell) { return count(cell, all) > 0; })));
    RC_ASSERT(
        near(balance.unknown, sum_where([&](const Cell& cell) { return count(cell, all) == 0 && unknown(cell); })));
    RC_ASSERT(
        near(balance.eligible, sum_where([&](const Cell& cell) { return count(cell, all) == 0 && !unknown(cell); })));
    for (std::size_t i = 0; i < all; ++i) {
        RC_ASSERT(near(balance.rules[i].alone, sum_where([&](const Cell& cell) { return holds(cell, i); })));
        RC_ASSERT(near(balance.rules[i].unique,
                       sum_where([&](const Cell& cell) { return holds(cell, i) && count(cell, all) == 1; })));
        RC_ASSERT(
            near(balance.rules[i].cumulative, sum_where([&](const Cell& cell) { return count(cell, i + 1) > 0; })));
    }
    double sum = 0;
    std::int64_t missing = 0;
    for (const auto& cell : land.cells) {
        if (count(cell, all) > 0 || unknown(cell)) continue;
        if (std::isnan(cell.value))
            missing += cell.quanta;
        else
            sum += square_metres(cell.quanta) / 1e6 * cell.value;
    }
    const auto eligible = answer(rules, land.areas).sums.front();
    RC_ASSERT(std::fabs(eligible.sum - sum) <= 1e-11 * std::max(1.0, sum));
    RC_ASSERT(near(eligible.missing_km2, km2(missing)));
}

RC_GTEST_PROP(LandBalance, OfOneQuestionIsTheSameAmongOthers, (std::uint32_t seed))
{
    std::mt19937 random{seed};
    const auto land = random_land(random);
    std::vector<LandQuestion> questions;
    for (const auto& measures : {std::vector{0}, std::vector<int>{}, std::vector{0, 0}})
        questions.push_back({.rules = random_rules(random), .measures = measures});
    const auto together = answers(questions, land.areas);
    RC_ASSERT(together.size() == questions.size());
    for (std::size_t i = 0; i < questions.size(); ++i) {
        const auto alone = answer(questions[i].rules, land.areas);
        RC_ASSERT(together[i].balance == alone.balance);
        RC_ASSERT(together[i].sums.size() == questions[i].measures.size());
        for (const auto& sum : together[i].sums) RC_ASSERT(sum == alone.sums.front());
    }
}

RC_GTEST_PROP(LandBalance, Closes, (std::uint32_t seed))
{
    std::mt19937 random{seed};
    const auto land = random_land(random);
    const auto rules = random_rules(random);
    const auto balance = land_balance(rules, land.areas);
    RC_ASSERT(near(balance.total, balance.excluded + balance.too_small + balance.eligible + balance.unknown));
    double before = 0;
    for (const auto& rule : balance.rules) {
        RC_ASSERT(rule.cumulative >= before);
        RC_ASSERT(rule.alone >= rule.unique);
        RC_ASSERT(rule.cumulative >= rule.alone || near(rule.cumulative, rule.alone));
        before = rule.cumulative;
    }
    RC_ASSERT(near(before, balance.excluded));
}

RC_GTEST_PROP(LandBalance, FewerRulesNeverExcludeMore, (std::uint32_t seed))
{
    std::mt19937 random{seed};
    const auto land = random_land(random);
    auto rules = random_rules(random);
    RC_PRE(!rules.rules.empty());
    const auto before = land_balance(rules, land.areas);
    rules.rules[random() % rules.rules.size()].active = false;
    const auto after = land_balance(rules, land.areas);
    RC_ASSERT(after.excluded <= before.excluded);
    RC_ASSERT(after.eligible >= before.eligible);
    RC_ASSERT(near(after.total, before.total));
}

} // namespace
} // namespace peaksite
