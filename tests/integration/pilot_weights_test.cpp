#include "integration/small_case.hpp"
#include "support/workbook_reader.hpp"

namespace peaksite {
namespace {

using testing::HasSubstr;

constexpr const char* plan_of_a_table = R"(schema = 1
title = "x"
[grid]
crs = "EPSG:32648"
cell = "100 m"
extent = [500000, 4200000, 501000, 4201000]
[[zones]]
id = "c"
file = "list.csv"
key = "key"
name = "name"
kind = "city"
[[tables]]
id = "t"
file = "list.csv"
key = "key"
[tables.columns]
a = "a"
b = "b"
c = "c"
d = "d"
[[indicators]]
id = "ia"
name = "甲"
unit = "1"
formula = "t.a"
direction = "+"
[[indicators]]
id = "ib"
name = "乙"
unit = "1"
formula = "t.b"
direction = "+"
[[indicators]]
id = "ic"
name = "丙"
unit = "1"
formula = "t.c"
direction = "+"
[[indicators]]
id = "ie"
name = "丁"
unit = "1"
formula = "t.d"
direction = "+"
[siting]
draws = 100
selection_draws = 0
[[siting.quotas]]
type = "city"
max = 2
[[siting.types]]
type = "city"
)";

// The published matrix of Papathanasiou and Ploskas (2018): six alternatives, four criteria.
class PilotWeights : public SmallCase {
protected:
    PilotWeights()
    {
        write_file(at("list.csv"), "key,name,a,b,c,d\nk1,k1,8,7,2,1\nk2,k2,5,3,7,5\nk3,k3,7,5,6,4\nk4,k4,9,9,7,3\n"
                                   "k5,k5,11,10,3,7\nk6,k6,6,9,5,4\n");
        plan = PlanText{plan_of_a_table};
    }

    void add_criteria(const std::string& preference = "")
    {
        std::string list;
        for (const auto& [id, weight] : {std::pair{"ia", "0.4"}, {"ib", "0.3"}, {"ic", "0.1"}, {"ie", "0.2"}})
            list += std::string{"{ indicator = \""} + id + "\", weight = " + weight + preference + " }, ";
        plan.add("criteria = [" + list + "]\n");
    }

