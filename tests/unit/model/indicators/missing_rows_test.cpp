#include "support/formula_run.hpp"

#include <gmock/gmock.h>

namespace peaksite {
namespace {

using testing::HasSubstr;

// Two units of a type in one set, a third in another; the list has a row of the first only.
FormulaRun run_of(TableText table, const std::string& formula, const std::string& letters = "CCC")
{
    return FormulaRun{
        {.entries = {entry("x", formula)}, .tables = {std::move(table)}, .letters = letters, .sets = {0, 0, 1}}};
}

TableText plants(bool complete = false, bool placed = false)
{
    return {.id = "plants",
            .fields = {"mw", "tech", "status"},
            .rows = {{0, 2024, {"50", "pv", "operating"}}},
            .complete = complete,
            .placed = placed};
}

// How a list says that a unit without a row has nothing; a list that does not speak of a set says nothing of its units.
TEST(MissingRows, AreNoZeroUnlessTheListSaysSo)
{
    struct Row {
        bool complete, placed;
        std::optional<double> second, third;
        std::string flag;
    };
    for (const auto& row :
         {Row{false, false, {}, {}, ""}, Row{true, false, 0.0, {}, ""}, Row{false, true, 0.0, {}, "none_listed"}}) {
        for (const char* formula :
             {"psum(plants.mw)", "pcount(plants)", "psum(plants.mw, plants.status == 'operating')"}) {
            auto run = run_of(plants(row.complete, row.placed), formula);
            EXPECT_GT(run.value("x", 0).value.value_or(0), 0) << formula;
            EXPECT_EQ(run.value("x", 1).value, row.second) << formula;
            EXPECT_EQ(run.value("x", 2).value, row.third) << formula;
            if (!row.second)
                EXPECT_THAT(run.value("x", 1).reason.english(), HasSubstr("complete = true")) << formula;
            else
                EXPECT_EQ(ResultFlags{.remarks = run.value("x", 1).remarks}.text(), row.flag) << formula;
            EXPECT_THAT(run.value("x", 2).reason.english(), HasSubstr("does not speak of the zones of this set"))
                << formula;
        }
    }
}

// Nor has it "no row" of such a unit, which would say that one was looked for.
TEST(MissingRows, AColumnOfAListThatDoesNotSpeakOfASetSaysSo)
{
    auto run = run_of({.id = "stats", .fields = {"gdp"}, .rows = {{0, 2024, {"50"}}}}, "stats.gdp");
    EXPECT_EQ(run.value("x", 0).value, 50);
    EXPECT_EQ(run.value("x", 1).reason.english(), "table stats has no row for it");
    EXPECT_EQ(run.value("x", 2).reason.english(), "table stats does not speak of the zones of this set");
}

TEST(MissingRows, ARowThatSaysZeroIsAZero)
{
    auto run = run_of({.id = "substations", .fields = {"open_mw"}, .rows = {{0, 2024, {"180"}}, {1, 2024, {"0"}}}},
                      "psum(substations.open_mw)");
    EXPECT_EQ(run.value("x", 1).value, 0.0);
    EXPECT_EQ(ResultFlags{.remarks = run.value("x", 1).remarks}.text(), "");
}

TEST(MissingRows, WhatStandsOnAMissingSumIsMissing)
{
    FormulaRun run{
        {.entries = {entry("cap", "100"), entry("left", "max(0, cap - built)"), entry("built", "psum(plants.mw)")},
         .tables = {plants()},
         .letters = "CC"}};
    EXPECT_EQ(run.value("left", 0).value, 50);
    EXPECT_FALSE(run.value("left", 1).value);
}

// The present year, the base year and the series go by one rule: a unit without clinker has none in all of them.
TEST(MissingRows, CountTheSameNowInTheBaseYearAndInSeries)
{
    TableText stats{.id = "stats", .fields = {"gdp", "pop"}, .rows = {}},
        process{.id = "process", .fields = {"ad", "ef"}, .rows = {}};
    for (int year = 2017; year <= 2024; ++year)
        for (std::size_t zone = 0; zone < 2; ++zone) {
            stats.rows.push_back({zone, year, {std::to_string(100 + (year - 2017)), "10"}});
            if (zone == 0) process.rows.push_back({zone, year, {"10", "1"}});
        }
    FormulaRun run{
        {.entries = {entry("e", "stats.gdp*(1 t CO2/10^4 CNY) + psum(process.ad*process.ef)"),
                     entry("drop", "1 - e/base(e)"), entry("trend", "theil_sen(e)"), entry("years", "mean_y(e)")},
         .tables = {stats, process},
         .letters = "CC"}};
    EXPECT_EQ(run.value("e", 1).value, 107);
    EXPECT_EQ(ResultFlags{.remarks = run.value("e", 1).remarks}.text(), "assumed_zero");
    EXPECT_NEAR(*run.value("drop", 1).value, 1 - 107.0 / 103, 1e-12);
    EXPECT_NEAR(*run.value("trend", 1).value, 1, 1e-12);
    EXPECT_NEAR(*run.value("years", 1).value, 103.5, 1e-12);
    EXPECT_EQ(run.value("drop", 1).not_given, std::vector<std::string>{"process"});
    EXPECT_TRUE(run.value("drop", 0).not_given.empty());
}

// `g` is given, `z` a list without a row of the unit: how a formula of both comes out, alone and within a sum.
TEST(MissingRows, WhatIsAssumedAndNothingElseHasNoValue)
{
    const TableText stats{.id = "stats", .fields = {"gdp"}, .rows = {{0, 2024, {"4"}}, {1, 2024, {"4"}}}},
        process{.id = "process", .fields = {"ad"}, .rows = {{0, 2024, {"3"}}}};
    struct Row {
        std::string formula;
        std::optional<double> alone;
    };
    for (const auto& row : {Row{"z", {}},
                            Row{"2*z", {}},
                            Row{"-z", {}},
                            Row{"z + z", {}},
                            Row{"5 - z", {}},
                            Row{"g*z", {}},
                            Row{"z*g + z", {}},
                            Row{"z/g", {}},
                            Row{"1 - z/g", {}},
                            Row{"max(0, z)", {}},
                            Row{"min(g, z)", {}},
                            Row{"max(z, 0 - g)", {}},
                            Row{"z > 0", {}},
                            Row{"not (z > 0)", {}},
                            Row{"zone_area*z", {}},
                            Row{"typesum(z)", {}},
                            Row{"g + z", 4},
                            Row{"g - z", 4},
                            Row{"max(0, z - g)", 0},
                            Row{"max(g, z)", 4},
                            Row{"typesum(g, z)", 4},
                            Row{"g > z", 1},
                            Row{"z > 0 or g > 0", 1},
                            Row{"0*g", 0}}) {
        FormulaRun run{{.entries = {entry("g", "stats.gdp"), entry("z", "psum(process.ad)"), entry("x", row.formula),
                                    entry("sum", "g + x")},
                        .tables = {stats, process},
                        .letters = "CC"}};
        EXPECT_TRUE(run.value("x", 0).value) << row.formula;
        const auto found = run.value("x", 1);
        EXPECT_EQ(found.value, row.alone) << row.formula;
        if (!row.alone) {
            EXPECT_THAT(found.reason.english(), HasSubstr("nobody stated it: there is nothing of the unit in process"))
                << row.formula;
            EXPECT_FALSE(found.has(Remark::assumed_zero)) << row.formula;
        }
        EXPECT_TRUE(run.value("sum", 1).value) << row.formula;
    }
}

// An index compares what candidates state.
TEST(MissingRows, WhatIsAssumedAndNothingElseIsNoInputOfAnIndex)
{
    const TableText stats{.id = "stats",
                          .fields = {"gdp", "pop", "area"},
                          .rows = {{0, 2024, {"4", "1", "2"}}, {1, 2024, {"5", "2", "4"}}}},
        process{.id = "process", .fields = {"ad"}, .rows = {{0, 2024, {"3"}}}};
    FormulaRun run{{.entries = {entry("a", "stats.gdp"), entry("b", "stats.pop"), entry("c", "stats.area"),
                                entry("z", "psum(process.ad)"), entry("x", "wlc(C: a, b, c, z)")},
                    .tables = {stats, process},
                    .letters = "CC"}};
    EXPECT_EQ(run.value("x", 1).value, 1);
    EXPECT_EQ(ResultFlags{.remarks = run.value("x", 1).remarks}.text(), "left_out");
}

TEST(MissingRows, WhatComparesYearsSaysSinceWhen)
{
    TableText stats{.id = "stats", .fields = {"gdp"}, .rows = {}};
    for (int year = 2017; year <= 2024; ++year) stats.rows.push_back({0, year, {std::to_string(year - 2000)}});
    FormulaRun run{{.entries = {entry("now", "stats.gdp"), entry("drop", "1 - now/base(now)"),
                                entry("trend", "theil_sen(now)/mean_y(now)"), entry("both", "drop + trend")},
                    .tables = {stats},
                    .letters = "C"}};
    EXPECT_FALSE(run.value("now").from);
    EXPECT_EQ(run.value("drop").from, 2020);
    EXPECT_EQ(run.value("trend").from, 2017);
    EXPECT_EQ(run.value("both").from, 2017);
    for (const char* id : {"now", "drop", "trend", "both"}) EXPECT_EQ(run.value(id).year, 2024) << id;
}

// What is compared with the base year must lie after it: no drop of 2019 "since" 2020, none of 0 in 2020.
TEST(MissingRows, ABaseYearIsBeforeTheYearComparedWithIt)
{
    for (const int base : {2018, 2019, 2020, 2021, 2022}) {
        TableText stats{.id = "stats", .fields = {"gdp"}, .rows = {}};
        for (const int year : {2018, 2019, 2020, 2021, 2022})
            stats.rows.push_back({0, year, {std::to_string(year - 2000)}});
        for (const int present : {2019, 2020, 2021}) {
            FormulaRun run{
                {.entries = {entry("now", "stats.gdp"), entry("drop", "1 - now/base(now)"),
                             entry("more", "now - base(now)"), entry("rate", "now/base(now)"),
                             entry("typical", "typesum(drop)")},
                 .tables = {stats},
                 .letters = "C",
                 .parameters = "base_year = " + std::to_string(base) + "\nyear = " + std::to_string(present) + "\n"}};
            for (const char* id : {"drop", "more", "rate", "typical"}) {
                EXPECT_EQ(run.value(id).value.has_value(), base < present) << id << base << present;
                const auto told = "the base year " + std::to_string(base) + " is not before " + std::to_string(present);
                EXPECT_THAT(run.value(id).reason.english(), HasSubstr(base < present ? "" : told));
            }
            if (base < present) {
                EXPECT_DOUBLE_EQ(*run.value("drop").value, 1 - static_cast<double>(present - 2000) / (base - 2000));
            }
        }
    }
}

// A sum that lacks a row is compared with no other year: neither with the base year nor in a series.
TEST(MissingRows, ASumThatLacksANumberIsNotComparedWithOtherYears)
{
    const auto run_with = [](int gap) {
        TableText fuel{.id = "fuel", .fields = {"ad", "ncv", "cc", "of"}, .rows = {}};
        for (int year = 2012; year <= 2024; ++year)
            for (const bool coal : {true, false})
                fuel.rows.push_back(
                    {0, year, {coal && year == gap ? "" : std::to_string(coal ? year - 1919 : 10), "1", "1", "1"}});
        return FormulaRun{{.entries = {entry("e", "psum(fuel.ad*fuel.ncv*fuel.cc*fuel.of)"),
                                       entry("drop", "1 - e/base(e)"), entry("trend", "theil_sen(e)")},
                           .tables = {fuel},
                           .letters = "C"}};
    };
    auto whole = run_with(0);
    ASSERT_TRUE(whole.value("drop").value) << whole.value("drop").reason.english();
    EXPECT_NEAR(*whole.value("drop").value, 1 - 115.0 / 111, 1e-12);
    for (const int gap : {2020, 2024}) {
        auto run = run_with(gap);
        EXPECT_FALSE(run.value("drop").value) << gap;
        EXPECT_THAT(run.value("drop").reason.english(),
                    HasSubstr("rows or their numbers are missing (" + std::to_string(gap) + "), so that it is not"));
    }
    EXPECT_NEAR(*run_with(2020).value("trend").value, 1, 1e-12) << "of the years that are whole";
    EXPECT_THAT(run_with(2024).value("trend").reason.english(), HasSubstr("no value of 2024 that is whole"));
    auto now = run_with(2024);
    EXPECT_EQ(now.value("e").value, 10) << "the number stands, with its flag";
    EXPECT_EQ(ResultFlags{.remarks = now.value("e").remarks}.text(), "incomplete");
}

// An index does without an input of which a candidate lacks a part, as without one that it lacks whole.
TEST(MissingRows, AnIndexTakesNoSumThatLacksANumber)
{
    TableText fuel{.id = "fuel", .fields = {"ad", "ncv", "cc", "of"}, .rows = {}},
        own{.id = "stats", .fields = {"gdp", "pop", "va_ind"}, .rows = {}};
    for (std::size_t zone = 0; zone < 3; ++zone) {
        const auto number = std::to_string(zone + 1);
        own.rows.push_back({zone, 2024, {number, number, number}});
        for (const char* amount : {"5", zone == 1 ? "" : "100"})
            fuel.rows.push_back({zone, 2024, {amount, "1", "1", "1"}});
    }
    FormulaRun run{
        {.entries = {entry("e", "psum(fuel.ad*fuel.ncv*fuel.cc*fuel.of)"), entry("a", "stats.gdp"),
                     entry("b", "stats.pop"), entry("c", "stats.va_ind"), entry("index", "wlc(C: a, b, c, e)")},
         .tables = {fuel, own},
         .letters = "CCC"}};
    EXPECT_EQ(run.value("index", 0).value, 0.0);
    EXPECT_EQ(run.value("index", 1).value, 0.5);
    EXPECT_EQ(run.value("index", 2).value, 1.0);
    EXPECT_EQ(ResultFlags{.remarks = run.value("index", 0).remarks}.text(), "left_out");
}

// One unit without its row of the latest year takes that year from all of its type: it is told, and by whom.
TEST(MissingRows, OfTheLatestYearMoveAllOfTheTypeAndAreTold)
{
    TableText stats{.id = "stats", .fields = {"gdp"}, .rows = {{0, 2023, {"1"}}, {0, 2024, {"2"}}, {1, 2023, {"3"}}}};
    FormulaRun run{{.entries = {entry("now", "stats.gdp")}, .tables = {stats}, .letters = "CC"}};
    EXPECT_EQ(run.value("now", 0).value, 1);
    EXPECT_EQ(run.value("now", 0).year, 2023);
    const auto& laggards = run.evaluator().laggards();
    ASSERT_EQ(laggards.size(), 1U);
    EXPECT_EQ(laggards.begin()->first.latest, 2024);
    EXPECT_EQ(laggards.begin()->first.taken, 2023);
    EXPECT_EQ(laggards.begin()->first.zone, 1U);
    EXPECT_EQ(laggards.begin()->second, std::set<std::string>{"now"});
    stats.rows.push_back({1, 2024, {"4"}});
    FormulaRun whole{{.entries = {entry("now", "stats.gdp")}, .tables = {stats}, .letters = "CC"}};
    EXPECT_EQ(whole.value("now", 0).value, 2);
    EXPECT_TRUE(whole.evaluator().laggards().empty());
}

// A row whose year nobody can read has no numbers: sums lack it, whatever year they are of.
TEST(MissingRows, OfNoYearLeaveSumsIncomplete)
{
    TableText fuel{.id = "fuel",
                   .fields = {"ad"},
                   .rows = {{0, 2020, {"1"}}, {0, 2024, {"2"}}, {0, 0, {""}}, {1, 2020, {"3"}}, {1, 2024, {"4"}}}};
    FormulaRun run{
        {.entries = {entry("e", "psum(fuel.ad)"), entry("one", "fuel.ad")}, .tables = {fuel}, .letters = "CC"}};
    EXPECT_EQ(run.value("e", 0).value, 2);
    EXPECT_EQ(ResultFlags{.remarks = run.value("e", 0).remarks}.text(), "incomplete");
    EXPECT_EQ(ResultFlags{.remarks = run.value("e", 1).remarks}.text(), "");
    EXPECT_EQ(run.value("one", 0).value, 2);
}

// A table that is behind as a whole is nobody's fault.
TEST(MissingRows, OfAYearThatAnotherTableLacksAreNoFault)
{
    TableText a{
        .id = "ta", .fields = {"v"}, .rows = {{0, 2020, {"1"}}, {1, 2020, {"1"}}, {0, 2022, {"2"}}, {1, 2021, {"3"}}}},
        b{.id = "tb", .fields = {"v"}, .rows = {{0, 2020, {"1"}}, {1, 2020, {"1"}}}};
    FormulaRun run{{.entries = {entry("sum", "ta.v + tb.v")}, .tables = {a, b}, .letters = "CC"}};
    EXPECT_EQ(run.value("sum", 0).year, 2020);
    EXPECT_TRUE(run.evaluator().laggards().empty()) << "table tb has 2020 only";
    b.rows.push_back({0, 2022, {"1"}});
    FormulaRun both{{.entries = {entry("sum", "ta.v + tb.v")}, .tables = {a, b}, .letters = "CC"}};
    EXPECT_EQ(both.value("sum", 0).year, 2020);
    std::set<std::size_t> tables;
    for (const auto& [one, indicators] : both.evaluator().laggards()) {
        EXPECT_EQ(one.zone, 1U);
        EXPECT_EQ(one.latest, 2022);
        tables.insert(one.table);
    }
    EXPECT_EQ(tables, (std::set<std::size_t>{0, 1}));
}

// A unit with rows of other years did not report this one; a year nobody has rows of is not spoken of.
TEST(MissingRows, OfAYearAreNoZeroEither)
{
    TableText table{.id = "process",
                    .fields = {"ad", "ef"},
                    .rows = {{0, 2023, {"10", "1"}}, {0, 2024, {"11", "1"}}, {1, 2023, {"5", "1"}}}};
    FormulaRun run{{.entries = {entry("x", "psum(process.ad*process.ef)")},
                    .tables = {table},
                    .letters = "CCC",
                    .parameters = "year = 2024\n"}};
    EXPECT_FALSE(run.value("x", 1).value);
    EXPECT_THAT(run.value("x", 2).reason.english(), HasSubstr("nobody stated it"));
    FormulaRun later{{.entries = {entry("x", "psum(process.ad*process.ef)")},
                      .tables = {table},
                      .letters = "CCC",
                      .parameters = "year = 2025\n"}};
    EXPECT_THAT(later.value("x", 2).reason.english(), HasSubstr("says nothing of 2025"));
}

// Villages have no district heating unless their table says so; cities that state none did not report.
TEST(MissingRows, ATableThatATypeMayLackCountsNothing)
{
    const TableText power{.id = "power", .fields = {"buy_net"}, .rows = {{0, 2024, {"2"}}}};
    for (const bool given : {false, true}) {
        std::vector<TableText> tables{power};
        if (given) tables.push_back({.id = "heat", .fields = {"buy_net"}, .rows = {{1, 2024, {"7"}}}});
        FormulaRun run{{.entries = {entry("x", "power.buy_net*ef_grid + heat.buy_net*ef_heat", "CPV")},
                        .tables = tables,
                        .letters = "VP",
                        .parameters = "ef_grid = 0.5\n"}};
        EXPECT_EQ(run.value("x", 0).value, 1) << given;
        EXPECT_THAT(ResultFlags{.remarks = run.value("x", 0).remarks}.text(), HasSubstr("assumed_zero")) << given;
        EXPECT_EQ(run.value("x", 0).not_given, std::vector<std::string>{"heat"}) << given;
    }
}

// Nothing is known of the land: no potential of 0.
TEST(MissingRows, LandOfWhichNothingIsKnownHasNoSum)
{
    FormulaRun run{{.entries = {entry("x", "zsum(ghi)")},
                    .tables = {},
                    .letters = "C",
                    .parameters = {},
                    .layers = "[[layers]]\nid = \"ghi\"\nfile = \"g.tif\"\nunit = \"kWh/m2/a\"\n",
                    .terms = {{.value = 0.0, .valid_share = 0}}}};
    EXPECT_FALSE(run.value("x").value);
}

} // namespace
} // namespace peaksite
