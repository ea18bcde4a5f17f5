#include "model/pilots/compare_pilots.hpp"

#include "base/error.hpp"
#include "model/pilots/axes.hpp"
#include "model/pilots/costs.hpp"
#include "model/pilots/frequency.hpp"
#include "model/pilots/type_weights.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>

namespace peaksite {
namespace {

using testing::Contains;
using testing::HasSubstr;

// The eight candidates of example E33 as a run would give them: one criterion, which is the score itself.
PilotData example()
{
    PilotData data;
    data.indicators.push_back({.id = "merit", .name = {.zh = "评价", .en = "merit"}, .unit = "1", .direction = "+"});
    const auto add = [&](const char* key, const char* kind, const char* region, double score) {
        data.candidates.push_back({.set = "z",
                                   .key = key,
                                   .name = std::string{"名"} + key,
                                   .kind = kind,
                                   .attributes = {{"region", region}},
                                   .boundary = true,
                                   .area_km2 = 1,
                                   .values = {{.value = score}}});
    };
    add("c1", "city", "R1", .90), add("c2", "city", "R2", .80), add("c3", "city", "R3", .70);
    add("p1", "park", "R1", .95), add("p2", "park", "R1", .85), add("p3", "park", "R2", .60),
        add("p4", "park", "R3", .55), add("p5", "park", "R2", .50);
    data.ground.pairs_within_km = 100;
    return data;
}

PilotPlan plan_of(std::vector<std::string> types)
{
    PilotPlan plan;
    plan.draws = 500;
    plan.selection_draws = 20;
    for (auto& type : types)
        plan.types.push_back(
            {.type = type, .criteria = {{.indicator = "merit", .bounds = std::array<double, 2>{0, 1}}}});
    return plan;
}

PilotPlan example_plan()
{
    auto plan = plan_of({"city", "park"});
    plan.quotas = {{.type = "city", .min = 1, .max = 1, .source = "名额出处"}, {.type = "park", .min = 3, .max = 3}};
    return plan;
}

std::vector<std::string> keys_on(const PilotData& data, const PilotResult& result, PilotList list)
{
    std::vector<std::string> out;
    for (const auto& one : result.outcomes)
        if (one.list == list) out.push_back(data.candidates[one.candidate].key);
    return out;
}

std::vector<std::string> suggested(const PilotData& data, const PilotResult& result)
{
    return keys_on(data, result, PilotList::suggested);
}

const CandidateOutcome& outcome(const PilotData& data, const PilotResult& result, const std::string& key)
{
    return *std::ranges::find_if(
        result.outcomes, [&](const CandidateOutcome& one) { return data.candidates[one.candidate].key == key; });
}

bool says(const CandidateOutcome& outcome, const std::string& text)
{
    return std::ranges::any_of(outcome.reasons, [&](const PilotReason& one) { return one.text == text; });
}

RulePlan rule(const std::string& id, const std::string& type, bool hard, const std::string& require)
{
    return {.id = id,
            .types = {type},
            .hard = hard,
            .require = parse(require),
            .written = require,
            .clause = {.zh = "条款", .en = "clause"},
            .source = "出处"};
}

TEST(Pilot, GrowthOverOtherYearsIsNotCompared)
{
    const auto compared_over = [](YearSpan last) {
        auto data = example();
        data.indicators.push_back({.id = "growth", .unit = "%/a", .direction = "+"});
        for (auto& one : data.candidates)
            one.values.push_back(
                {.value = 0.01 * static_cast<double>(one.key[1] - '0'), .years = YearSpan{2015, 2022}});
        data.candidates[2].values[1].years = last;
        auto plan = plan_of({"city"});
        plan.types[0].criteria.push_back({.indicator = "growth"});
        return compare_pilots(plan, data, 1).types.at(0);
    };
    EXPECT_EQ(compared_over({2015, 2022}).criteria.size(), 2U);
    const auto other = compared_over({2021, 2022});
    ASSERT_EQ(other.left_out.size(), 1U);
    EXPECT_EQ(other.left_out[0].indicator, "growth");
    EXPECT_EQ(other.criteria.size(), 1U);
    EXPECT_THAT(other.warnings, Contains(testing::ResultOf([](const Sentence& one) { return one.english(); },
                                                           HasSubstr("2015 to 2022 and 2021 to 2022"))));
}

TEST(Pilot, ChoosesTheSetOfE33WithoutAndWithTheCapOfRegions)
{
    const auto data = example();
    auto plan = example_plan();
    auto result = compare_pilots(plan, data);
    EXPECT_THAT(suggested(data, result), testing::ElementsAre("c1", "p1", "p2", "p3"));
    EXPECT_NEAR(result.selection->best.value, 3.30, 1e-9);
    plan.caps = {{.by = "region", .max = 2}};
    result = compare_pilots(plan, data);
    EXPECT_THAT(suggested(data, result), testing::ElementsAre("c2", "p1", "p2", "p3"));
    EXPECT_NEAR(result.selection->best.value, 3.20, 1e-9);
    EXPECT_TRUE(says(outcome(data, result, "c1"), "siting.cap"));
}

std::string warnings_of(const PilotResult& result)
{
    std::string out;
    for (const auto& one : result.warnings) out += one.english() + "\n";
    return out;
}

// Three experts, two items of weights 60 and 40; the strict one gives p2 no score of the second.
TEST(Pilot, AGapInASheetIsToldAndMarkedAndGivesNoMean)
{
    auto data = example();
    const std::vector<std::string> keys{"p1", "p2", "p3", "p4", "p5"};
    std::vector<CandidateTable> sheets;
    for (const double score : {90., 80., 20.}) {
        auto& sheet = sheets.emplace_back(5, 2);
        for (std::size_t i = 0; i < 5; ++i) sheet.at(i, 0) = sheet.at(i, 1) = score;
    }
    sheets[2].at(1, 1) = std::nan("");
    const std::vector<ScoreItem> items{{.id = "x", .weight = 60}, {.id = "y", .weight = 40}};
    data.ground.experts = {
        {.type = "park",
         .sheets = {.experts = {"甲", "乙", "丙"}, .candidates = keys, .items = items, .sheets = sheets}}};
    auto plan = example_plan();
    plan.types[1].expert = ExpertPlan{.file = "x", .trim = 0, .share = 0};
    const auto shown = compare_pilots(plan, data);
    const auto& experts = *shown.types[1].experts;
    EXPECT_NEAR(experts.totals[0].mean, (90. + 80 + 20) / 3, 1e-12) << "weights of a hundred leave the scale alone";
    EXPECT_TRUE(std::isnan(experts.totals[1].mean));
    EXPECT_THAT(warnings_of(shown), HasSubstr("p2 (丙: y)"));
    EXPECT_TRUE(says(outcome(data, shown, "p2"), "siting.expert_gap_of"));
    EXPECT_EQ(outcome(data, shown, "p2").list, PilotList::suggested) << "shown beside, never mixed";

    plan.types[1].expert->share = 0.5;
    const auto mixed = compare_pilots(plan, data);
    EXPECT_EQ(outcome(data, mixed, "p2").list, PilotList::lacking);
    EXPECT_TRUE(says(outcome(data, mixed, "p2"), "siting.expert_gap_of"));

    plan.types[1].expert->gaps = ExpertPlan::Gaps::others;
    const auto others = compare_pilots(plan, data);
    EXPECT_NEAR(others.types[1].experts->totals[1].mean, 85, 1e-12);
    EXPECT_TRUE(says(outcome(data, others, "p2"), "siting.expert_gap_others"));
    EXPECT_THAT(warnings_of(others), HasSubstr("over the other experts"));
}

TEST(Pilot, EqualCandidatesHaveOneRankShareTheirChancesAndAreSaidToBeEqual)
{
    auto data = example();
    for (const std::size_t i : {5U, 6U}) data.candidates[i].values = {{.value = .60}}; // p3 and p4
    const auto result = compare_pilots(example_plan(), data);
    const auto &in = outcome(data, result, "p3"), &out = outcome(data, result, "p4");
    const auto& parks = result.types[1];
    EXPECT_EQ(parks.rank[*in.member], 3U);
    EXPECT_EQ(parks.rank[*out.member], 3U);
    EXPECT_EQ(parks.rank[*outcome(data, result, "p5").member], 5U);
    EXPECT_NEAR(in.within, 0.5, 1e-12);
    EXPECT_EQ(in.within, out.within);
    EXPECT_NEAR(in.frequency, 0.5, 1e-12);
    EXPECT_EQ(in.frequency, out.frequency);
    EXPECT_EQ(in.list, PilotList::suggested);
    EXPECT_TRUE(says(in, "siting.level_in"));
    EXPECT_TRUE(says(out, "siting.level_out"));
    EXPECT_FALSE(says(out, "siting.lower")) << "no better set fills the quota";
    EXPECT_TRUE(says(outcome(data, result, "p5"), "siting.lower"));
}

// The last of the parks by its numbers is the first by nearly all that counts.
TEST(Pilot, ExpertsTakeTheirShareInEveryObjectiveAndDraw)
{
    auto data = example();
    CandidateTable sheet(8, 1);
    std::vector<std::string> keys;
    for (std::size_t i = 0; i < data.candidates.size(); ++i) {
        keys.push_back(data.candidates[i].key);
        sheet.at(i, 0) = data.candidates[i].key == "p5" ? 100 : 20;
    }
    data.ground.experts = {
        {.type = "park", .sheets = {.experts = {"x"}, .candidates = keys, .items = {ScoreItem{}}, .sheets = {sheet}}}};
    auto plan = example_plan();
    plan.types[1].expert = ExpertPlan{.file = "x", .trim = 0, .share = 0.9};
    for (const auto objective : {PilotObjective::score, PilotObjective::expected}) {
        plan.objective = objective;
        const auto result = compare_pilots(plan, data);
        const auto& best = outcome(data, result, "p5");
        EXPECT_EQ(best.list, PilotList::suggested) << static_cast<int>(objective);
        EXPECT_NEAR(best.objective, 0.1 * 0.5 + 0.9, 1e-9) << static_cast<int>(objective);
        EXPECT_EQ(best.frequency, 1) << static_cast<int>(objective);
    }
    // Whom no expert scored has no score, in no draw either.
    data.ground.experts[0].sheets.candidates.pop_back();
    data.ground.experts[0].sheets.sheets = {CandidateTable(7, 1)};
    for (std::size_t i = 0; i < 7; ++i) data.ground.experts[0].sheets.sheets[0].at(i, 0) = 20;
    const auto without = compare_pilots(plan, data);
    EXPECT_TRUE(std::isnan(outcome(data, without, "p5").objective));
    EXPECT_TRUE(std::isnan(outcome(data, without, "p5").frequency));
    EXPECT_FALSE(std::isnan(outcome(data, without, "p1").frequency));
}

TEST(Pilot, EveryCandidateIsOnOneListWithAReason)
{
    const auto data = example();
    const auto result = compare_pilots(example_plan(), data);
    EXPECT_EQ(result.outcomes.size(), data.candidates.size());
    for (const auto& one : result.outcomes) EXPECT_FALSE(one.reasons.empty()) << data.candidates[one.candidate].key;
    EXPECT_THAT(keys_on(data, result, PilotList::reserve), testing::ElementsAre("c2", "c3", "p4", "p5"));
}

TEST(Pilot, TellsWhatEachQuotaCostsAndTheNextBestSets)
{
    const auto data = example();
    const auto result = compare_pilots(example_plan(), data);
    const auto price = std::ranges::find(result.prices, "quota.park.most", &RulePrice::rule);
    ASSERT_NE(price, result.prices.end());
    EXPECT_NEAR(*price->gain, 0.55, 1e-9);
    ASSERT_FALSE(result.selection->next.empty());
    EXPECT_NEAR(result.selection->next.front().value, 3.25, 1e-9); // p4 in the place of p3
}

TEST(Pilot, AHardRuleExcludesWithItsClauseASoftOneFlags)
{
    auto data = example();
    for (auto& one : data.candidates) one.attributes["level"] = one.key == "p1" ? "县级" : "省级";
    auto plan = example_plan();
    plan.policy.words["level"] = {{"provincial", {"省级"}}, {"county", {"县级"}}};
    plan.rules = {rule("park-level", "park", true, "level in ['national', 'provincial']"),
                  rule("city-level", "city", false, "level == 'prefecture'")};
    const auto result = compare_pilots(plan, data);
    EXPECT_THAT(keys_on(data, result, PilotList::ineligible), testing::ElementsAre("p1"));
    EXPECT_TRUE(says(outcome(data, result, "p1"), "siting.hard"));
    EXPECT_FALSE(outcome(data, result, "p1").member);
    EXPECT_TRUE(outcome(data, result, "c1").needs_justification(plan));
    EXPECT_THAT(suggested(data, result), testing::ElementsAre("c1", "p2", "p3", "p4"));
}

TEST(Pilot, AMissingAttributeIsToBeVerifiedNeitherPassedNorDropped)
{
    auto data = example();
    data.candidates[3].attributes["level"] = "某种级别"; // a word that the policy does not know
    auto plan = example_plan();
    plan.policy.words["level"] = {{"provincial", {"省级"}}};
    plan.rules = {rule("park-level", "park", true, "level in ['provincial']")};
    const auto result = compare_pilots(plan, data);
    for (const char* key : {"p1", "p2"}) {
        EXPECT_TRUE(outcome(data, result, key).to_verify()) << key;
        EXPECT_EQ(outcome(data, result, key).list, PilotList::suggested) << key;
    }
    EXPECT_THAT(outcome(data, result, "p1").findings[0].missing,
                testing::ElementsAre(Unjudged{.name = "level", .word = "某种级别"}));
    EXPECT_TRUE(says(outcome(data, result, "p1"), "siting.verify_word"));
    EXPECT_TRUE(says(outcome(data, result, "p2"), "siting.verify"));
}

TEST(Pilot, TenThousandTonnesAndMoreIncludesTheNumber)
{
    PilotData data;
    data.indicators.push_back({.id = "en_total", .name = {}, .unit = "tce/a", .direction = "ctx"});
    PilotPlan plan;
    plan.policy.instead["tce"] = {"en_total"};
    plan.rules = {rule("tce", "enterprise", true, "tce >= 10000")};
    PilotCandidate one{.key = "e", .kind = "enterprise", .attributes = {{"tce", "10000"}}, .values = {{.value = 1.0}}};
    EXPECT_EQ(rule_findings(plan, data, one)[0].state, RuleFinding::State::holds);
    one.attributes["tce"] = "9999.9";
    EXPECT_EQ(rule_findings(plan, data, one)[0].state, RuleFinding::State::fails);
    one.attributes["tce"] = "不详";
    EXPECT_EQ(rule_findings(plan, data, one)[0].state, RuleFinding::State::fails) << "the indicator stands in";
    one.values[0].value.reset();
    EXPECT_EQ(rule_findings(plan, data, one)[0].state, RuleFinding::State::unknown);
}

TEST(Pilot, ConditionsAreThreeValued)
{
    PilotPlan plan;
    const PilotData data;
    const PilotCandidate one{.key = "640100", .kind = "city"};
    const auto state = [&](const std::string& require) {
        plan.rules = {rule("r", "city", true, require)};
        return rule_findings(plan, data, one)[0].state;
    };
    using State = RuleFinding::State;
    EXPECT_EQ(state("x == 1 or kind == 'city'"), State::holds);
    EXPECT_EQ(state("x == 1 and kind == 'park'"), State::fails);
    EXPECT_EQ(state("x == 1 and kind == 'city'"), State::unknown);
    EXPECT_EQ(state("not (x == 1)"), State::unknown);
    EXPECT_EQ(state("level == 'prefecture'"), State::holds) << "from the code";
    EXPECT_THROW(state("kind"), UsageError);
}

TEST(Pilot, WhoLacksDataIsListedSoAndDoesNotMoveTheOthers)
{
    auto data = example();
    const auto plan = example_plan();
    const auto before = compare_pilots(plan, data);
    data.candidates.push_back(
        {.set = "z", .key = "p9", .name = "无边界", .kind = "park", .values = {{.reason = text("缺边界")}}});
    const auto after = compare_pilots(plan, data);
    EXPECT_THAT(keys_on(data, after, PilotList::lacking), testing::ElementsAre("p9"));
    EXPECT_TRUE(says(outcome(data, after, "p9"), "siting.boundary"));
    EXPECT_TRUE(says(outcome(data, after, "p9"), "siting.lacks_because"));
    EXPECT_EQ(suggested(data, after), suggested(data, before));
    EXPECT_EQ(after.selection->best.value, before.selection->best.value);
}

TEST(Pilot, ADecisionOverridesRulesAndIsLogged)
{
    auto data = example();
    data.candidates[2].attributes["level"] = "no";
    auto plan = example_plan();
    plan.rules = {rule("r", "city", true, "level != 'no'")};
    plan.locks = {{.key = "c3", .chosen = true, .reason = "省政府会议", .by = "甲", .date = "2024-01-01"},
                  {.key = "p1", .chosen = false, .reason = "已获批"}};
    const auto result = compare_pilots(plan, data);
    EXPECT_THAT(suggested(data, result), testing::ElementsAre("c3", "p2", "p3", "p4"));
    EXPECT_TRUE(says(outcome(data, result, "c3"), "siting.lock_in"));
    EXPECT_TRUE(says(outcome(data, result, "c3"), "siting.override"));
    EXPECT_TRUE(says(outcome(data, result, "p1"), "siting.lock_out"));
    plan.locks[0].key = "c33";
    EXPECT_THROW(compare_pilots(plan, data), UsageError);
}

TEST(Pilot, AQuotaAboveTheCandidatesNamesTheConflict)
{
    const auto data = example();
    auto plan = example_plan();
    plan.quotas[0] = {.type = "city", .min = 5, .max = 5};
    const auto result = compare_pilots(plan, data);
    EXPECT_FALSE(result.selected);
    ASSERT_TRUE(result.conflict);
    EXPECT_TRUE(result.conflict->smallest);
    ASSERT_EQ(result.conflict->rules.size(), 1U);
    EXPECT_EQ(result.rules[result.conflict->rules[0]].id, "quota.city.least");
    EXPECT_TRUE(suggested(data, result).empty());
    for (const auto& one : result.outcomes) EXPECT_TRUE(says(one, "siting.infeasible"));
}

TEST(Pilot, SpacingThatLeavesTooFewConflictsWithTheQuota)
{
    auto data = example();
    for (std::size_t a = 3; a < 8; ++a)
        for (std::size_t b = a + 1; b < 8; ++b) data.ground.pairs.push_back({.a = a, .b = b, .km = 5});
    auto plan = example_plan();
    plan.spacing_km = 10;
    const auto result = compare_pilots(plan, data);
    ASSERT_TRUE(result.conflict);
    std::vector<std::string> ids;
    for (const auto i : result.conflict->rules) ids.push_back(result.rules[i].id);
    EXPECT_THAT(ids, testing::UnorderedElementsAre("quota.park.least", "spacing"));
    plan.spacing_km = 500;
    EXPECT_THROW(compare_pilots(plan, data), UsageError) << "beyond the distances that are known";
}

TEST(Pilot, OverlappingCandidatesExcludeEachOther)
{
    auto data = example();
    data.ground.pairs.push_back({.a = 3, .b = 4, .km = 0, .shared_km2 = 0.5});
    auto plan = example_plan();
    auto result = compare_pilots(plan, data);
    EXPECT_THAT(suggested(data, result), testing::ElementsAre("c1", "p1", "p3", "p4"));
    EXPECT_TRUE(says(outcome(data, result, "p2"), "siting.overlap"));
    plan.exclude_overlap = false;
    result = compare_pilots(plan, data);
    EXPECT_THAT(suggested(data, result), testing::ElementsAre("c1", "p1", "p2", "p3"));
}

TEST(Pilot, AnEnterpriseDoesNotExcludeTheCityItLiesInUnlessAsked)
{
    auto data = example();
    data.ground.pairs.push_back({.a = 0, .b = 3, .km = 0, .shared_km2 = 0.5});
    ASSERT_NE(data.candidates[0].kind, data.candidates[3].kind);
    auto plan = example_plan();
    const auto apart = suggested(data, compare_pilots(plan, data));
    plan.exclude_overlap = false;
    EXPECT_EQ(apart, suggested(data, compare_pilots(plan, data)));
    plan.exclude_overlap = plan.overlap_across_types = true;
    const auto chosen = suggested(data, compare_pilots(plan, data));
    EXPECT_LT(std::ranges::count(chosen, data.candidates[0].key) + std::ranges::count(chosen, data.candidates[3].key),
              2);
}

TEST(Pilot, ASoftQuotaIsBrokenByAsLittleAsPossibleAndSaidSo)
{
    auto data = example();
    data.candidates.resize(3);
    auto plan = plan_of({"city"});
    plan.quotas = {{.type = "", .min = 5, .max = 7, .soft = true}};
    const auto result = compare_pilots(plan, data);
    EXPECT_EQ(suggested(data, result).size(), 3U);
    ASSERT_EQ(result.selection->breaches.size(), 1U);
    EXPECT_EQ(result.selection->breaches[0].amount, 2);
}

TEST(Pilot, WithoutQuotasCandidatesAreRankedAndNoneIsSelected)
{
    const auto data = example();
    auto plan = example_plan();
    plan.quotas.clear();
    const auto result = compare_pilots(plan, data);
    EXPECT_FALSE(result.selected);
    EXPECT_EQ(result.types[0].rank[0], 1U);
    EXPECT_TRUE(suggested(data, result).empty());
}

TEST(Pilot, TheSameBitsForAnyNumberOfThreads)
{
    auto data = example();
    data.indicators.push_back({.id = "other", .name = {}, .unit = "1", .direction = "-"});
    double x = 0;
    for (auto& one : data.candidates) one.values.push_back({.value = x += 1.0, .low = x - 0.4, .high = x + 0.7});
    auto plan = example_plan();
    for (auto& type : plan.types) type.criteria.push_back({.indicator = "other"});
    const auto one = compare_pilots(plan, data, 1), two = compare_pilots(plan, data, 2);
    ASSERT_EQ(one.outcomes.size(), two.outcomes.size());
    for (std::size_t i = 0; i < one.outcomes.size(); ++i) {
        EXPECT_EQ(one.outcomes[i].within, two.outcomes[i].within);
        EXPECT_EQ(one.outcomes[i].frequency, two.outcomes[i].frequency);
        EXPECT_EQ(one.outcomes[i].reasons, two.outcomes[i].reasons);
    }
    for (std::size_t t = 0; t < 2; ++t) EXPECT_EQ(one.types[t].smaa.acceptability, two.types[t].smaa.acceptability);
}

TEST(Pilot, ACriterionThatFewHaveIsLeftOutForAllWithTheReason)
{
    auto data = example();
    data.indicators.push_back({.id = "rare", .name = {}, .unit = "1", .direction = "+"});
    for (auto& one : data.candidates) one.values.push_back({.reason = text("缺表")});
    data.candidates[3].values[1] = {.value = 5.0};
    auto plan = example_plan();
    for (auto& type : plan.types) type.criteria.push_back({.indicator = "rare"});
    const auto result = compare_pilots(plan, data);
    ASSERT_EQ(result.types[0].left_out.size(), 1U);
    EXPECT_EQ(result.types[0].left_out[0].reason, (PilotReason{"siting.criterion.none", {text("缺表")}}));
    EXPECT_EQ(result.types[1].left_out[0].reason.text, "siting.criterion.few");
    EXPECT_EQ(result.types[1].criteria.size(), 1U);
    EXPECT_EQ(result.types[1].criteria[0].weight, 1);
    const auto told = warnings_of(result);
    EXPECT_THAT(told, HasSubstr("type 'city': the criterion 'rare' is left out for all candidates, and the weights of "
                                "the others grow: no candidate has it: 缺表\n"));
    EXPECT_THAT(told, HasSubstr("type 'park': the criterion 'rare' is left out"));
    EXPECT_THAT(told, HasSubstr("4 of 5 candidates lack it: p2 名p2 (缺表); p3 名p3 (缺表); p4 名p4 (缺表)\n"))
        << "a few";
}

TEST(Pilot, AConstantCriterionIsSaidAndNegativeValuesForEntropyToo)
{
    auto data = example();
    data.indicators.push_back({.id = "flat", .name = {}, .unit = "1", .direction = "+"});
    data.indicators.push_back({.id = "below", .name = {}, .unit = "1", .direction = "+"});
    for (auto& one : data.candidates)
        one.values.push_back({.value = 3.0}), one.values.push_back({.value = *one.values[0].value - 0.8});
    auto plan = example_plan();
    for (auto& type : plan.types) {
        type.criteria.push_back({.indicator = "flat"});
        type.criteria.push_back({.indicator = "below"});
        type.weights = WeightSource::entropy;
    }
    const auto result = compare_pilots(plan, data);
    std::vector<std::string> warnings;
    for (const auto& one : result.warnings) warnings.push_back(one.english());
    EXPECT_THAT(warnings, Contains(HasSubstr("'flat' is the same for all")));
    EXPECT_THAT(warnings, Contains(HasSubstr("below are shifted")));
    EXPECT_EQ(result.types[0].criteria[1].weight, 0);
}

TEST(Pilot, WarnsOfCriteriaThatJudgeByThePeakAndOfPartsBesideTheirComposite)
{
    auto data = example();
    data.indicators.push_back(
        {.id = "peak_year", .name = {.zh = "达峰年份", .en = "peak year"}, .unit = "1", .direction = "-"});
    data.indicators.push_back(
        {.id = "whole", .name = {}, .unit = "1", .direction = "+", .formula = "wlc(C: merit; P: merit)"});
    for (auto& one : data.candidates)
        one.values.push_back({.value = 2030.0}), one.values.push_back({.value = one.values[0].value});
    auto plan = example_plan();
    plan.types[0].criteria.push_back({.indicator = "peak_year"});
    plan.types[0].criteria.push_back({.indicator = "whole"});
    std::vector<std::string> warnings;
    for (const auto& one : compare_pilots(plan, data).warnings) warnings.push_back(one.english());
    EXPECT_THAT(warnings, Contains(HasSubstr("N-02")));
    EXPECT_THAT(warnings, Contains(HasSubstr("counts twice")));
}

TEST(Pilot, WarnsOfCriteriaOfEmissionsInOtherBounds)
{
    auto data = example();
    data.indicators[0].inventories = {Inventory::total};
    data.indicators.push_back({.id = "mine", .direction = "-", .inventories = {Inventory::list}});
    for (auto& candidate : data.candidates) candidate.values.push_back({.value = 1});
    auto plan = example_plan();
    plan.types[0].criteria.push_back({.indicator = "mine", .bounds = std::array<double, 2>{0, 1}});
    std::vector<std::string> warnings;
    for (const auto& one : compare_pilots(plan, data).warnings) warnings.push_back(one.english());
    EXPECT_THAT(warnings, Contains(HasSubstr("'merit' and 'mine' count the emissions of different inventories")));
}

TEST(Pilot, PartsOfACompositeComeFromItsFormula)
{
    const std::string base =
        "wlc(C: nonfossil_share, e_intensity; PE: e_per_va, green_power_share; V: clean_heat_rate)";
    EXPECT_THAT(composite_parts(base, 'C'), testing::ElementsAre("nonfossil_share", "e_intensity"));
    EXPECT_THAT(composite_parts(base, 'E'), testing::ElementsAre("e_per_va", "green_power_share"));
    EXPECT_THAT(composite_parts("min(max(0, e_total), typesum(re_avoided, abate_building))", 'S'),
                testing::ElementsAre("re_avoided", "abate_building"));
}

PilotTypePlan judged_type(std::vector<JudgementMatrix> judges)
{
    PilotTypePlan type{.type = "city",
                       .weights = WeightSource::ahp,
                       .criteria = {{.indicator = "a"}, {.indicator = "b"}, {.indicator = "c"}}};
    type.ahp = AhpPlan{.order = {"a", "b", "c"},
                       .judges = std::move(judges),
                       .position = {.place = {.file = "plan.toml", .line = 9}, .key = "siting.types[1].ahp"}};
    return type;
}

TEST(PilotWeights, AnInconsistentOrNonReciprocalMatrixIsAFaultAtItsPlace)
{
    for (const auto& matrix : {JudgementMatrix{{1, 3, .2}, {1. / 3, 1, 3}, {5, 1. / 3, 1}},
                               JudgementMatrix{{1, 2, 3}, {2, 1, 1}, {1. / 3, 1, 1}}}) {
        try {
            static_cast<void>(judged_weights(judged_type({matrix})));
            ADD_FAILURE() << "accepted";
        } catch (const UsageError& error) {
            EXPECT_EQ(error.faults().front().place.text(), "plan.toml:9");
        }
    }
}

TEST(PilotWeights, AHierarchyMultipliesAlongThePath)
{
    auto type = judged_type({{{1, 3}, {1. / 3, 1}}});
    type.ahp->order = {"g", "h"};
    type.ahp->groups = {{.id = "g", .order = {"a", "b"}, .judges = {{{1, 1}, {1, 1}}}},
                        {.id = "h", .order = {"c"}, .judges = {}}};
    const auto weights = judged_weights(type).weights;
    EXPECT_NEAR(weights[0], 0.375, 1e-9);
    EXPECT_NEAR(weights[1], 0.375, 1e-9);
    EXPECT_NEAR(weights[2], 0.25, 1e-9);
}

TEST(PilotWeights, AVerdictThatDependsOnTheTableOfRandomIndicesIsReported)
{
    // CR lies between the limits of two tables: look for such a matrix along one judgement.
    for (double x = 4; x < 13; x += 0.01) {
        auto type = judged_type({{{1, 2, x}, {.5, 1, 2}, {1 / x, .5, 1}}});
        try {
            const auto judged = judged_weights(type);
            if (!judged.judgements[0].result.depends_on_table) continue;
            EXPECT_THAT(doubtful_judgements(type, judged)[0].english(), HasSubstr("depends on the table"));
            return;
        } catch (const UsageError&) {
            continue;
        }
    }
    ADD_FAILURE() << "no borderline matrix found";
}

// Six cities and six parks with all that the typology and the quadrants ask for.
PilotData classed_example()
{
    PilotData data;
    for (const char* id : {"merit", "e_mk_z", "e_trend", "ind2_share", "e_coal_share", "heavy6_share"})
        data.indicators.push_back({.id = id, .name = {.zh = id, .en = id}, .unit = "1", .direction = "+"});
    for (const char* kind : {"city", "park"})
        for (int i = 0; i < 6; ++i) {
            const double x = i;
            data.candidates.push_back({.set = "z",
                                       .key = std::string{kind} + std::to_string(i),
                                       .name = std::string{kind} + std::to_string(i),
                                       .kind = kind,
                                       .boundary = true,
                                       .area_km2 = 1,
                                       .values = {{.value = 0.9 - x / 10},
                                                  {.value = 3.0},
                                                  {.value = 2.0},
                                                  {.value = 40.0 + 3 * x},
                                                  {.value = 60.0 - 5 * x},
                                                  {.value = 50.0}}});
        }
    data.ground.pairs_within_km = 100;
    return data;
}

// What is left over is no kind of pilot, and the classes are those of regions.
TEST(Pilot, OtherIsNoClassAndParksAreGroupedByLikeness)
{
    const auto data = classed_example();
    const auto result = compare_pilots(plan_of({"city", "park"}), data);
    int other = 0;
    for (const auto& one : result.outcomes) {
        const auto& type = result.types[one.type];
        const auto which = type.typology[*one.member].which;
        if (type.type == "park") {
            EXPECT_EQ(which, TypologyClass::unknown);
            EXPECT_EQ(one.classed.rfind("park/", 0), 0U) << one.classed;
        } else if (which == TypologyClass::other) {
            ++other;
            EXPECT_EQ(one.classed, "");
        } else
            EXPECT_EQ(one.classed, typology_name(which).zh);
    }
    EXPECT_GT(other, 0);
}

TEST(Pilot, OtherEarnsNoBonusOfDiversity)
{
    auto data = classed_example();
    data.candidates.resize(6);
    auto plan = plan_of({"city"});
    plan.selection_draws = 0;
    const auto free = compare_pilots(plan, data);
    const auto is_other = [&](std::size_t i) { return free.outcomes[i].classed.empty(); };
    std::size_t last_other = 0;
    for (std::size_t i = 0; i < 6; ++i)
        if (is_other(i)) last_other = i;
    // Two of one class are better than one of it and what is left over, whatever the bonus.
    std::vector<std::size_t> same;
    for (std::size_t i = 0; i < 6; ++i)
        if (!is_other(i) && free.outcomes[i].classed == free.outcomes[is_other(0) ? 5 : 0].classed) same.push_back(i);
    ASSERT_GE(same.size(), 2U);
    for (auto& one : data.candidates) one.values[0].value = 0.1;
    for (const auto i : {same[0], same[1]}) data.candidates[i].values[0].value = 0.9;
    data.candidates[last_other].values[0].value = 0.8;
    for (std::size_t i = 0; i < 6; ++i)
        if (!is_other(i) && i != same[0] && i != same[1]) data.candidates[i].attributes["closed"] = "1";
    plan.quotas = {{.type = "city", .min = 2, .max = 2}};
    plan.bonus = 0.3;
    for (std::size_t i = 0; i < 6; ++i)
        if (data.candidates[i].attributes.contains("closed"))
            plan.locks.push_back({.key = data.candidates[i].key, .chosen = false, .reason = "r"});
    const auto result = compare_pilots(plan, data);
    const auto chosen_keys = suggested(data, result);
    EXPECT_THAT(chosen_keys, Contains(data.candidates[same[0]].key));
    EXPECT_THAT(chosen_keys, Contains(data.candidates[same[1]].key));
}

TEST(Pilot, EveryFrequencyCarriesItsDrawsAndStandardError)
{
    auto data = example();
    data.indicators.push_back({.id = "other", .name = {}, .unit = "1", .direction = "-"});
    double x = 0;
    for (auto& one : data.candidates) one.values.push_back({.value = x += 1.0, .low = x - 2, .high = x + 2});
    auto plan = example_plan();
    plan.selection_draws = 50;
    for (auto& type : plan.types) type.criteria.push_back({.indicator = "other"});
    const auto result = compare_pilots(plan, data);
    bool between = false;
    for (const auto& one : result.outcomes)
        for (const auto& [frequency, draws] : {std::pair{selection_frequency(result, one), 50U},
                                               {first_acceptability(result, one), 500U},
                                               {quota_acceptability(result, one), 500U}}) {
            ASSERT_TRUE(frequency.known());
            EXPECT_EQ(frequency.draws, draws);
            EXPECT_DOUBLE_EQ(frequency.error(), std::sqrt(frequency.share * (1 - frequency.share) / draws));
            between = between || (frequency.share > 0 && frequency.share < 1);
        }
    EXPECT_TRUE(between);
    for (const auto& one : result.outcomes) {
        const auto told = std::ranges::find(one.reasons, "siting.stable", &PilotReason::text);
        ASSERT_NE(told, one.reasons.end());
        const auto frequency = selection_frequency(result, one);
        EXPECT_EQ(told->words[0].english(), percent_of(frequency.share));
        EXPECT_EQ(told->words[1].english(), "50");
        EXPECT_EQ(told->words[2].english(), points_of(frequency.error()));
    }
}

// 44.5 % is 45 in a cell and in a text: one rounding.
TEST(Pilot, CellAndTextOfAFrequencyShowTheSameNumber)
{
    for (int i = 0; i <= 2000; ++i) {
        const double share = i / 2000.0;
        EXPECT_NEAR(100 * shown_share(share), std::stod(percent_of(share)), 1e-9) << share;
    }
    EXPECT_EQ(percent_of(0.445), "45");
    EXPECT_EQ(points_of(std::sqrt(0.25 / 2000)), "1.1");
}

TEST(Pilot, FrequenciesOfAnotherMethodSayThatTheyAreOfWeightedSums)
{
    const auto data = example();
    auto plan = example_plan();
    plan.method = RankMethod::topsis;
    const auto result = compare_pilots(plan, data);
    for (const auto& one : result.outcomes) {
        EXPECT_FALSE(says(one, "siting.stable"));
        EXPECT_TRUE(says(one, "siting.stable_sums"));
    }
}

TEST(Pilot, AChosenOneWithoutAQuadrantSaysWhy)
{
    const auto data = example();
    const auto result = compare_pilots(example_plan(), data);
    for (const auto& one : result.outcomes) {
        if (one.list != PilotList::suggested) continue;
        EXPECT_TRUE(std::ranges::any_of(
            one.reasons, [](const PilotReason& why) { return why.text.starts_with("siting.no_quadrant."); }));
    }
}

// What the lists state of the costs of the example: amounts, and the unit of their heads.
PilotData costed(std::vector<std::string> units)
{
    auto data = example();
    for (std::size_t i = 0; i < data.candidates.size(); ++i) {
        auto& one = data.candidates[i];
        const auto& written = units[i % units.size()];
        one.set = "z" + std::to_string(i % units.size());
        one.attributes["investment"] = written == "亿元" ? "0.1" : "1000";
        if (!written.empty()) one.attribute_units["investment"] = written;
    }
    return data;
}

TEST(PilotCosts, AreBroughtToTheUnitOfTheBudget)
{
    auto plan = example_plan();
    plan.cost = "investment";
    plan.budget = 4000;
    plan.budget_unit = unit("万元");
    for (const auto& units : {std::vector<std::string>{"亿元"}, {"万元"}, {"亿元", "万元"}}) {
        const auto costs = pilot_costs(plan, costed(units));
        for (const double one : costs.of) EXPECT_DOUBLE_EQ(one, 1000);
        EXPECT_EQ(costs.budget, 4000);
    }
    EXPECT_EQ(suggested(costed({"亿元"}), compare_pilots(plan, costed({"亿元"}))).size(), 4U);
    plan.budget = 3999;
    EXPECT_FALSE(compare_pilots(plan, costed({"亿元"})).selected) << "four cost 4,000 万元";
    plan.budget = 0.4;
    plan.budget_unit = unit("亿元");
    EXPECT_EQ(suggested(costed({"万元"}), compare_pilots(plan, costed({"万元"}))).size(), 4U);
}

TEST(PilotCosts, ABareBudgetIsInTheUnitOfTheOneHead)
{
    auto plan = example_plan();
    plan.cost = "investment";
    plan.budget = 0.4;
    EXPECT_EQ(suggested(costed({"亿元"}), compare_pilots(plan, costed({"亿元"}))).size(), 4U);
    EXPECT_THROW(pilot_costs(plan, costed({"亿元", "万元"})), UsageError) << "which of the two?";
    EXPECT_THROW(pilot_costs(plan, costed({"亿元", ""})), UsageError);
    EXPECT_DOUBLE_EQ(pilot_costs(plan, costed({""})).of[0], 1000) << "nobody states one";
}

TEST(PilotCosts, WhatCannotBeBroughtTogetherIsRefused)
{
    auto plan = example_plan();
    plan.cost = "investment";
    plan.budget = 4000;
    plan.budget_unit = unit("万元");
    EXPECT_THROW(pilot_costs(plan, costed({""})), UsageError);
    EXPECT_THROW(pilot_costs(plan, costed({"吨"})), UsageError);
    plan.cost_unit = unit("万元");
    EXPECT_DOUBLE_EQ(pilot_costs(plan, costed({""})).of[0], 1000) << "the plan states it";
}

// The head of a list says 万吨标准煤, the rule speaks of tonnes.
TEST(Pilot, RulesReadAttributesInTheUnitOfTheirHead)
{
    PilotData data;
    data.indicators.push_back({.id = "en_total", .name = {}, .unit = "tce/a", .direction = "ctx"});
    PilotPlan plan;
    plan.policy.instead["tce"] = {"en_total"};
    plan.rules = {rule("tce", "enterprise", true, "tce >= 10000")};
    PilotCandidate one{.key = "e",
                       .kind = "enterprise",
                       .attributes = {{"tce", "1.2"}},
                       .attribute_units = {{"tce", "万吨标准煤"}},
                       .values = {{.value = 1.0}}};
    EXPECT_EQ(rule_findings(plan, data, one)[0].state, RuleFinding::State::holds);
    plan.rules = {rule("tce", "enterprise", true, "tce >= (13000 tce)")};
    EXPECT_EQ(rule_findings(plan, data, one)[0].state, RuleFinding::State::fails);
    one.attribute_units["tce"] = "吨标准煤";
    one.attributes["tce"] = "12000";
    plan.rules = {rule("tce", "enterprise", true, "tce >= 10000")};
    EXPECT_EQ(rule_findings(plan, data, one)[0].state, RuleFinding::State::holds);
}

TEST(Pilot, RegionsComeFromTheAttributeOrTheCode)
{
    EXPECT_EQ(region_of({.key = "640104", .attributes = {{"region", "银川市"}}}, "region"), "银川市");
    EXPECT_EQ(region_of({.key = "640104"}, "region"), "6401");
    EXPECT_EQ(region_of({.key = "P01"}, "region"), "");
}

} // namespace
} // namespace peaksite
