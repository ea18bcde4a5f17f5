#include "plan/read/read_plan.hpp"
#include "support/our_catalogue.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>

namespace peaksite {
namespace {

using testing::HasSubstr;

const std::string base =
    "schema = 1\n[grid]\ncell = \"100 m\"\n[[zones]]\nid = \"county\"\nfile = \"c.gpkg\"\nkey = \"code\"\n";

PilotPlan read(const std::string& siting, const Settings& settings = {})
{
    return *read_plan_text(base + siting, "plan.toml", our_catalogue(), settings).siting;
}

std::vector<std::string> faults_of(const std::string& siting, const Settings& settings = {})
{
    try {
        read(siting, settings);
    } catch (const UsageError& error) {
        std::vector<std::string> out;
        for (const auto& fault : error.faults()) out.push_back(english(fault));
        return out;
    }
    return {};
}

void expect_fault(const std::string& siting, const std::string& what)
{
    EXPECT_THAT(faults_of(siting), testing::Contains(HasSubstr(what))) << siting;
}

const std::string one_type = "[siting]\n[[siting.types]]\ntype = \"city\"\n";
const std::string two_criteria = "[[siting.types.criteria]]\nindicator = "
                                 "\"re_tech_cap\"\n[[siting.types.criteria]]\nindicator = \"c_density_mean\"\n";

TEST(ReadSiting, ThePolicyOfNingxiaHasItsQuotasRulesAndTypes)
{
    const auto siting = read("[siting]\npolicy = \"ningxia\"\n");
    int sum = 0;
    for (const auto& quota : siting.quotas) {
        EXPECT_EQ(quota.min, quota.max);
        EXPECT_FALSE(quota.soft);
        sum += *quota.max;
    }
    EXPECT_EQ(sum, 16);
    EXPECT_EQ(siting.types.size(), 6U);
    const auto rule = std::ranges::find(siting.rules, "enterprise-energy", &RulePlan::id);
    ASSERT_NE(rule, siting.rules.end());
    EXPECT_TRUE(rule->hard);
    EXPECT_THAT(rule->clause.zh, HasSubstr("年综合能耗10000吨标准煤以上"));
    for (const auto& type : siting.types) EXPECT_EQ(type.weights, WeightSource::equal);
}

TEST(ReadSiting, ThePolicyOfTianjinHasASoftQuotaOverAllTypes)
{
    const auto siting = read("[siting]\npolicy = \"ningxia\"\n", {{"siting.policy", "tianjin"}});
    ASSERT_EQ(siting.quotas.size(), 1U);
    EXPECT_EQ(siting.quotas[0].type, "");
    EXPECT_TRUE(siting.quotas[0].soft);
    EXPECT_EQ(siting.quotas[0].min, 6);
    EXPECT_EQ(siting.quotas[0].max, 6);
}

TEST(ReadSiting, TheFirstNationalBatchCapsProvincesAtThirtyFiveInAll)
{
    const auto siting = read("[siting]\npolicy = \"national_batch1\"\n");
    int sum = 0;
    for (const auto& cap : siting.caps) sum += cap.max;
    EXPECT_EQ(sum, 35);
    EXPECT_EQ(siting.caps.size(), 15U);
}

TEST(ReadSiting, EveryPolicyReadsAndNoneJudgesByThePeak)
{
    const auto& catalogue = our_catalogue();
    EXPECT_GE(catalogue.policies().size(), 4U);
    for (const auto& id : catalogue.policies()) {
        const auto siting = read("[siting]\npolicy = \"" + id + "\"\n");
        for (const auto& type : siting.types)
            for (const auto& criterion : type.criteria) EXPECT_EQ(criterion.indicator.find("peak"), std::string::npos);
        for (const auto& rule : siting.rules) EXPECT_FALSE(rule.clause.zh.empty() || rule.source.empty()) << rule.id;
    }
}

TEST(ReadSiting, ThePlanOverridesQuotasRulesAndCriteriaOfThePolicy)
{
    const auto siting =
        read("[siting]\npolicy = \"ningxia\"\n[[siting.quotas]]\ntype = \"city\"\nmax = 2\n"
             "[[siting.rules]]\nid = \"city-level\"\ntypes = [\"city\"]\nrequire = \"area > 10\"\nclause = \"own\"\n"
             "[[siting.types]]\ntype = \"city\"\n[[siting.types.criteria]]\nindicator = \"pv_tech_cap\"\nweight = 1\n");
    EXPECT_EQ(siting.quotas.size(), 6U);
    EXPECT_EQ(std::ranges::find(siting.quotas, "city", &QuotaPlan::type)->max, 2);
    EXPECT_EQ(std::ranges::find(siting.rules, "city-level", &RulePlan::id)->clause.zh, "own");
    EXPECT_EQ(siting.type("city")->criteria.size(), 1U);
    EXPECT_EQ(siting.type("city")->weights, WeightSource::given);
}

TEST(ReadSiting, EverythingOfTheSchemaIsRead)
{
    const auto siting =
        read("[siting]\nzones = [\"county\"]\nyear = 2022\nseed = 7\ndraws = 500\nobjective = \"expected\"\nmethod = "
             "\"topsis\"\nbudget = 5\ncost = \"level\"\n"
             "[siting.spacing]\nleast = \"30 km\"\n[siting.overlap]\nexclude = false\n[siting.diversity]\nbonus = "
             "0.1\nleast_classes = 2\n"
             "[[siting.caps]]\nby = \"proposer\"\nmax = 2\n"
             "[[siting.locks]]\nset = \"county\"\nkey = \"1\"\nstate = \"left_out\"\nreason = \"r\"\nby = \"b\"\ndate "
             "= \"2024\"\n"
             "[[siting.types]]\ntype = \"city\"\nweights = \"ahp\"\nmethod = \"wlc\"\n" +
             two_criteria +
             "[siting.types.ahp]\norder = [\"re_tech_cap\", \"c_density_mean\"]\nmatrix = [[1, 3], [\"1/3\", 1]]\n"
             "[siting.types.expert]\nfile = \"scores.csv\"\ntrim = 2\nshare = 0.5\n");
    EXPECT_EQ(siting.seed, 7U);
    EXPECT_EQ(siting.objective, PilotObjective::expected);
    EXPECT_EQ(siting.method, RankMethod::topsis);
    EXPECT_EQ(siting.types[0].method, RankMethod::wlc);
    EXPECT_EQ(siting.spacing_km, 30);
    EXPECT_FALSE(siting.exclude_overlap);
    EXPECT_EQ(siting.least_classes, 2);
    EXPECT_FALSE(siting.locks[0].chosen);
    EXPECT_DOUBLE_EQ(siting.types[0].ahp->judges[0][1][0], 1.0 / 3);
    EXPECT_EQ(siting.types[0].expert->file,
              "./scores.csv" == siting.types[0].expert->file ? "./scores.csv" : "scores.csv");
}

TEST(ReadSiting, SettingsReachCriteriaByIndicatorOrPlace)
{
    const auto plan = one_type + "criteria = [{ indicator = \"re_tech_cap\", weight = 0.4 }, { indicator = "
                                 "\"pv_tech_cap\", weight = 0.6 }]\n";
    const auto weights = [&](const std::string& key, const std::string& other) {
        const std::string list = "siting.types.city.criteria";
        const auto criteria =
            read(plan, {{list + key + ".weight", "0.9"}, {list + other + ".weight", "0.1"}}).types[0].criteria;
        return std::vector<double>{criteria[0].weight.value_or(0), criteria[1].weight.value_or(0)};
    };
    EXPECT_THAT(weights(".pv_tech_cap", ".re_tech_cap"), testing::ElementsAre(0.1, 0.9));
    EXPECT_THAT(weights("[1]", "[2]"), testing::ElementsAre(0.9, 0.1));
    EXPECT_THAT(weights(".[2]", ".re_tech_cap"), testing::ElementsAre(0.1, 0.9));
    const auto refused = [&](const std::string& key) { return faults_of(plan, {{"siting.types." + key, "0.9"}}); };
    EXPECT_THAT(refused("city.criteria.ia.weight"),
                testing::Contains(testing::AllOf(HasSubstr("'criteria' of the plan has no single item 'ia'"),
                                                 HasSubstr("such as criteria[1]; it has: re_tech_cap [1], "
                                                           "pv_tech_cap [2]"))));
    EXPECT_THAT(refused("city.criteria[3].weight"), testing::Contains(HasSubstr("no single item '[3]'")));
}

TEST(ReadSiting, WhatGapsOfExpertsDoIsAKey)
{
    const auto expert = one_type + "criteria = [{ indicator = \"re_tech_cap\" }]\n[siting.types.expert]\nfile = "
                                   "\"scores.csv\"\n";
    EXPECT_EQ(read(expert).types[0].expert->gaps, ExpertPlan::Gaps::missing);
    EXPECT_EQ(read(expert + "gaps = \"others\"\n").types[0].expert->gaps, ExpertPlan::Gaps::others);
}

TEST(ReadSiting, SettingsReachNestedTables)
{
    EXPECT_EQ(read("[siting]\npolicy = \"ningxia\"\n", {{"siting.spacing.least", "20 km"}}).spacing_km, 20);
}

TEST(ReadSiting, UnknownIdsAreFaultsWithTheNearestOnes)
{
    expect_fault("[siting]\npolicy = \"ningxi\"\n", "did you mean 'ningxia'");
    expect_fault("[siting]\npolicy = \"ningxia\"\nzones = [\"countyy\"]\n", "did you mean 'county'");
    expect_fault(one_type + "[[siting.types.criteria]]\nindicator = \"re_tech_cop\"\n", "did you mean 're_tech_cap'");
    expect_fault("[siting]\n[[siting.types]]\ntype = \"citi\"\n", "did you mean 'city'");
    expect_fault(
        "[siting]\npolicy = \"ningxia\"\n[[siting.rules]]\nid = \"x\"\nrequire = \"levle == 'a'\"\nclause = \"c\"\n",
        "did you mean 'level'");
    expect_fault("[siting]\npolicy = \"ningxia\"\n[[siting.locks]]\nset = \"conty\"\nkey = \"1\"\nstate = "
                 "\"chosen\"\nreason = \"r\"\n",
                 "did you mean 'county'");
    expect_fault("[siting]\npolicy = \"ningxia\"\nobjektive = \"score\"\n", "did you mean 'objective'");
    expect_fault("[siting]\npolicy = \"tianjin\"\n[[siting.quotas]]\ntype = \"village\"\nmax = 1\n",
                 "no candidates of that type");
}

TEST(ReadSiting, WeightsMustSumToOne)
{
    expect_fault(one_type + "weights = \"given\"\n[[siting.types.criteria]]\nindicator = \"re_tech_cap\"\nweight = "
                            "0.5\n[[siting.types.criteria]]\nindicator = \"c_density_mean\"\nweight = 0.4\n",
                 "sum to 0.9, not 1");
    expect_fault(one_type + "weights = \"given\"\n" + two_criteria, "has no weight");
    expect_fault(one_type + "[[siting.types.criteria]]\nindicator = \"re_tech_cap\"\nweight = -1\n",
                 "cannot be negative");
}

TEST(ReadSiting, JudgementsMustFitTheCriteria)
{
    const std::string ahp = one_type + "weights = \"ahp\"\n" + two_criteria;
    expect_fault(ahp, "there are none");
    expect_fault(ahp + "[siting.types.ahp]\norder = [\"re_tech_cap\"]\n",
                 "no judgement says how much the criterion 'c_density_mean' weighs");
    expect_fault(ahp + "[siting.types.ahp]\norder = [\"re_tech_cap\", \"c_density_mean\"]\nmatrix = [[1, 3]]\n",
                 "a matrix of 2 by 2 is needed");
    expect_fault(
        ahp + "[siting.types.ahp]\norder = [\"re_tech_cap\", \"c_density_maen\"]\nmatrix = [[1, 3], [\"1/3\", 1]]\n",
        "did you mean 'c_density_mean'");
    expect_fault(
        ahp +
            "[siting.types.ahp]\norder = [\"re_tech_cap\", \"c_density_mean\"]\nmatrix = [[1, \"x\"], [\"1/3\", 1]]\n",
        "rows of numbers are needed");
}

TEST(ReadSiting, SomeIndicatorsAreNoCriteria)
{
    expect_fault(one_type + "[[siting.types.criteria]]\nindicator = \"net_emission\"\n", "for display only");
    expect_fault(one_type + "[[siting.types.criteria]]\nindicator = \"e_total\"\n", "is context and has no direction");
    EXPECT_TRUE(
        faults_of(one_type + "[[siting.types.criteria]]\nindicator = \"e_total\"\ndirection = \"-\"\n").empty());
    expect_fault(one_type + two_criteria + two_criteria, "is given twice");
}

// The plan may change what the policy says, but says each thing once.
TEST(ReadSiting, NoEntryOfAPlanReplacesAnotherOfItsOwn)
{
    const std::string rule = "[[siting.rules]]\nid = \"city-level\"\nrequire = \"area > 10\"\nclause = \"c\"\n",
                      quota = "[[siting.quotas]]\ntype = \"city\"\nmax = 2\n",
                      any = "[[siting.quotas]]\ntype = \"any\"\nmax = 9\n",
                      cap = "[[siting.caps]]\nby = \"region\"\nmax = 1\n",
                      other_cap = "[[siting.caps]]\nby = \"region\"\nonly = \"x\"\nmax = 1\n",
                      type = "[[siting.types]]\ntype = \"city\"\n";
    const std::string policy = "[siting]\npolicy = \"ningxia\"\n";
    EXPECT_THAT(faults_of(policy + rule + quota + any + cap + other_cap + type), testing::IsEmpty());
    for (const auto& [entry, name] : {std::pair{rule, "'city-level'"},
                                      {quota, "'city'"},
                                      {any, "'any'"},
                                      {cap, "'region'"},
                                      {other_cap, "'region x'"},
                                      {type, "'city'"}})
        EXPECT_THAT(faults_of(policy + entry + entry),
                    testing::ElementsAre(testing::AllOf(HasSubstr(name), HasSubstr("is stated a second time"),
                                                        HasSubstr("the first is plan.toml:1"))))
            << entry;
}

TEST(ReadSiting, AWeightThatIsForgottenIsAFaultWhereOthersAreStated)
{
    const auto some = one_type + "[[siting.types.criteria]]\nindicator = \"re_tech_cap\"\nweight = 0.5\n"
                                 "[[siting.types.criteria]]\nindicator = \"c_density_mean\"\n";
    EXPECT_THAT(faults_of(some), testing::ElementsAre(HasSubstr("the criterion 'c_density_mean' has no weight")));
    EXPECT_THAT(faults_of(some, {{"siting.weights", "equal"}}), testing::IsEmpty()) << "asked for";
    EXPECT_THAT(faults_of(one_type + two_criteria), testing::IsEmpty()) << "none is stated";
}

TEST(ReadSiting, ADecisionNeedsAReason)
{
    expect_fault("[siting]\npolicy = \"ningxia\"\n[[siting.locks]]\nkey = \"1\"\nstate = \"chosen\"\n",
                 "has no reason");
    expect_fault("[siting]\npolicy = \"ningxia\"\n[[siting.locks]]\nkey = \"1\"\nstate = \"chosen\"\nreason = \"  \"\n",
                 "has no reason");
}

TEST(ReadSiting, QuotasAndCapsAreRanges)
{
    expect_fault("[siting]\npolicy = \"ningxia\"\n[[siting.quotas]]\ntype = \"city\"\nmin = 3\nmax = 1\n",
                 "goes from 3 to 1");
    expect_fault("[siting]\npolicy = \"ningxia\"\n[[siting.quotas]]\ntype = \"city\"\n", "needs 'min' or 'max'");
    expect_fault("[siting]\npolicy = \"ningxia\"\n[[siting.caps]]\nby = \"region\"\nmax = -1\n", "cannot be negative");
    expect_fault("[siting]\n", "neither a policy nor types");
    expect_fault("[siting]\npolicy = \"ningxia\"\nbudget = 3\n", "needs 'cost'");
}

} // namespace
} // namespace peaksite
