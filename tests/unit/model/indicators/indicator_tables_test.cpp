#include "model/indicators/provenance.hpp"
#include "support/formula_run.hpp"

#include <gmock/gmock.h>

#include <cmath>

namespace peaksite {
namespace {

using testing::HasSubstr;

// E24: a plant in Ningxia in 2023.
std::vector<TableText> plant()
{
    return {{.id = "fuel",
             .fields = {"ad", "ncv", "cc", "of", "kind"},
             .rows = {{0, 2023, {"50000", "19.57", "26.1", "0.93", "煤"}},
                      {0, 2023, {"800", "42.652", "20.2", "0.98", "柴油"}},
                      {0, 2023, {"120", "389.31", "15.3", "0.99", "天然气"}}}},
            {.id = "process", .fields = {"ad", "ef"}, .rows = {}},
            {.id = "power", .fields = {"buy_net", "use"}, .rows = {{0, 2023, {"20", "20"}}}},
            {.id = "heat", .fields = {"buy_net"}, .rows = {{0, 2023, {"0"}}}},
            {.id = "energy",
             .fields = {"ad", "k_tce", "kind"},
             .rows = {{0, 2023, {"50000", "0.66774488", "coal"}},
                      {0, 2023, {"800", "1.45532251", "oil"}},
                      {0, 2023, {"120", "13.28358", "gas"}},
                      {0, 2023, {"20000000", "0.0001229", "electricity"}}}}};
}

TEST(IndicatorTables, FacilityEmissionsAreThoseOfTheWorkedExample)
{
    FormulaRun run{{.entries = {}, .tables = plant(), .letters = "E", .parameters = {}, .layers = {}, .terms = {}}};
    EXPECT_NEAR(*run.value("e_scope1").value, 87087.4785 + 2476.7277 + 2594.6266, 2e-3);
    EXPECT_NEAR(*run.value("e_scope2").value, 12374.0, 1e-9);
    EXPECT_NEAR(*run.value("e_total").value, 104532.8328, 2e-3);
    EXPECT_NEAR(*run.value("en_total").value, 38603.5322, 0.05);
    EXPECT_NEAR(*run.value("e_per_energy").value, 2.7079, 5e-5);
    EXPECT_EQ(run.value("e_total").year, 2023);
    EXPECT_GT(run.value("e_total").half_width(), 0) << "the factors' uncertainties are carried";
    EXPECT_NEAR(*run.value("e_unc").value, 100 * run.value("e_total").half_width() / 104532.8328, 1e-6);
}

TEST(IndicatorTables, AWordOfATableIsTheWordOfTheFormula)
{
    auto tables = plant();
    FormulaRun run{{.entries = {}, .tables = tables, .letters = "P", .parameters = {}, .layers = {}, .terms = {}}};
    EXPECT_NEAR(*run.value("e_coal_share").value, 100 * 87087.4785 / (87087.4785 + 2476.7277 + 2594.6266), 1e-5);
}

TEST(IndicatorTables, ResiduesAreThoseOfTheWorkedExample)
{
    FormulaRun run{{.entries = {},
                    .tables = {{.id = "residues",
                                .fields = {"yield", "rpr", "af", "lhv"},
                                .rows = {{0, 0, {"1000000", "1.2", "0.4", "4"}}}}},
                    .letters = "C",
                    .parameters = {},
                    .layers = {},
                    .terms = {}}};
    EXPECT_NEAR(*run.value("biomass_energy").value, 1920, 1e-9);
    EXPECT_NEAR(*run.value("biomass_elec").value, 480, 1e-9);
    const auto* entry = FormulaRun::catalogue().entry("biomass_energy");
    EXPECT_NEAR(1920 * entry->scale_gov * 1e4, 235843.26, 0.1) << "tce as offices print it";
}

// E34: emissions and GDP by year, Tapio from the base year 2020.
std::vector<TableText> years(const std::vector<double>& emissions, int first = 2016)
{
    TableText own{.id = "own", .fields = {"e", "gdp"}, .rows = {}};
    const std::vector<double> gdp{80, 85, 92, 100, 110, 118, 124, 131};
    for (std::size_t i = 0; i < emissions.size(); ++i)
        own.rows.push_back({0, first + static_cast<int>(i), {std::to_string(emissions[i]), std::to_string(gdp.at(i))}});
    return {own};
}

const std::vector<IndicatorEntry>& trend_entries()
{
    static const std::vector<IndicatorEntry> all{entry("e", "own.e"),
                                                 entry("slope", "theil_sen(e)"),
                                                 entry("z", "mk_z(e)"),
                                                 entry("growth", "100*cagr(e)"),
                                                 entry("mean", "mean_y(e)"),
                                                 entry("state", "tapio(e, own.gdp)"),
                                                 entry("drop", "100*(1 - e/base(e))")};
    return all;
}

TEST(IndicatorTables, TrendsAreThoseOfTheWorkedExample)
{
    FormulaRun run{{.entries = trend_entries(),
                    .tables = years({40, 42, 43, 45, 44, 47, 48, 48.5}),
                    .letters = "C",
                    .parameters = {},
                    .layers = {},
                    .terms = {}}};
    EXPECT_NEAR(*run.value("slope").value, 1.207143, 5e-7);
    EXPECT_NEAR(*run.value("z").value, 3.092948, 5e-7);
    EXPECT_NEAR(*run.value("growth").value, 2.790868, 5e-7);
    EXPECT_NEAR(*run.value("mean").value, 357.5 / 8, 1e-12);
    EXPECT_EQ(run.value("state").value, 2);
    EXPECT_THAT(run.value("state").word, HasSubstr("weak_decoupling (elasticity 0.5357)"));
    EXPECT_NEAR(*run.value("drop").value, 100 * (1 - 48.5 / 44), 1e-12);
    EXPECT_EQ(run.value("drop").year, 2023);
    EXPECT_EQ(ResultFlags{.remarks = run.value("drop").remarks}.text(), "") << "two years are meant, not mixed";
}

TEST(IndicatorTables, ATrendNeedsEightYearsAndABaseYearItsValue)
{
    FormulaRun run{{.entries = trend_entries(),
                    .tables = years({40, 42, 43}, 2021),
                    .letters = "C",
                    .parameters = {},
                    .layers = {},
                    .terms = {}}};
    EXPECT_FALSE(run.value("slope").value);
    EXPECT_THAT(run.value("slope").reason.english(), HasSubstr("3 years of e, at least 8"));
    EXPECT_TRUE(run.value("growth").value);
    EXPECT_THAT(run.value("drop").reason.english(), HasSubstr("base year 2020"));
    EXPECT_THAT(run.value("state").reason.english(), HasSubstr("base year 2020"));
    FormulaRun gap{
        {.entries = trend_entries(),
         .tables = {{.id = "own", .fields = {"e", "gdp"}, .rows = {{0, 2020, {"5", ""}}, {0, 2023, {"4", "1"}}}}},
         .letters = "C",
         .parameters = {},
         .layers = {},
         .terms = {}}};
    EXPECT_NEAR(*gap.value("drop").value, 20, 1e-12);
}

TEST(IndicatorTables, TheBaseYearIsThePlans)
{
    FormulaRun run{{.entries = trend_entries(),
                    .tables = years({40, 42, 43, 45, 44, 47, 48, 48.5}),
                    .letters = "C",
                    .parameters = "base_year = 2016\nyear = 2019",
                    .layers = {},
                    .terms = {}}};
    EXPECT_NEAR(*run.value("drop").value, 100 * (1 - 45.0 / 40), 1e-12);
    EXPECT_EQ(run.value("e").year, 2019);
}

TEST(IndicatorTables, UnitsAreComparedInAYearThatAllOfThemHave)
{
    const std::vector<TableText> tables{{.id = "stats",
                                         .fields = {"gdp", "pop"},
                                         .rows = {{0, 2022, {"10", "2"}},
                                                  {0, 2023, {"12", "2"}},
                                                  {1, 2022, {"30", "3"}},
                                                  {2, 2021, {"8", "1"}},
                                                  {2, 2022, {"9", ""}}}}};
    FormulaRun run{{.entries = {entry("gdp", "stats.gdp"), entry("pc", "stats.gdp/stats.pop")},
                    .tables = tables,
                    .letters = "CCCC",
                    .parameters = {},
                    .layers = {},
                    .terms = {}}};
    EXPECT_EQ(run.value("gdp", 0).value, 10) << "2022, although the first has 2023 too";
    EXPECT_EQ(run.value("gdp", 2).value, 9);
    EXPECT_FALSE(run.value("gdp", 3).value);
    EXPECT_THAT(run.value("gdp", 3).reason.english(), HasSubstr("table stats has no row"));
    EXPECT_THAT(run.value("pc", 2).reason.english(), HasSubstr("no row of it for 2023 (it has 2021, 2022)"))
        << "no year is common to all in both columns: the latest of all counts";
    EXPECT_THAT(run.value("pc", 3).reason.english(), HasSubstr("no row"));
}

TEST(IndicatorTables, TwoRowsForAUnitAndYearAreNoNumber)
{
    FormulaRun run{{.entries = {entry("gdp", "stats.gdp"), entry("sum", "psum(stats.gdp)")},
                    .tables = {{.id = "stats", .fields = {"gdp"}, .rows = {{0, 2022, {"10"}}, {0, 2022, {"11"}}}}},
                    .letters = "C",
                    .parameters = {},
                    .layers = {},
                    .terms = {}}};
    EXPECT_THAT(run.value("gdp").reason.english(), HasSubstr("several rows for it (lines 2 and 3)"));
    EXPECT_EQ(run.value("sum").value, 21);
}

TEST(IndicatorTables, RowsThatLackANumberAreLeftOutAndSaidSo)
{
    FormulaRun run{{.entries = {entry("co2", "psum(fac.co2)"), entry("high", "psum(fac.co2, fac.two_high)"),
                                entry("count", "pcount(fac, fac.tce >= 10000)"), entry("all", "pcount(fac)")},
                    .tables = {{.id = "fac",
                                .fields = {"co2", "two_high", "tce"},
                                .rows = {{0, 0, {"10", "是", "20000"}},
                                         {0, 0, {"", "否", "5000"}},
                                         {0, 0, {"5", "", "10000"}},
                                         {1, 0, {"", "1", ""}}}}},
                    .letters = "PPP",
                    .parameters = {},
                    .layers = {},
                    .terms = {}}};
    EXPECT_EQ(run.value("co2", 0).value, 15);
    EXPECT_EQ(ResultFlags{.remarks = run.value("co2", 0).remarks}.text(), "incomplete");
    EXPECT_EQ(run.value("high", 0).value, 10);
    EXPECT_EQ(run.value("count", 0).value, 2);
    EXPECT_EQ(run.value("all", 0).value, 3);
    EXPECT_FALSE(run.value("co2", 1).value) << "nothing there states an emission";
    EXPECT_FALSE(run.value("co2", 2).value) << "a list without a row for a unit says nothing of it";
}

TEST(IndicatorTables, AFactorOfAnotherYearAndOfAnUnknownProvinceIsSaid)
{
    const std::vector<TableText> tables{{.id = "power", .fields = {"buy_net"}, .rows = {{0, 2019, {"1"}}}},
                                        {.id = "heat", .fields = {"buy_net"}, .rows = {{0, 2019, {"0"}}}}};
    FormulaRun run{{.entries = {}, .tables = tables, .letters = "P", .parameters = {}, .layers = {}, .terms = {}}};
    EXPECT_NEAR(*run.value("e_scope2").value, 1000 * 0.6546, 1e-9);
    EXPECT_THAT(ResultFlags{.remarks = run.value("e_scope2").remarks}.text(), HasSubstr("estimated"));
    FormulaRun nowhere{{.entries = {},
                        .tables = tables,
                        .letters = "P",
                        .parameters = {},
                        .layers = {},
                        .terms = {},
                        .province = "99"}};
    EXPECT_THAT(nowhere.value("e_scope2").reason.english(), HasSubstr("no ef_grid for province 99"));
    FormulaRun stated{{.entries = {},
                       .tables = tables,
                       .letters = "P",
                       .parameters = "ef_grid = \"500 g CO2/kWh\"",
                       .layers = {},
                       .terms = {},
                       .province = ""}};
    EXPECT_NEAR(*stated.value("e_scope2").value, 500, 1e-9);
    FormulaRun by_year{{.entries = {},
                        .tables = tables,
                        .letters = "P",
                        .parameters = "ef_grid = { 2019 = 0.7, 2023 = 0.6 }",
                        .layers = {},
                        .terms = {},
                        .province = ""}};
    EXPECT_NEAR(*by_year.value("e_scope2").value, 700, 1e-9);
    EXPECT_EQ(ResultFlags{.remarks = by_year.value("e_scope2").remarks}.text(), "");
}

TEST(IndicatorTables, CitiesMustStateTheConventionOfElectricity)
{
    const std::vector<TableText> tables{
        {.id = "energy", .fields = {"ad", "k_tce"}, .rows = {{0, 2022, {"100", "0.7"}}, {1, 2022, {"100", "0.7"}}}}};
    FormulaRun silent{{.entries = {}, .tables = tables, .letters = "CP", .parameters = {}, .layers = {}, .terms = {}}};
    EXPECT_THAT(silent.value("en_total", 0).reason.english(), HasSubstr("el_conv must be stated"));
    EXPECT_NEAR(*silent.value("en_total", 1).value, 70, 1e-12);
    FormulaRun stated{{.entries = {},
                       .tables = tables,
                       .letters = "CP",
                       .parameters = "el_conv = \"等价值\"",
                       .layers = {},
                       .terms = {}}};
    EXPECT_NEAR(*stated.value("en_total", 0).value, 70, 1e-12);
    FormulaRun deducted{{.entries = {},
                         .tables = tables,
                         .letters = "PP",
                         .parameters = "deduct_feedstock = 1",
                         .layers = {},
                         .terms = {}}};
    EXPECT_THAT(deducted.reason("en_total"), HasSubstr("table energy has no column feedstock_tce"));
}

TEST(IndicatorTables, AWordThatNoFormulaKnowsIsNeitherKind)
{
    const std::vector<IndicatorEntry> entries{entry("sun", "psum(plants.mw, plants.tech == 'pv')"),
                                              entry("both", "psum(plants.mw, plants.tech in ['pv', 'wind'])"),
                                              entry("other", "psum(plants.mw, plants.tech != 'pv')"),
                                              entry("own", "psum(plants.mw, plants.tech == '永动机')")};
    FormulaRun run{{.entries = entries,
                    .tables = {{.id = "plants",
                                .fields = {"mw", "tech"},
                                .rows = {{0, 0, {"5", "永动机"}},
                                         {1, 0, {"5", "永动机"}},
                                         {1, 0, {"7", "光伏发电"}},
                                         {2, 0, {"7", "风电"}}}}},
                    .letters = "CCC",
                    .parameters = {},
                    .layers = {},
                    .terms = {}}};
    EXPECT_FALSE(run.value("sun", 0).value);
    EXPECT_THAT(run.value("sun", 0).reason.english(), HasSubstr("no formula knows the word '永动机'"));
    EXPECT_EQ(run.value("sun", 1).value, 7);
    EXPECT_EQ(ResultFlags{.remarks = run.value("sun", 1).remarks}.text(), "incomplete");
    EXPECT_EQ(run.value("both", 1).value, 7);
    EXPECT_FALSE(run.value("other", 0).value);
    EXPECT_EQ(run.value("sun", 2).value, 0);
    EXPECT_EQ(ResultFlags{.remarks = run.value("sun", 2).remarks}.text(), "");
    EXPECT_EQ(run.value("own", 1).value, 5) << "a formula may ask for words of its own";
}

TEST(IndicatorTables, AWordThatIsNeitherYesNorNoDecidesNothing)
{
    FormulaRun run{
        {.entries = {entry("high", "psum(own.tce, own.flag)"), entry("low", "psum(own.tce, not own.flag)")},
         .tables = {{.id = "own",
                     .fields = {"tce", "flag"},
                     .rows = {{0, 0, {"5", "待定"}}, {1, 0, {"5", "待定"}}, {1, 0, {"7", "是"}}, {1, 0, {"9", "否"}}}}},
         .letters = "CC",
         .parameters = {},
         .layers = {},
         .terms = {}}};
    for (const char* id : {"high", "low"}) {
        EXPECT_FALSE(run.value(id, 0).value) << id;
        EXPECT_THAT(run.value(id, 0).reason.english(), HasSubstr("'待定' says neither yes nor no")) << id;
        EXPECT_EQ(ResultFlags{.remarks = run.value(id, 1).remarks}.text(), "incomplete") << id;
    }
    EXPECT_EQ(run.value("high", 1).value, 7);
    EXPECT_EQ(run.value("low", 1).value, 9);
}

TEST(IndicatorTables, AnAmountThatMayBeLeftOutCountsAsNothingAndIsFlagged)
{
    const std::vector<IndicatorEntry> entries{entry("left", "power.use - power.re_now")};
    FormulaRun run{{.entries = entries,
                    .tables = {{.id = "power", .fields = {"use"}, .rows = {{0, 2022, {"9"}}}}},
                    .letters = "C",
                    .parameters = {},
                    .layers = {},
                    .terms = {}}};
    EXPECT_EQ(run.value("left").value, 9);
    EXPECT_EQ(ResultFlags{.remarks = run.value("left").remarks}.text(), "assumed_zero");
}

TEST(IndicatorTables, AStatedUncertaintyWinsOverTheDefault)
{
    FormulaRun run{{.entries = {entry("gdp", "stats.gdp"), entry("use", "power.use")},
                    .tables = {{.id = "stats", .fields = {"gdp", "gdp_u"}, .rows = {{0, 2022, {"200", "10"}}}},
                               {.id = "power", .fields = {"use"}, .rows = {{0, 2022, {"50"}}}}},
                    .letters = "C",
                    .parameters = "factor_u = { \"power.use\" = 40 }",
                    .layers = {},
                    .terms = {}}};
    EXPECT_NEAR(run.value("gdp").half_width(), 20, 1e-12);
    EXPECT_NEAR(run.value("use").half_width(), 20, 1e-12);
    EXPECT_EQ(ResultFlags{.remarks = run.value("use").remarks}.text(), "rough_interval");
}

// A share or a rate may be below 0 however its unit is written; an amount that is says so.
TEST(IndicatorTables, ANegativeAmountIsRemarkedANegativeRateIsNot)
{
    const auto in = [](const char* id, const char* unit) {
        auto one = entry(id, "own.x");
        one.unit = unit;
        return one;
    };
    FormulaRun run{{.entries = {in("share", "-"), in("percent", "%"), in("rate", "%/a"), in("mass", "t")},
                    .tables = {{.id = "own", .fields = {"x"}, .rows = {{0, 2022, {"-3"}}}}},
                    .letters = "C",
                    .parameters = {},
                    .layers = {},
                    .terms = {}}};
    for (const char* id : {"share", "percent", "rate"})
        EXPECT_EQ(ResultFlags{.remarks = run.value(id).remarks}.text(), "") << id;
    EXPECT_EQ(ResultFlags{.remarks = run.value("mass").remarks}.text(), "negative");
}

// One default of a fuel serves all sectors and years: its error is the same in all of them. Amounts are measured apart.
TEST(IndicatorTables, AFactorThatRowsShareIsOneSourceOfUncertainty)
{
    TableText fuel{.id = "fuel", .fields = {"ad", "ncv", "cc", "of", "kind"}, .rows = {}};
    for (const int year : {2020, 2024})
        for (int sector = 0; sector < 2; ++sector) fuel.rows.push_back({0, year, {"100", "20", "26", "1", "coal"}});
    FormulaRun run{{.entries = {entry("e", "psum(fuel.ad*fuel.ncv*fuel.cc*fuel.of)"), entry("drop", "1 - e/base(e)")},
                    .tables = {fuel},
                    .letters = "C",
                    .parameters = "factor_u = { \"fuel.ad\" = 5, \"fuel.ncv\" = 3, \"fuel.cc\" = 2 }"}};
    const auto e = run.value("e"), drop = run.value("drop");
    EXPECT_NEAR(100 * e.half_width() / *e.value, std::sqrt(5.0 * 5 / 2 + 3 * 3 + 2 * 2), 1e-9);
    EXPECT_NEAR(100 * drop.half_width(), std::sqrt(5.0 * 5 / 2 * 2), 1e-9) << "factors of both years cancel";
    fuel.rows[3].cells[1] = "21";
    FormulaRun apart{{.entries = {entry("e", "psum(fuel.ad*fuel.ncv*fuel.cc*fuel.of)")},
                      .tables = {fuel},
                      .letters = "C",
                      .parameters = "factor_u = { \"fuel.ad\" = 0, \"fuel.ncv\" = 3, \"fuel.cc\" = 0 }"}};
    EXPECT_NEAR(apart.value("e").half_width() / 100 / 26, 0.03 * std::sqrt(20.0 * 20 + 21 * 21), 1e-9)
        << "measured values differ, and so do their errors";
}

// Between published years a factor goes along the straight line, so that no step stands in a trend.
TEST(IndicatorTables, AFactorBetweenTwoYearsIsInterpolated)
{
    TableText power{.id = "power", .fields = {"use"}, .rows = {}};
    for (std::size_t zone = 0; zone < 5; ++zone) power.rows.push_back({zone, 2018 + 2 * static_cast<int>(zone), {"1"}});
    const std::vector<double> right{0.70, 0.66, 0.63, 0.60, 0.60};
    for (std::size_t zone = 0; zone < 5; ++zone) {
        FormulaRun run{{.entries = {entry("x", "power.use*ef_grid")},
                        .tables = {power},
                        .letters = "CCCCC",
                        .parameters = "year = " + std::to_string(2018 + 2 * zone) +
                                      "\nef_grid = { 2018 = 0.70, 2020 = 0.66, 2024 = 0.60 }"}};
        EXPECT_NEAR(*run.value("x", zone).value, right[zone], 1e-12) << zone;
        EXPECT_EQ(ResultFlags{.remarks = run.value("x", zone).remarks}.text(), zone == 2   ? "interpolated"
                                                                               : zone == 4 ? "estimated"
                                                                                           : "")
            << zone;
    }
}

TEST(IndicatorTables, ComponentsAreOneSetForAllUnitsOfAType)
{
    const std::vector<IndicatorEntry> entries{entry("a", "own.a"), entry("b", "own.b"), entry("c", "other.c"),
                                              entry("parks", "own.a", "P"), entry("sum", "typesum(a, b, c, parks)")};
    FormulaRun run{{.entries = entries,
                    .tables = {{.id = "own", .fields = {"a", "b"}, .rows = {{0, 0, {"1", "2"}}, {1, 0, {"4", ""}}}}},
                    .letters = "CCC",
                    .parameters = {},
                    .layers = {},
                    .terms = {}}};
    EXPECT_EQ(run.value("sum", 0).value, 3);
    EXPECT_EQ(ResultFlags{.remarks = run.value("sum", 0).remarks}.text(), "left_out");
    EXPECT_EQ(run.value("sum", 1).value, 4);
    EXPECT_EQ(ResultFlags{.remarks = run.value("sum", 1).remarks}.text(), "partial;left_out") << "a lower bound";
    EXPECT_FALSE(run.value("sum", 2).value);
    const auto& column = run.book().columns().back();
    const auto left = run.evaluator().left_out(column, 'C');
    ASSERT_EQ(left.size(), 1U);
    EXPECT_THAT(left[0].reason.english(), HasSubstr("no table other"));
}

// Candidates and reporting areas are compared apart: what is left out says of which sets.
TEST(IndicatorTables, AComponentThatOneLevelLacksSaysOfWhichSets)
{
    FormulaRun run{{.entries = {entry("a", "own.a"), entry("b", "own.b"), entry("sum", "typesum(a, b)")},
                    .tables = {{.id = "own", .fields = {"a", "b"}, .rows = {{0, 0, {"1", "2"}}, {1, 0, {"4", ""}}}}},
                    .letters = "CC",
                    .sets = {0, 1}}};
    auto zones = run.zones();
    zones[1].candidate = false;
    IndicatorEvaluator evaluator{run.book(), zones, 0.8};
    const auto& column = run.book().columns().back();
    EXPECT_EQ(evaluator.value(column, 0).value, 3);
    EXPECT_EQ(evaluator.value(column, 1).value, 4);
    const auto left = evaluator.left_out(column, 'C');
    ASSERT_EQ(left.size(), 1U);
    EXPECT_EQ(left[0].id, "b");
    EXPECT_EQ(left[0].sets, std::set<std::size_t>{1});
    std::vector<ZoneSet> sets(2);
    sets[0].id = "city";
    sets[1].id = "province";
    std::map<std::string, std::vector<std::string>> said;
    for (const auto& row : provenance(run.book(), evaluator, sets))
        if (row.indicator == "sum" &&
            (row.role == ProvenanceRow::Role::indicator || row.role == ProvenanceRow::Role::left_out))
            said[std::string{role_word(row.role)} + " " + row.name] = row.zones;
    EXPECT_EQ(said.at("indicator a"), std::vector<std::string>{});
    EXPECT_EQ(said.at("indicator b"), std::vector<std::string>{"city"});
    EXPECT_EQ(said.at("left_out b"), std::vector<std::string>{"province"});
}

TEST(IndicatorTables, AnIndexNormalisesOverItsCandidatesAndLeavesOutWhatNotAllHave)
{
    const std::vector<IndicatorEntry> entries{entry("a", "own.a"), entry("b", "own.b", "CP", "-"), entry("c", "own.c"),
                                              entry("d", "own.d"), entry("i", "wlc(C: a, b, c, d; P: a, b)")};
    FormulaRun run{{.entries = entries,
                    .tables = {{.id = "own",
                                .fields = {"a", "b", "c", "d"},
                                .rows = {{0, 0, {"0", "10", "5", "1"}},
                                         {1, 0, {"10", "0", "5", ""}},
                                         {2, 0, {"5", "0", "5", "3"}}}}},
                    .letters = "CCCC",
                    .parameters = {},
                    .layers = {},
                    .terms = {}}};
    EXPECT_NEAR(*run.value("i", 0).value, (0 + 0 + 0.5) / 3, 1e-12) << "c is the same for all: half";
    EXPECT_NEAR(*run.value("i", 1).value, (1 + 1 + 0.5) / 3, 1e-12);
    EXPECT_NEAR(*run.value("i", 2).value, (0.5 + 1 + 0.5) / 3, 1e-12);
    EXPECT_FALSE(run.value("i", 3).value);
    const auto left = run.evaluator().left_out(run.book().columns().back(), 'C');
    ASSERT_EQ(left.size(), 1U);
    EXPECT_EQ(left[0].id, "d");
    FormulaRun two{{.entries = {entry("a", "own.a"), entry("i", "wlc(C: a, x.y, z.w)")},
                    .tables = {{.id = "own", .fields = {"a"}, .rows = {{0, 0, {"1"}}}}},
                    .letters = "C",
                    .parameters = {},
                    .layers = {},
                    .terms = {}}};
    EXPECT_THAT(two.reason("i"), HasSubstr("fewer than 3"));
}

IndicatorEntry in_tonnes(std::string id, std::string formula)
{
    auto out = entry(std::move(id), std::move(formula));
    out.unit = "t CO2/a";
    return out;
}

// E36, display only: the catalogue's own formulas.
TEST(IndicatorTables, TheSinkBesideEmissionsIsThatOfTheWorkedExample)
{
    FormulaRun run{{.entries = {in_tonnes("sink_total", "own.sink"), in_tonnes("e_total", "own.e"),
                                *FormulaRun::catalogue().entry("sink_offset_ratio"),
                                *FormulaRun::catalogue().entry("net_emission")},
                    .tables = {{.id = "own", .fields = {"sink", "e"}, .rows = {{0, 0, {"110000", "2000000"}}}}},
                    .letters = "C",
                    .parameters = {},
                    .layers = {},
                    .terms = {}}};
    EXPECT_NEAR(*run.value("sink_total").value, 110000, 1e-6);
    EXPECT_NEAR(*run.value("sink_offset_ratio").value, 5.5, 1e-12);
    EXPECT_NEAR(*run.value("net_emission").value, 1890000, 1e-6);
    EXPECT_TRUE(FormulaRun::catalogue().entry("net_emission")->display_only);
}

TEST(IndicatorTables, MonthlySeriesGiveComplementarity)
{
    const std::vector<double> pv{.11, .13, .16, .18, .19, .19, .18, .17, .15, .14, .11, .10},
        wind{.30, .28, .33, .32, .27, .20, .17, .16, .19, .24, .29, .31};
    TableText ts{.id = "ts", .fields = {"cf_pv_ts", "cf_wind_ts"}, .rows = {}};
    for (std::size_t i = 0; i < 12; ++i) ts.rows.push_back({0, 0, {std::to_string(pv[i]), std::to_string(wind[i])}});
    FormulaRun run{{.entries = {}, .tables = {ts}, .letters = "C", .parameters = {}, .layers = {}, .terms = {}}};
    EXPECT_NEAR(*run.value("ws_complementarity").value, 0.721188, 5e-7);
    EXPECT_NEAR(*run.value("mix_cv").value, 0.11459955607615839, 1e-9); // its least over shares in steps of 1e-5
}

TEST(IndicatorTables, AUnitWithoutBoundaryHasTableIndicatorsOnly)
{
    FormulaRun run{
        {.entries = {entry("gdp", "stats.gdp"), entry("wind", "zmean(v_hub)"), entry("density", "stats.gdp/zone_area")},
         .tables = {{.id = "stats", .fields = {"gdp"}, .rows = {{0, 2022, {"10"}}}}},
         .letters = "C",
         .parameters = {},
         .layers = "[[layers]]\nid = \"v_hub\"\nfile = \"w.tif\"\nunit = \"m/s\"\n",
         .terms = {{.value = 4.0, .valid_share = 1}}}};
    auto zones = run.zones();
    zones[0].bounded = false;
    IndicatorEvaluator listed{run.book(), zones, 0.8};
    const auto value = [&](std::size_t i) { return listed.value(run.book().columns()[i], 0); };
    EXPECT_EQ(value(0).value, 10);
    EXPECT_EQ(value(1).reason.english(), "no boundary");
    EXPECT_EQ(ResultFlags{.remarks = value(1).remarks}.text(), "no_boundary");
    EXPECT_FALSE(value(2).value);
    zones[0].official_area_km2 = 5;
    IndicatorEvaluator published{run.book(), zones, 0.8};
    EXPECT_EQ(published.value(run.book().columns()[2], 0).value, 2);
    EXPECT_EQ(ResultFlags{.remarks = published.value(run.book().columns()[2], 0).remarks}.text(), "official_area");
}

TEST(IndicatorTables, EveryIndicatorOfTheCatalogueIsComputedOrSaysWhyNot)
{
    for (const char letter : std::string_view{"CPVSIE"}) {
        FormulaRun run{{.entries = {},
                        .tables = plant(),
                        .letters = std::string(1, letter),
                        .parameters = {},
                        .layers = {},
                        .terms = {}}};
        EXPECT_EQ(run.book().columns().size() + run.book().missing().size(), 149U);
        for (const auto& one : run.book().missing()) {
            EXPECT_FALSE(one.reason.empty()) << one.id;
            EXPECT_THAT(one.reason.english(), testing::Not(HasSubstr("does not read"))) << one.id;
        }
    }
}

} // namespace
} // namespace peaksite
