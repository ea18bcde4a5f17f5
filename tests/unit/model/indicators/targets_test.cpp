#include "model/indicators/targets.hpp"

#include "support/formula_run.hpp"
#include "support/our_catalogue.hpp"

namespace peaksite {
namespace {

TEST(Targets, AreReachedOrLeaveAGapInTheirDirection)
{
    EXPECT_EQ(gap_to_target(18, 25, "about"), 7);
    EXPECT_EQ(gap_to_target(30, 25, "at_least"), 0);
    EXPECT_EQ(gap_to_target(30, 25, "at_most"), 5);
}

// National rates are context, national amounts say nothing of a unit, reductions need their own base year.
TEST(Targets, StandBesideValuesOnlyWhereTheyMayBeCompared)
{
    Results results;
    results.sets.push_back({.id = "z",
                            .title = {},
                            .crs = Crs::parse("EPSG:4490"),
                            .zones = {{.key = "1", .name = "", .kind = "city", .shape = {}}}});
    auto& row = results.by_set.emplace_back().indicators.emplace_back();
    for (const char* id : {"nonfossil_share", "re_installed", "e_intensity_drop"}) {
        IndicatorInfo info;
        info.id = id;
        info.unit = FormulaRun::catalogue().entry(id)->unit;
        results.indicators.push_back(info);
        row.push_back({.value = {.value = 17.0, .valid_share = 1}, .flags = {}});
    }
    const Plan plan = read_plan_text("schema = 1\n[grid]\ncell = \"1 km\"\n[[zones]]\nid = \"z\"\nfile = "
                                     "\"z.gpkg\"\n[parameters]\nbase_year = 2005\n",
                                     "plan.toml", our_catalogue(), {});
    const FormulaNames names{plan, FormulaRun::catalogue(), nullptr};
    ParametersPlan parameters;
    const auto context = gaps_to_targets(FormulaRun::catalogue().targets, parameters, names, results);
    std::set<int> numbers;
    for (const auto& one : context) numbers.insert(one.number);
    EXPECT_EQ(numbers, (std::set<int>{3, 6, 7, 12})) << "T#2 counts from 2020, T#8 is an amount";
    for (const auto& one : context) EXPECT_FALSE(one.own);
    for (const auto& one : context)
        EXPECT_EQ(one.mismatch, one.indicator == "nonfossil_share" ? "el_conv" : "")
            << "published shares follow 等价值, and this plan does not state it";
    parameters.targets = {8};
    const auto own = gaps_to_targets(FormulaRun::catalogue().targets, parameters, names, results);
    const auto found = std::ranges::find(own, 8, &TargetRow::number);
    ASSERT_NE(found, own.end());
    EXPECT_TRUE(found->own);
    EXPECT_EQ(found->gap, 1200000 - 17.0);
}

// Shares of non-fossil energy are published by 等价值; what green travel cities reach says nothing of a community.
TEST(Targets, AreOfOneConventionAndOfTheTypesTheySpeakOf)
{
    Results results;
    results.sets.push_back({.id = "z",
                            .title = {},
                            .crs = Crs::parse("EPSG:4490"),
                            .zones = {{.key = "1", .name = "", .kind = "city", .shape = {}},
                                      {.key = "2", .name = "", .kind = "community", .shape = {}}}});
    results.by_set.emplace_back().indicators.resize(2);
    for (const char* id : {"nonfossil_share", "green_travel_share"}) {
        IndicatorInfo info;
        info.id = id;
        info.unit = "%";
        results.indicators.push_back(info);
        for (auto& row : results.by_set[0].indicators)
            row.push_back({.value = {.value = 4.0, .valid_share = 1}, .flags = {}});
    }
    for (const auto& [word, comparable] : {std::pair{"calorific", false}, {"equivalent", true}}) {
        const Plan plan = read_plan_text("schema = 1\n[grid]\ncell = \"1 km\"\n[[zones]]\nid = \"z\"\nfile = "
                                         "\"z.gpkg\"\n[parameters]\nel_conv = \"" +
                                             std::string{word} + "\"\n",
                                         "plan.toml", our_catalogue(), {});
        const FormulaNames names{plan, FormulaRun::catalogue(), nullptr};
        for (const auto& row : gaps_to_targets(FormulaRun::catalogue().targets, {}, names, results)) {
            if (row.indicator == "nonfossil_share")
                EXPECT_EQ(row.mismatch.empty(), comparable) << word;
            else
                EXPECT_EQ(row.zone, 0U) << "a community is no city";
        }
    }
}

} // namespace
} // namespace peaksite