    double of(const std::string& table, const std::string& key, const std::string& column) const
    {
        return read_csv(out() / table).number({{"key", key}}, column);
    }
};

TEST_F(PilotWeights, PrometheeWithThresholdsGivesThePublishedFlows)
{
    plan.replace("[siting]\n", "[siting]\nmethod = \"promethee\"\n");
    add_criteria(", preference = { form = \"linear\", q = 1, p = 2 }");
    done();
    for (const auto& [key, flow] :
         {std::pair{"k1", -0.26}, {"k2", -0.52}, {"k3", -0.22}, {"k4", 0.36}, {"k5", 0.70}, {"k6", -0.06}}) {
        EXPECT_NEAR(of("methods.csv", key, "promethee_net"), flow, 1e-9) << key;
        EXPECT_NEAR(of("ranking.csv", key, "score"), (flow + 1) / 2, 1e-9) << key;
    }
}

TEST_F(PilotWeights, VikorTakesItsShareAndSaysTheCompromise)
{
    plan.replace("[siting]\n", "[siting]\nmethod = \"vikor\"\nvikor_v = 0.8\n");
    add_criteria();
    done();
    EXPECT_NEAR(of("methods.csv", "k3", "vikor_q"), 0.72360148, 5e-9);
    EXPECT_NEAR(of("methods.csv", "k3", "vikor_s"), 0.60095238, 5e-9);
    EXPECT_NEAR(of("ranking.csv", "k3", "score"), 1 - 0.72360148, 5e-9);
    const auto methods = read_csv(out() / "methods.csv");
    EXPECT_EQ(methods.at({{"key", "k5"}}, "vikor_compromise"), "yes");
    EXPECT_EQ(methods.at({{"key", "k5"}}, "vikor_advantage"), "yes");
    EXPECT_EQ(methods.at({{"key", "k1"}}, "vikor_compromise"), "");
    EXPECT_EQ(methods.at({{"key", "k1"}}, "weight_to_next"), "") << "only sums have such a weight";
}

// k5 leads k4 in a by 2/6, in b by 1/7, behind in c by 4/5, ahead in d by 4/6: weight goes from d to c.
TEST_F(PilotWeights, TheLeastWeightThatDrawsTwoLevelIsSaid)
{
    add_criteria();
    done();
    const double lead = 0.4 * 2 / 6 + 0.3 / 7 - 0.1 * 4 / 5 + 0.2 * 4 / 6;
    const double moved = 0.2 * (4. / 6 + 4. / 5), left = lead - moved;
    const double truth = left <= 0 ? lead / (4. / 6 + 4. / 5) : 0.2 + left / (2. / 6 + 4. / 5);
    EXPECT_NEAR(of("methods.csv", "k4", "weight_to_next"), truth, 1e-12);
    EXPECT_NEAR(of("methods.csv", "k4", "weight_to_first"), truth, 1e-12);
    EXPECT_EQ(read_csv(out() / "methods.csv").at({{"key", "k5"}}, "weight_to_next"), "")
        << "the first is behind nobody";
    EXPECT_EQ(read_csv(out() / "sensitivity.csv").columns[8], "weighted_spearman");
}

TEST_F(PilotWeights, CombinedWeightsShowTheirParts)
{
    add_criteria();
    plan.replace("[siting]\n", "[siting]\nweights = \"combined\"\ncombine = { parts = [\"given\", \"entropy\"], by = "
                               "\"product\" }\n");
    done();
    const auto criteria = read_csv(out() / "criteria.csv");
    EXPECT_NEAR(criteria.number({{"criterion", "ic"}}, "weight"), 0.12632010482560224, 1e-12);
    EXPECT_NEAR(criteria.number({{"criterion", "ic"}}, "weight.given"), 0.1, 1e-12);
    EXPECT_NEAR(criteria.number({{"criterion", "ic"}}, "weight.entropy"), 0.27424568210884664, 1e-12);
}

// One blank cell takes an input out of an index, and the index out of the comparison: the run and `rank` say so.
TEST_F(PilotWeights, WhatOneBlankCellTakesFromAllIsTold)
{
    write_file(at("list.csv"), "key,name,a,b,c,d\nk1,k1,8,7,2,1\nk2,砚泽区,5,3,7,\nk3,k3,7,5,6,4\n");
    plan.replace("[siting]\n",
                 "[[indicators]]\nid = \"four\"\nname = \"四\"\nunit = \"0-1\"\nformula = \"wlc(C: ia, ib, "
                 "ic, ie)\"\ndirection = \"+\"\n[[indicators]]\nid = \"three\"\nname = \"三\"\nunit = "
                 "\"0-1\"\nformula = \"wlc(C: ia, ib, ie)\"\ndirection = \"+\"\n[siting]\ncoverage = 0.9\n");
    plan.add("criteria = [{ indicator = \"ia\" }, { indicator = \"ie\" }, { indicator = \"three\" }]\n");
    const std::vector<std::string> said{
        "indicator 'four', type 'city': the input 'ie' is left out for all candidates: 1 of 3 candidates lack it",
        "indicator 'three', type 'city': the input 'ie' is left out for all candidates",
        "siting, type 'city': the criterion 'ie' is left out for all candidates, and the weights of the others grow: 1 "
        "of "
        "3 candidates lack it: k2 砚泽区",
        "siting, type 'city': the criterion 'three' is left out for all candidates, and the weights of the others "
        "grow: "
        "no candidate has it: 2 of its inputs are there for all candidates"};
    expect_words(done().err, said);
    expect_words(run_program({"rank", out().string()}).err, {said[2], said[3]});
    EXPECT_EQ(read_csv(out() / "criteria.csv").at({{"criterion", "ie"}}, "name"), "丁");
}

TEST_F(PilotWeights, EveryAcceptedMatrixStandsInTheResultsWithItsConsistency)
{
    add_criteria();
    plan.replace("[siting]\n", "[siting]\nweights = \"ahp\"\n");
    plan.add("[siting.types.ahp]\norder = [\"land\", \"ie\"]\nmatrix = [[1, 4], [\"1/4\", 1]]\n"
             "[[siting.types.ahp.groups]]\nid = \"land\"\norder = [\"ia\", \"ib\", \"ic\"]\n"
             "judges = [[[1, 2, 3], [\"1/2\", 1, 2], [\"1/3\", \"1/2\", 1]], [[1, 1, 4], [1, 1, 4], [\"1/4\", "
             "\"1/4\", 1]]]\n");
    done();
    const auto judgements = read_csv(out() / "judgements.csv");
    ASSERT_EQ(judgements.rows.size(), 4U) << "the top, two experts, both together";
    const std::map<std::string, std::string> first{{"group", "land"}, {"judge", "1"}};
    EXPECT_NEAR(judgements.number(first, "lambda_max"), 3.009202, 1e-6); // 1 + t + 1/t with t³ = 4/3
    EXPECT_NEAR(judgements.number(first, "consistency_ratio"), 0.004601 / 0.58, 1e-6);
    EXPECT_EQ(judgements.number(first, "random_index"), 0.58);
    EXPECT_EQ(judgements.number(first, "consistency_limit"), 0.1);
    EXPECT_EQ(judgements.at(first, "consistent"), "yes");
    EXPECT_EQ(judgements.at(first, "random_index_table"), "saaty");
    EXPECT_THAT(judgements.at(first, "random_index_source"), HasSubstr("Saaty"));
    EXPECT_EQ(judgements.at({{"group", "land"}, {"judge", "all"}}, "used"), "yes");
    EXPECT_EQ(judgements.at({{"group", "land"}, {"judge", "2"}}, "used"), "");
    const auto criteria = read_csv(out() / "criteria.csv");
    EXPECT_NEAR(criteria.number({{"criterion", "ie"}}, "weight"), 0.2, 1e-12);
    EXPECT_THAT(read_file(out() / "siting.json"), HasSubstr("\"consistency_ratio\""));
    const ReadWorkbook book{out() / "名单.xlsx"};
    EXPECT_TRUE(book.says("判断矩阵一致性"));
    EXPECT_TRUE(book.says("一致性比率CR"));
    const auto ranked = run_program({"rank", out().string()});
    expect_words(ranked.out, {"judgements of expert 1 on ia, ib, ic", "judgements of all experts", "saaty"});
}

} // namespace
} // namespace peaksite
