#include "model/indicators/formula_units.hpp"

#include "model/indicators/check_indicators.hpp"
#include "support/formula_run.hpp"

#include <gmock/gmock.h>

namespace peaksite {
namespace {

IndicatorEntry own(const std::string& formula, const std::string& unit)
{
    auto out = entry("mine", formula, "C");
    out.unit = unit;
    return out;
}

struct Row {
    std::string formula, unit;
    double right;
};

// GDP 200 000 in 10^4 CNY, 50 000 people, 10 GWh bought, 2 000 GJ of heat; the zone has 8 km².
void expect_values(const std::vector<Row>& rows, const std::string& parameters = "ef_grid = 0.5\n")
{
    std::vector<IndicatorEntry> entries;
    for (const auto& row : rows) {
        entries.push_back(own(row.formula, row.unit));
        entries.back().id = "mine" + std::to_string(entries.size());
    }
    FormulaRun run{{.entries = entries,
                    .tables = {{.id = "stats", .fields = {"gdp", "pop"}, .rows = {{0, 2024, {"200000", "50000"}}}},
                               {.id = "power", .fields = {"buy_net"}, .rows = {{0, 2024, {"10"}}}},
                               {.id = "heat", .fields = {"buy_net"}, .rows = {{0, 2024, {"2000"}}}}},
                    .letters = "C",
                    .parameters = parameters}};
    for (std::size_t i = 0; i < rows.size(); ++i) {
        const auto value = run.value(entries[i].id).value;
        ASSERT_TRUE(value) << rows[i].formula << " in " << rows[i].unit;
        EXPECT_NEAR(*value / rows[i].right, 1, 1e-12) << rows[i].formula << " in " << rows[i].unit;
    }
}

// The unit of an indicator says the size of its numbers, whatever the sizes of what it is made of.
TEST(FormulaUnits, AValueIsInTheUnitOfItsIndicator)
{
    const std::vector<Row> rows{
        {"zone_area", "km2", 8},
        {"zone_area", "m2", 8e6},
        {"zone_area", "ha", 800},
        {"zone_area", "亩", 12000},
        {"zone_area", "万亩", 1.2},
        {"stats.gdp", "10^4 CNY/a", 2e5},
        {"stats.gdp", "亿元/年", 20},
        {"stats.gdp", "CNY/a", 2e9},
        {"stats.gdp/stats.pop", "CNY/cap/a", 40000},
        {"power.buy_net", "kWh/a", 1e7},
        {"power.buy_net/(1 MWh/a)", "1", 1e4},
        {"zone_area/(4 km2)", "%", 200},
        {"zone_area/(400 ha)", "%", 200},
        {"1 - zone_area/(1000 ha)", "%", 20},
        {"zone_area + (100 ha)", "km2", 9},
        {"(zone_area - (7 km2))*(1 ha/km2) + (100 km2)", "ha", 10001},
        {"max(zone_area, 0) + (1000000 m2)", "m2", 9e6},
        {"max(zone_area, (9000000 m2))", "km2", 9},
        {"min(zone_area, (9000000 m2))", "ha", 800},
        {"power.buy_net*ef_grid + heat.buy_net*ef_heat", "t CO2/a", 10 * 1000 * 0.5 + 2000 * 0.11},
        {"case(C: power.buy_net; P: heat.buy_net*(1 kWh/GJ))", "MWh/a", 1e4},
        {"zone_area*(stats.pop >= (5 万人))", "km2", 8}};
    expect_values(rows);
}

// Formulas from before units were applied go on giving what they gave, and are told so.
TEST(FormulaUnits, AFactorWrittenByHandIsReadAsTheConversion)
{
    const std::vector<Row> rows{
        {"100*zone_area/(4 km2)", "%", 200},
        {"1e4*stats.gdp/stats.pop", "CNY/cap/a", 40000},
        {"power.buy_net*1000", "MWh/a", 1e4},
        {"zone_area/1e-6", "m2", 8e6},
        {"case(C: 1500*zone_area; P: 1500*zone_area)", "亩", 12000},
        {"max(0, 100*(1 - zone_area/(10 km2)))", "%", 20},
        {"1000*power.buy_net*ef_grid + heat.buy_net*ef_heat", "t CO2/a", 10 * 1000 * 0.5 + 2000 * 0.11}};
    expect_values(rows);
    for (const auto& row : rows) {
        EXPECT_EQ(in_its_unit(own(row.formula, row.unit), FormulaRun::catalogue(), KnownNames::only).notes.empty(),
                  false)
            << row.formula;
    }
    EXPECT_TRUE(in_its_unit(own("2*zone_area", "ha"), FormulaRun::catalogue(), KnownNames::only).notes.empty());
}

// However a factor is split; not one that another takes back, nor one that is only near.
TEST(FormulaUnits, AllFactorsOfAProductTogetherAreTheConversion)
{
    expect_values({{"1e4*stats.gdp/stats.pop", "CNY/cap/a", 40000},
                   {"100*100*stats.gdp/stats.pop", "CNY/cap/a", 40000},
                   {"0.5*1e4*stats.gdp/stats.pop", "CNY/cap/a", 20000},
                   {"1e4*stats.gdp/stats.pop/1e4", "CNY/cap/a", 40000},
                   {"9995*stats.gdp/stats.pop", "CNY/cap/a", 9995. * 40000}});
}

TEST(FormulaUnits, TheCatalogueCarriesNoConversionsByHand)
{
    for (const auto& one : FormulaRun::catalogue().entries)
        for (const auto& note : in_its_unit(one, FormulaRun::catalogue(), KnownNames::only).notes)
            ADD_FAILURE() << one.id << ": " << note.english();
}

// What offices print of a catalogue indicator is the same amount.
TEST(FormulaUnits, OfficeScalesOfTheCatalogueFollowFromTheUnits)
{
    for (const auto& one : FormulaRun::catalogue().entries) {
        if (one.unit_gov == "-" || one.scale_gov == 1) continue;
        try {
            const auto from = unit(one.unit), to = unit(one.unit_gov);
            if (!same_dimension(from, to)) continue; // 万千瓦时 a year, whose year is not written
            EXPECT_NEAR(one.scale_gov / factor(from, to), 1, 1e-3) << one.id;
        } catch (const UsageError&) {
        }
    }
}

TEST(FormulaUnits, NumbersOfParametersMayHaveUnitsByKeyToo)
{
    for (const char* given : {"{ 2024 = \"600 kg CO2/MWh\" }", "{ 2024 = 0.6 }", "\"0.6 t CO2/MWh\""})
        expect_values({{"power.buy_net*ef_grid", "t CO2/a", 6000}}, "ef_grid = " + std::string{given} + "\n");
}

} // namespace
} // namespace peaksite
