#include "model/pilots/compare_type.hpp"
#include "model/pilots/eligibility.hpp"

#include "base/error.hpp"
#include "support/formula_run.hpp"
#include "support/our_catalogue.hpp"

#include <gmock/gmock.h>

namespace peaksite {
namespace {

RuleFinding::State judged(const std::string& require, double area_km2)
{
    PilotPlan plan;
    RulePlan rule;
    rule.id = "large";
    rule.require = parse(require);
    plan.rules.push_back(rule);
    PilotData data;
    PilotCandidate candidate{.key = "1", .kind = "park"};
    candidate.area_km2 = area_km2;
    return rule_findings(plan, data, candidate).at(0).state;
}

// A rule's number is in the unit it is written with.
TEST(PilotUnits, NumbersOfRulesHaveTheirUnits)
{
    for (const char* rule :
         {"area >= (500 ha)", "area >= (5 km2)", "area >= (7500 亩)", "(5000000 m2) <= area", "area >= 5"}) {
        EXPECT_EQ(judged(rule, 5.1), RuleFinding::State::holds) << rule;
        EXPECT_EQ(judged(rule, 4.9), RuleFinding::State::fails) << rule;
    }
    EXPECT_THROW(judged("area >= (5 MW)", 5), UsageError);
    EXPECT_THROW(judged("kind == (5 MW)", 5), UsageError);
}

// Values per user are compared within one kind of institution; a criterion that mixes them is left out, with what they
// are.
TEST(PilotUnits, ACriterionOfUnlikeInstitutionsIsLeftOut)
{
    PilotPlan plan;
    plan.draws = 50;
    PilotTypePlan type{.type = "institution"};
    for (const char* id : {"en_per_user", "en_per_floor"}) type.criteria.push_back({.indicator = id});
    PilotData data;
    data.indicators = {{.id = "en_per_user", .direction = "-", .alike = "institution"},
                       {.id = "en_per_floor", .direction = "-"}};
    for (const auto& [key, kind] : {std::pair{"1", "school"}, {"2", "hospital"}})
        data.candidates.push_back({.set = "z",
                                   .key = key,
                                   .kind = "institution",
                                   .attributes = {{"institution_kind", kind}},
                                   .boundary = true,
                                   .values = {{.value = 3.0}, {.value = key[0] == '1' ? 1.0 : 2.0}}});
    const auto mixed = compare_type(plan, type, data, {0, 1}, 1);
    ASSERT_EQ(mixed.left_out.size(), 1U);
    EXPECT_EQ(mixed.left_out[0].indicator, "en_per_user");
    EXPECT_EQ(mixed.left_out[0].reason.text, "siting.criterion.unlike");
    EXPECT_THAT(mixed.left_out[0].reason.words.at(0).english(), testing::HasSubstr("school and hospital"));
    data.candidates[1].attributes["institution_kind"] = "school";
    EXPECT_TRUE(compare_type(plan, type, data, {0, 1}, 1).left_out.empty());
    data.candidates[1].attributes["institution_kind"] = " ";
    const auto silent = compare_type(plan, type, data, {0, 1}, 1);
    ASSERT_EQ(silent.left_out.size(), 1U) << "a kind that is not stated may be another";
    EXPECT_THAT(silent.left_out[0].reason.words.at(0).english(), testing::HasSubstr("1 of 2"));
}

const std::string head = "schema = 1\n[grid]\ncell = \"1 km\"\n[[zones]]\nid = \"z\"\nfile = \"z.gpkg\"\n";

Plan plan_of(const std::string& rest) { return read_plan_text(head + rest, "plan.toml", our_catalogue(), {}); }

TEST(OfficeUnits, OfOwnIndicatorsFollowFromTheUnits)
{
    const std::string own = "[[indicators]]\nid = \"x\"\nname = \"x\"\nunit = \"km2\"\nformula = \"zone_area\"\n";
    EXPECT_NEAR(plan_of(own + "unit_gov = \"万亩\"\n").indicators.at(0).scale_gov, 0.15, 1e-12);
    EXPECT_EQ(plan_of(own).indicators.at(0).scale_gov, 1);
    EXPECT_THROW(plan_of(own + "unit_gov = \"万亩\"\nscale_gov = 1.5\n"), UsageError);
    EXPECT_THROW(plan_of(own + "unit_gov = \"个足球场\"\n"), UsageError);
    EXPECT_EQ(plan_of(own + "unit_gov = \"个足球场\"\nscale_gov = 140\n").indicators.at(0).scale_gov, 140);
}

// Which slope is fine is what the technology's own rule says; the catalogue's number stands in where it has none.
TEST(SlopeLimit, IsThatOfTheTechnologysOwnRule)
{
    const std::string layers = "[[layers]]\nid = \"dem\"\nfile = \"d.tif\"\nunit = \"m\"\n[[layers]]\nid = "
                               "\"slope\"\nderive = \"slope(dem)\"\n";
    const auto limit = [&](const std::string& rule) {
        const auto plan = plan_of(
            layers + "[[technologies]]\nid = \"wind\"\nsymbol = \"wind\"\ndensity = \"5 MW/km2\"\nshare = 1\n" + rule);
        const FormulaNames names{plan, FormulaRun::catalogue(), nullptr};
        return names.parameter("slope_max_t", &plan.technologies.at(0));
    };
    const std::string steep = "[[technologies.exclude]]\nid = \"steep\"\nwhere = \"slope > (20 degree)\"\n";
    EXPECT_EQ(limit(steep), 20);
    EXPECT_EQ(limit(""), 15);
    EXPECT_EQ(limit(steep + "active = false\n"), 15);
    EXPECT_EQ(limit(steep + "[parameters]\nslope_max_t = { wind = 12 }\n"), 12);
}

} // namespace
} // namespace peaksite
