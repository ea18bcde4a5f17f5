#include "model/indicators/indicators.hpp"

#include "eval/compiler.hpp"
#include "eval/machine.hpp"

#include "support/formula_run.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>

namespace peaksite {
namespace {

// A plan with irradiation per day, wind, land cover and one technology.
const char* const layers =
    "[[layers]]\nid = \"sun\"\nprovides = \"ghi\"\nfile = \"g.tif\"\nunit = \"kWh/m2/d\"\n[[layers]]\nid = "
    "\"wind\"\nprovides = \"v_hub\"\nfile = \"w.tif\"\nunit = \"m/s\"\n"
    "[[layers]]\nid = \"dem\"\nabsent = \"not at hand\"\n[[technologies]]\nid = \"pv1\"\nsymbol = \"pv\"\ndensity = "
    "\"50 MW/km2\"\nshare = 0.5\n";

FormulaRun run_of(std::vector<IndicatorEntry> entries, std::vector<ZonalValue> terms = {},
                  std::vector<TableText> tables = {})
{
    return FormulaRun{{.entries = std::move(entries),
                       .tables = std::move(tables),
                       .letters = "CP",
                       .parameters = {},
                       .layers = layers,
                       .terms = std::move(terms),
                       .province = {}}};
}

TEST(Indicators, StandOnEachOther)
{
    auto run = run_of({entry("double", "2 * mean"), entry("mean", "zmean(wind)"),
                       entry("per_area", "double / zone_area"), entry("power", "pow(max(mean, 3), 2) - min(1, mean)")},
                      {{.value = 4.0, .valid_share = 0.7}});
    EXPECT_EQ(run.value("double").value, 8);
    EXPECT_EQ(run.value("per_area").value, 1);
    EXPECT_EQ(run.value("power").value, 15);
    EXPECT_EQ(run.value("per_area").valid_share, 0.7);
    EXPECT_EQ(run.book().terms().size(), 1U) << "equal sums are counted once";
}

TEST(Indicators, InACircleAreMissingAndSoIsWhatNeedsThem)
{
    auto run = run_of({entry("a", "b + 1"), entry("b", "c * 2"), entry("c", "a"), entry("d", "a + zmean(wind)"),
                       entry("self", "self"), entry("fine", "zmean(wind)")});
    for (const char* id : {"a", "b", "c", "d", "self"}) EXPECT_THAT(run.reason(id), testing::HasSubstr("circle")) << id;
    EXPECT_THAT(run.reason("a"), testing::HasSubstr("a → b → c → a"));
    EXPECT_EQ(run.book().columns().size(), 1U);
}

TEST(Indicators, ACaseIsChosenByTheTypeOfThePilot)
{
    auto run = run_of({entry("x", "case(CV: zmean(wind); PSIE: 7)"), entry("y", "case(V: 1; S: 2)"),
                       entry("parks", "zone_area", "P")},
                      {{.value = 4.0, .valid_share = 1}});
    EXPECT_EQ(run.value("x", 0).value, 4);
    EXPECT_EQ(run.value("x", 1).value, 7);
    EXPECT_EQ(run.reason("y"), "for other pilot types");
    EXPECT_FALSE(run.value("parks", 0).value);
    EXPECT_EQ(run.value("parks", 1).value, 8);
}

// Generation and hours of a technology are those of its own yield, not of a layer that a formula might name.
TEST(Indicators, OfATechnologyAreBoundToItsYield)
{
    const auto terms_of = [](const std::string& yield, const std::string& id) {
        FormulaRun run{
            {.entries = {},
             .tables = {},
             .letters = "C",
             .parameters = {},
             .layers = "[[layers]]\nid = \"pvout\"\nfile = \"p.tif\"\nunit = \"h/a\"\n[[technologies]]\nid = "
                       "\"sun\"\nsymbol = \"pv\"\ndensity = \"50 MW/km2\"\nshare = 0.5\n" +
                       yield,
             .terms = std::vector<ZonalValue>(99)}};
        std::vector<ZonalTerm> out;
        for (const auto& column : run.book().columns())
            if (column.id == id)
                for (const auto number : run.book().formulas()[run.book().formula(column, 'C')].terms)
                    out.push_back(run.book().terms()[number]);
        return out;
    };
    for (const char* id : {"pv_tech_gen", "pv_yield_mean"}) {
        const auto own = terms_of("yield = 1000\n", id);
        ASSERT_EQ(own.size(), 1U) << id;
        EXPECT_EQ(written(own[0].value), "1") << id;
        EXPECT_EQ(own[0].technology, "sun") << id;
        const auto layer = terms_of("", id);
        ASSERT_EQ(layer.size(), 1U) << id;
        EXPECT_THAT(written(layer[0].value), testing::HasSubstr("pvout")) << "without a yield the layer stands in";
        EXPECT_DOUBLE_EQ(own[0].factor, 1000 * layer[0].factor) << id;
    }
}

TEST(Indicators, SayWhatTheyLack)
{
    auto run = run_of({entry("slope", "zmean(dem)"), entry("gdp", "emissions / stat.gdp"),
                       entry("co2", "psum(fac.co2)"), entry("patch", "zpatch(m_pv)"), entry("odd", "zmean(nonsense)"),
                       entry("wind_cap", "zsum(f_wind*d_wind)"), entry("close", "stats.gpd")},
                      {}, {{.id = "stats", .fields = {"gdp"}, .rows = {}}});
    EXPECT_THAT(run.reason("slope"), testing::HasSubstr("absent: not at hand"));
    EXPECT_THAT(run.reason("gdp"), testing::HasSubstr("no value for emissions"));
    EXPECT_THAT(run.reason("co2"), testing::HasSubstr("no list of facilities"));
    EXPECT_THAT(run.reason("patch"), testing::HasSubstr("by this version"));
    EXPECT_THAT(run.reason("odd"), testing::HasSubstr("nonsense"));
    EXPECT_THAT(run.reason("wind_cap"), testing::HasSubstr("no technology for f_wind"));
    EXPECT_THAT(run.reason("close"), testing::HasSubstr("did you mean gdp?"));
}

TEST(Indicators, WithoutDataAreMissingNeverZero)
{
    const std::vector<IndicatorEntry> entries{entry("sum", "zmean(wind) + 1"), entry("ratio", "1 / zmean(wind)"),
                                              entry("least", "min(zmean(wind), 3)")};
    auto nothing = run_of(entries, {{.value = {}, .valid_share = 0}}),
         zero = run_of(entries, {{.value = 0.0, .valid_share = 1}}),
         negative = run_of(entries, {{.value = -2.0, .valid_share = 1}});
    for (const char* id : {"sum", "ratio", "least"}) {
        EXPECT_FALSE(nothing.value(id).value) << id;
        EXPECT_THAT(nothing.value(id).reason.english(), testing::HasSubstr("no data")) << id;
    }
    EXPECT_FALSE(zero.value("ratio").value);
    EXPECT_THAT(zero.value("ratio").reason.english(), testing::HasSubstr("zmean(wind) is 0"));
    EXPECT_FALSE(negative.value("ratio").value);
    EXPECT_THAT(negative.value("ratio").reason.english(), testing::HasSubstr("negative"));
    EXPECT_EQ(zero.value("sum").value, 1);
}

// The layer says per day; the formula means per year.
TEST(Indicators, ALayerEntersInTheUnitOfTheCatalogue)
{
    const std::vector<IndicatorEntry> entries{entry("ghi_mean", "zmean(ghi)"), entry("weighted", "zwmean(ghi, v_hub)")};
    auto run = run_of(
        entries,
        {{.value = 1461.0, .valid_share = 1}, {.value = 30.0, .valid_share = 0.9}, {.value = 4.0, .valid_share = 0.8}});
    const auto& terms = run.book().terms();
    ASSERT_EQ(terms.size(), 3U);
    const Symbols symbols = {{"sun", NumberInput{.input = 0, .unit = unit("kWh/m2/d"), .twin = {}}},
                             {"wind", NumberInput{.input = 1, .unit = unit("m/s"), .twin = {}}}};
    Compiler compiler{symbols};
    std::vector<int> outputs;
    for (const auto& term : terms) outputs.push_back(compiler.value(term.value, Unit::dimensionless()));
    const auto program = compiler.finish();
    RowMachine machine{program, 2};
    const std::array<double, 2> sun{4, std::nan("")}, wind{2, 5};
    const std::array<InputRow, 2> rows{
        {{.cells = sun.data(), .complete = false}, {.cells = wind.data(), .complete = true}}};
    machine.run(rows, 2);
    EXPECT_NEAR(machine.value(outputs[0])[0], 4 * 365.25, 1e-9);
    EXPECT_NEAR(machine.value(outputs[1])[0], 4 * 365.25 * 2, 1e-9);
    EXPECT_EQ(machine.value(outputs[2])[0], 2);
    EXPECT_TRUE(std::isnan(machine.value(outputs[2])[1])) << "a weight counts only where there is something to weigh";
    EXPECT_EQ(run.value("weighted").value, 7.5);
    EXPECT_EQ(run.value("weighted").valid_share, 0.8);
    auto nothing =
        run_of(entries,
               {{.value = 1.0, .valid_share = 1}, {.value = 0.0, .valid_share = 1}, {.value = 0.0, .valid_share = 1}});
    EXPECT_FALSE(nothing.value("weighted").value);
}

TEST(Indicators, AWithdrawnSumTakesAlongWhatStandsOnIt)
{
    auto run = run_of({entry("a", "zmean(wind)"), entry("b", "a * 2"), entry("c", "zmin(wind)"),
                       entry("d", "case(CP: c; V: d)"), entry("t", "typesum(b, c)")},
                      {{.value = 4.0, .valid_share = 1}, {.value = 3.0, .valid_share = 1}});
    ASSERT_EQ(run.book().columns().size(), 5U);
    run.book().withdraw(0, text("its units do not fit"));
    EXPECT_EQ(run.reason("a"), "its units do not fit");
    EXPECT_EQ(run.reason("b"), "its units do not fit");
    ASSERT_EQ(run.book().columns().size(), 3U);
    EXPECT_EQ(run.book().columns()[0].id, "c");
    EXPECT_EQ(run.value("t").value, 3) << "a sum over components goes on without the one that is withdrawn";
}

// d_rail and m_restore look like what technologies define (d_pv, m_pv), and are layers that a user provides.
TEST(Indicators, DistancesAndMasksOfTheUserAreLayers)
{
    const std::string files =
        "[[layers]]\nid = \"rail_km\"\nprovides = \"d_rail\"\nfile = \"r.tif\"\nunit = \"km\"\n[[layers]]\nid = "
        "\"road_km\"\nprovides = \"d_road\"\nfile = \"o.tif\"\nunit = \"m\"\n[[layers]]\nid = \"sub_km\"\nprovides = "
        "\"d_sub\"\nfile = \"s.tif\"\nunit = \"km\"\n"
        "[[layers]]\nid = \"basin_km\"\nprovides = \"d_basin\"\nfile = \"b.tif\"\nunit = \"km\"\n[[technologies]]\nid "
        "= \"pv1\"\nsymbol = \"pv\"\ndensity = \"50 MW/km2\"\nshare = 0.5\n";
    FormulaRun run{{.entries = {},
                    .tables = {},
                    .letters = "CPE",
                    .parameters = {},
                    .layers = files,
                    .terms = std::vector<ZonalValue>(99, ZonalValue{.value = 3.0, .valid_share = 1})}};
    for (const auto& [id, zone] :
         {std::pair{"dist_rail", 1U}, {"ccs_access", 2U}, {"dist_road.pv1", 0U}, {"dist_substation.pv1", 0U}})
        EXPECT_EQ(run.value(id, zone).value, 3) << id << ": " << run.reason(id);
    EXPECT_TRUE(run.has("pv_tech_cap")) << "a technology's density is no layer";
    EXPECT_THAT(run.reason("wind_tech_cap"), testing::HasSubstr("no technology for f_wind"));
}

TEST(Indicators, DensitiesOfClassesGoIntoExpressionsOfCells)
{
    CarbonTable carbon;
    carbon.id = "made";
    for (const auto& [key, total] : {std::pair{"forest", 90.0}, {"grassland", 40.0}}) {
        CarbonDensity row;
        row.key = key;
        row.total = total;
        carbon.rows.push_back(row);
    }
    const std::string files =
        "[[layers]]\nid = \"cover\"\nprovides = \"lulc\"\nfile = \"l.tif\"\nquantity = \"categorical\"\nclasses = { "
        "forest = 1, grassland = 2, water = 3 }\n[[layers]]\nid = \"dens_pot\"\nfile = \"p.tif\"\nunit = \"t C/ha\"\n"
        "[[layers]]\nid = \"restore\"\nprovides = \"m_restore\"\nfile = \"m.tif\"\nunit = \"1\"\n";
    FormulaRun run{{.entries = {*FormulaRun::catalogue().entry("restoration_gap")},
                    .tables = {},
                    .letters = "C",
                    .parameters = {},
                    .layers = files,
                    .terms = {{.value = 6.0, .valid_share = 1}},
                    .carbon = &carbon}};
    ASSERT_TRUE(run.has("restoration_gap")) << run.reason("restoration_gap");
    EXPECT_NEAR(*run.value("restoration_gap").value, 44.0 / 12 * 100 * 6, 1e-9);
    EXPECT_THAT(
        written(run.book().terms().at(0).value),
        testing::AllOf(testing::HasSubstr("if((cover == 'forest'), 90, if((cover == 'grassland'), 40, (0 / 0)))"),
                       testing::HasSubstr("restore")));
}

// What this version cannot compute is said in the catalogue, and is never blamed on the user's data.
TEST(Indicators, ThatAreNotComputedSaySoInTheCatalogue)
{
    FormulaRun run{{.entries = {}, .tables = {}, .letters = "CPS", .parameters = {}, .layers = layers}};
    std::set<std::string> found;
    for (const auto& one : FormulaRun::catalogue().entries)
        if (one.availability == "not_computed") found.insert(one.id);
    EXPECT_EQ(found, (std::set<std::string>{"abate_waste_heat", "base_patch_area", "dist_load", "line_density",
                                            "ocean_wave_power", "offwind_tech_cap", "offwind_tech_gen", "sink_trend",
                                            "waste_heat_access"}));
    for (const auto& id : found)
        EXPECT_EQ(run.reason(id == "base_patch_area" ? id + ".pv1" : id), "not computed by this version") << id;
}

} // namespace
} // namespace peaksite
