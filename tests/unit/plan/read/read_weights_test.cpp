#include "plan/read/read_plan.hpp"
#include "support/our_catalogue.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace peaksite {
namespace {

using testing::HasSubstr;

const std::string base =
    "schema = 1\n[grid]\ncell = \"100 m\"\n[[zones]]\nid = \"county\"\nfile = \"c.gpkg\"\nkey = \"code\"\n";
const std::string three = "[siting]\n[[siting.types]]\ntype = \"city\"\ncriteria = [{ indicator = \"re_tech_cap\" }, { "
                          "indicator = \"c_density_mean\" }, { indicator = \"pv_tech_cap\" }]\n";
const std::string one_matrix = "matrix = [[1, 3], [\"1/3\", 1]]\n";

PilotPlan read(const std::string& siting)
{
    return *read_plan_text(base + siting, "plan.toml", our_catalogue(), {}).siting;
}

void expect_fault(const std::string& siting, const std::string& what)
{
    std::vector<std::string> found;
    try {
        read(siting);
    } catch (const UsageError& error) {
        for (const auto& fault : error.faults()) found.push_back(english(fault));
    }
    EXPECT_THAT(found, testing::Contains(HasSubstr(what))) << siting;
}

std::string group(const std::string& id, const std::string& order)
{
    return "[[siting.types.ahp.groups]]\nid = \"" + id + "\"\norder = [" + order + "]\n" + one_matrix;
}

TEST(ReadWeights, GroupsHoldGroupsAndCriteria)
{
    const auto siting =
        read(three + "weights = \"ahp\"\n[siting.types.ahp]\norder = [\"outer\", \"pv_tech_cap\"]\n" + one_matrix +
             "weights_by = \"geometric_mean\"\n" + group("outer", "\"inner\", \"c_density_mean\"") +
             "[[siting.types.ahp.groups]]\nid = \"inner\"\norder = [\"re_tech_cap\"]\n");
    const auto& ahp = *siting.types[0].ahp;
    EXPECT_EQ(ahp.by, AhpPlan::By::geometric_mean);
    EXPECT_THAT(ahp.groups[0].order, testing::ElementsAre("inner", "c_density_mean"));
}

TEST(ReadWeights, OneTriangleOrEmptyEntriesStandForTheirReciprocals)
{
    const std::string order = "order = [\"re_tech_cap\", \"c_density_mean\", \"pv_tech_cap\"]\n";
    const auto judged = [&](const std::string& matrix) {
        return read(three + "[siting.types.ahp]\n" + order + "matrix = " + matrix + "\n").types[0].ahp->judges[0];
    };
    const JudgementMatrix upper{{1, 3, 5}, {0, 1, 2}, {0, 0, 1}}, lower{{1, 0, 0}, {3, 1, 0}, {5, 2, 1}};
    EXPECT_EQ(judged("[[1, 3, 5], [1, 2], [1]]"), upper);
    EXPECT_EQ(judged("[[1], [3, 1], [5, 2, 1]]"), lower);
    EXPECT_EQ(judged("[[1, 3, 5], [\"\", 1, 2], [0, \" \", 1]]"), upper);
    expect_fault(three + "[siting.types.ahp]\n" + order + "matrix = [[3, 5], [2]]\n", "a matrix of 3 by 3 is needed");
}

TEST(ReadWeights, WithoutAnOrderTheOutermostGroupsAreCompared)
{
    const auto siting = read(three + "[siting.types.ahp]\n" + group("inner", "\"re_tech_cap\", \"c_density_mean\"") +
                             group("outer", "\"inner\", \"pv_tech_cap\""));
    EXPECT_THAT(siting.types[0].ahp->order, testing::ElementsAre("outer"));
}

TEST(ReadWeights, AGroupThatNothingLeadsToAndACriterionInTwoGroupsAreFaults)
{
    const auto top = three + "[siting.types.ahp]\norder = [\"re_tech_cap\", \"c_density_mean\"]\n" + one_matrix;
    expect_fault(top + group("lonely", "\"pv_tech_cap\", \"lonely\""), "how much the group 'lonely' weighs");
    expect_fault(top + group("lonely", "\"pv_tech_cap\", \"lonely\""), "how much the criterion 'pv_tech_cap' weighs");
    expect_fault(top + group("g", "\"re_tech_cap\", \"pv_tech_cap\""), "'re_tech_cap' is judged twice");
    expect_fault(top + group("re_tech_cap", "\"pv_tech_cap\""), "the name of a criterion or of another group");
}

TEST(ReadWeights, CombinationsNameTheirPartsSharesAndKind)
{
    const auto siting = read(three + "weights = \"combined\"\n[siting.types.combine]\nparts = [\"entropy\", "
                                     "\"critic\"]\nshares = [2, 1]\nby = \"geometric_mean\"\n");
    const auto& combine = *siting.types[0].combine;
    EXPECT_THAT(combine.parts, testing::ElementsAre(WeightSource::entropy, WeightSource::critic));
    EXPECT_THAT(combine.shares, testing::ElementsAre(2, 1));
    EXPECT_EQ(combine.by, CombinationPlan::By::geometric_mean);
    EXPECT_THAT(siting.weight_sources(siting.types[0]),
                testing::ElementsAre(WeightSource::entropy, WeightSource::critic));
    expect_fault(three + "weights = \"combined\"\n", "there are none"); // the default parts: ahp and entropy
    const auto with = [](const std::string& keys) { return three + "[siting.types.combine]\n" + keys; };
    expect_fault(with("parts = [\"entropy\", \"combined\"]\n"), "'combined' are no weights");
    expect_fault(with("parts = [\"entropy\"]\n"), "two parts or more");
    expect_fault(with("shares = [1]\n"), "for each of the 2 parts");
    expect_fault(with("shares = [1, 1]\nby = \"product\"\n"), "a product has no shares");
}

std::string preferring(const std::string& preference)
{
    return "[siting]\n[[siting.types]]\ntype = \"city\"\ncriteria = [{ indicator = \"re_tech_cap\", preference = { " +
           preference + " } }]\n";
}

TEST(ReadWeights, PreferencesHaveTheThresholdsOfTheirForm)
{
    const auto linear = read(preferring("form = \"linear\", q = 1, p = 2")).types[0].criteria[0].preference;
    EXPECT_EQ(linear.form, Preference::Form::linear);
    EXPECT_EQ(linear.q, 1);
    EXPECT_EQ(linear.p, 2);
    EXPECT_EQ(read(three).types[0].criteria[0].preference.form, Preference::Form::usual);
    expect_fault(preferring("form = \"linear\", q = 1"), "needs 'p'");
    expect_fault(preferring("form = \"level\", q = 2, p = 1"), "q lies below p");
    expect_fault(preferring("form = \"gaussian\", s = 0"), "cannot be negative");
    expect_fault(preferring("form = \"v_shape\", p = 1, q = 1"), "preference.q");
    expect_fault(preferring("form = \"steep\""), "steep");
}

TEST(ReadWeights, VikorsShareLiesBetweenZeroAndOne)
{
    const auto siting = read("[siting]\nvikor_v = 0.6\n[[siting.types]]\ntype = \"city\"\nvikor_v = 0\n"
                             "criteria = [{ indicator = \"re_tech_cap\" }]\n");
    EXPECT_EQ(siting.vikor_v, 0.6);
    EXPECT_EQ(siting.types[0].vikor_v, 0);
    EXPECT_EQ(read(three).vikor_v, 0.5);
    expect_fault(three + "vikor_v = 1.5\n", "between 0 and 1");
}

} // namespace
} // namespace peaksite
