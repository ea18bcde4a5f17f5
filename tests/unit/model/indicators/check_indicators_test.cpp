#include "model/indicators/check_indicators.hpp"

#include "support/formula_run.hpp"

#include <gmock/gmock.h>

namespace peaksite {
namespace {

using testing::HasSubstr;

TEST(CheckIndicators, EveryFormulaOfTheCatalogueHasTheDimensionItIsSaidToHave)
{
    for (const auto& one : FormulaRun::catalogue().entries)
        for (const auto& fault : faults_of(one, FormulaRun::catalogue())) ADD_FAILURE() << english(fault);
}

IndicatorEntry own(std::string id, std::string formula, std::string unit)
{
    auto out = entry(std::move(id), std::move(formula));
    out.unit = std::move(unit);
    out.own = true;
    return out;
}

std::string fault_of(const std::string& formula, const std::string& unit)
{
    const auto faults = faults_of(own("mine", formula, unit), FormulaRun::catalogue());
    return faults.empty() ? "" : english(faults.front());
}

TEST(CheckIndicators, AWrongDimensionIsAFault)
{
    EXPECT_EQ(fault_of("e_total/stats.pop", "t CO2/cap/a"), "");
    EXPECT_EQ(fault_of("1000*e_total/stats.pop", "kg CO2/cap/a"), "") << "a factor by hand is no fault";
    EXPECT_THAT(fault_of("e_total/stats.pop", "t CO2/a"), HasSubstr("its formula gives"));
    EXPECT_THAT(fault_of("e_total + en_total", "t CO2/a"), HasSubstr("joins"));
    EXPECT_THAT(fault_of("44/12*c_stock_total", "t C"), HasSubstr("t CO2")) << "carbon is not carbon dioxide";
    EXPECT_EQ(fault_of("44/12*c_stock_total", "t CO2"), "");
    EXPECT_THAT(fault_of("case(C: e_total; P: en_total)", "t CO2/a"), HasSubstr("joins"));
}

// A bare number would be of whatever unit the head of a table or the catalogue happens to have.
TEST(CheckIndicators, ANumberThatIsAddedToAQuantityNeedsAUnit)
{
    EXPECT_THAT(fault_of("e_total + 1", "t CO2/a"), HasSubstr("'(e_total + 1)': 1 has no unit"));
    EXPECT_THAT(fault_of("2*3 - e_total", "t CO2/a"), HasSubstr("has no unit"));
    EXPECT_THAT(fault_of("case(C: e_total + 1; P: e_total)", "t CO2/a"), HasSubstr("has no unit"));
    EXPECT_EQ(fault_of("e_total + (1 t CO2/a)", "t CO2/a"), "");
    EXPECT_EQ(fault_of("max(0, e_total - 0)", "t CO2/a"), "");
    EXPECT_EQ(fault_of("1 - e_total/e_scope1", "1"), "");
    EXPECT_EQ(fault_of("100*e_total/e_scope1 + 1", "1"), "");
}

// The head of the plan's own table decides what 1 would be.
TEST(CheckIndicators, ANumberBesideAnOwnColumnNeedsAUnitWhereverTheyMeet)
{
    auto catalogue = FormulaRun::catalogue();
    FormulaName column;
    column.name = "m.v";
    column.unit = "万元";
    column.own = true;
    catalogue.names.push_back(column);
    FormulaTable table;
    table.id = "m";
    catalogue.tables.push_back(table);
    const auto fault = [&](const std::string& formula) {
        const auto faults = faults_of(own("mine", formula, "元"), catalogue);
        return faults.empty() ? "" : english(faults.front());
    };
    for (const auto* bare : {"max(m.v, 1)", "min(1, m.v)", "case(C: max(m.v, 3))", "case(C: m.v; P: 3)", "max(m.v, -1)",
                             "psum(m.v, m.v in [1, 2])", "psum(m.v, m.v in [(1 元), 2])"})
        EXPECT_THAT(fault(bare), HasSubstr("has no unit")) << bare;
    for (const auto* right : {"max(m.v, 0)", "max(m.v, (1 元))", "psum(m.v, m.v in [0, (2 万元)])"})
        EXPECT_EQ(fault(right), "") << right;
}

TEST(CheckIndicators, AnUnknownNameComesWithTheNearestOne)
{
    EXPECT_THAT(fault_of("e_totl/stats.pop", "-"), HasSubstr("did you mean 'e_total'?"));
    EXPECT_THAT(fault_of("stats.gpd", "10^4 CNY/a"), HasSubstr("stats.gdp"));
    EXPECT_THAT(fault_of("median(e_total)", "t CO2/a"), HasSubstr("no formula has a function 'median'"));
    EXPECT_THAT(fault_of("e_total +", "t CO2/a"), HasSubstr("mine"));
}

// A word that a name never is would count as nothing, and nobody would see it.
TEST(CheckIndicators, AWordThatANameNeverIsIsAFaultWithTheWordsThatItCanBe)
{
    EXPECT_EQ(fault_of("zarea(st_t == 'excluded')/zone_area", "%"), "");
    EXPECT_THAT(fault_of("zarea(st_t == 'exclded')/zone_area", "%"),
                testing::AllOf(HasSubstr("'exclded'"), HasSubstr("st_t"), HasSubstr("eligible, excluded, unknown")));
    EXPECT_THAT(fault_of("psum(plants.mw, plants.tech < 'wind')", "MW"), HasSubstr("== and !="));
    EXPECT_THAT(fault_of("zone_area + 'wind'", "km2"), HasSubstr("where a number is needed"));
    EXPECT_THAT(fault_of("case(Z: zone_area)", "km2"), HasSubstr("'Z' names no pilot types"));
}

// A table may have words of its own, which a formula may ask for; what looks like it is told.
TEST(CheckIndicators, AWordThatNoColumnOfTheCatalogueHasIsTold)
{
    const auto notes = [](const std::string& formula, const std::string& unit) {
        Plan plan;
        plan.indicators = {own("mine", formula, unit)};
        EXPECT_TRUE(faults_of_own_indicators(plan, FormulaRun::catalogue()).empty()) << formula;
        std::string all;
        for (const auto& note : notes_on_own_indicators(plan, FormulaRun::catalogue())) all += note.english() + "\n";
        return all;
    };
    EXPECT_THAT(notes("psum(fuel.ad, fuel.kind == 'cole')", "unit/a"),
                HasSubstr("indicator 'mine': 'cole' is no word of fuel.kind; its words are coal, gas"));
    EXPECT_THAT(notes("psum(plants.mw, 'windy' != plants.tech)", "MW"), HasSubstr("'windy'"));
    EXPECT_THAT(notes("psum(plants.mw, plants.status in ['operating', 'aproved'])", "MW"), HasSubstr("'aproved'"));
    EXPECT_EQ(notes("psum(fuel.ad, fuel.sector == 'fishing')", "unit/a"), "") << "sectors may have any word";
}

TEST(CheckIndicators, WhatAnArgumentTooMuchSaysIsNotPassedOver)
{
    EXPECT_EQ(fault_of("unc(e_total, factor_u)", "%"), "");
    EXPECT_THAT(fault_of("unc(e_total, stats.pop)", "%"), HasSubstr("write unc(e_total, factor_u)"));
    EXPECT_THAT(fault_of("zmean(ghi, slope)", "kWh/m2/a"), HasSubstr("zmean() does not take 2 arguments"));
    EXPECT_THAT(fault_of("theil_sen(e_total, 8)", "t CO2/a2"), HasSubstr("theil_sen() does not take 2"));
    EXPECT_THAT(fault_of("case(C: zone_area, 2)", "km2"), HasSubstr("one formula for 'C', not 2"));
}

TEST(CheckIndicators, OwnIndicatorsMayNotTakeAnIdNorStandInACircle)
{
    Plan plan;
    plan.indicators = {own("a", "b*2", "-"),
                       own("b", "a+1", "-"),
                       own("e_total", "1", "-"),
                       own("ghi", "1", "-"),
                       own("c", "1", "-"),
                       own("c", "2", "-"),
                       own("fine", "e_total/stats.gdp", "t CO2/10^4 CNY")};
    const auto faults = faults_of_own_indicators(plan, FormulaRun::catalogue());
    std::string all;
    for (const auto& fault : faults) all += english(fault) + "\n";
    EXPECT_THAT(all, HasSubstr("circle: a → b → a"));
    EXPECT_THAT(all, HasSubstr("'e_total' is an indicator or a name of the catalogue already"));
    EXPECT_THAT(all, HasSubstr("'ghi' is an indicator or a name of the catalogue already"));
    EXPECT_THAT(all, HasSubstr("there are two indicators 'c'"));
    EXPECT_THAT(all, testing::Not(HasSubstr("'fine'")));
}

std::string all_faults(std::vector<IndicatorEntry> indicators)
{
    Plan plan;
    plan.indicators = std::move(indicators);
    std::string all;
    for (const auto& fault : faults_of_own_indicators(plan, FormulaRun::catalogue())) all += english(fault) + "\n";
    return all;
}

// Each names the two before it: the ways to the first double every time.
TEST(CheckIndicators, FormulasThatShareOthersAreLookedAtOnce)
{
    std::vector<IndicatorEntry> many{own("i0", "1", "-"), own("i1", "2", "-")};
    for (int i = 2; i < 100; ++i)
        many.push_back(own("i" + std::to_string(i), "i" + std::to_string(i - 1) + " + i" + std::to_string(i - 2), "-"));
    EXPECT_EQ(all_faults(many), "");
    std::ranges::reverse(many);
    EXPECT_EQ(all_faults(many), "");
    many.front().formula = "i99";
    EXPECT_THAT(all_faults(many), HasSubstr("circle: i99 → i99"));
}

TEST(CheckIndicators, AChainThatIsTooLongIsRefusedInAnyOrder)
{
    std::vector<IndicatorEntry> many{own("i0", "1", "-")};
    for (int i = 1; i < 5000; ++i) many.push_back(own("i" + std::to_string(i), "i" + std::to_string(i - 1), "-"));
    EXPECT_THAT(all_faults(many), HasSubstr("through more than 200 other indicators"));
    std::ranges::reverse(many);
    EXPECT_THAT(all_faults(many), HasSubstr("through more than 200 other indicators"));
    many.resize(5000);
    EXPECT_EQ(all_faults({many.end() - 200, many.end()}), "");
}

} // namespace
} // namespace peaksite
