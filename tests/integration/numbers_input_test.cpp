#include "base/text.hpp"
#include "integration/small_case.hpp"

#include <cmath>
#include <limits>

namespace peaksite {
namespace {

using NumbersInput = SmallCase;

constexpr double infinity = std::numeric_limits<double>::infinity();

// The middle cell of zone 1 holds `odd`, all others 10.
RasterFacts one_odd(double odd, const std::string& type = "Float32")
{
    RasterFacts facts;
    facts.type = type;
    facts.value = [odd](int col, int row) { return col == 10 && row == 40 ? odd : 10; };
    return facts;
}

TEST_F(NumbersInput, ACellThatIsNotANumberHasNoData)
{
    make_raster(at("value.tif"), one_odd(std::nan("")));
    const auto outcome = done();
    EXPECT_EQ(statistic("1", "count"), 399);
    EXPECT_EQ(statistic("1", "mean"), 10);
    EXPECT_NEAR(statistic("1", "valid_share"), 399 / 400.0, 1e-6);
    EXPECT_THAT(outcome.err, testing::Not(testing::HasSubstr("warning")));
}

TEST_F(NumbersInput, AnInfiniteCellHasNoDataAndIsToldOf)
{
    for (const double odd : {infinity, -infinity}) {
        make_raster(at("value.tif"), one_odd(odd));
        const auto outcome = done({"--overwrite"});
        EXPECT_EQ(statistic("1", "count"), 399);
        EXPECT_EQ(statistic("1", "max"), 10);
        expect_words(outcome.err, {"value.tif", "infinite values count as no data"});
    }
}

TEST_F(NumbersInput, ACellOutsideTheRangeHasNoDataAndIsToldOf)
{
    make_raster(at("value.tif"), one_odd(12345));
    plan.replace("unit = \"W/m2\"", "unit = \"W/m2\"\nrange = [0, 1000]");
    const auto outcome = done();
    EXPECT_EQ(statistic("1", "count"), 399);
    expect_words(outcome.err, {"value.tif", "12345", "outside the range"});
}

TEST_F(NumbersInput, NoDataThatTheFileDoesNotStateIsSeenAndToldOf)
{
    for (const char* type : {"Float32", "Float64"}) {
        make_raster(at("value.tif"), one_odd(-3.4e38, type));
        const auto outcome = done({"--overwrite"});
        EXPECT_EQ(statistic("1", "count"), 399);
        EXPECT_EQ(statistic("1", "min"), 10);
        expect_words(outcome.err, {"value.tif", "e+38", "count as no data", "nodata = "});
    }
}

TEST_F(NumbersInput, ASumThatNoNumberHoldsIsAnErrorNotInfinity)
{
    plan.replace("unit = \"W/m2\"", "unit = \"W/m2\"\nscale = 1e26")
        .add("[[layers]]\nid = \"huge\"\nunit = \"1\"\nderive = \"pow(value / (1 W/m2), 9)\"")
        .replace("layer = \"value\"", "layer = \"huge\"");
    refused(code_failed, {"layer 'value' (", "value.tif", "zone ", "县", "a sum met the value", "not a finite number"});
}

// Of several layers read in one pass only the one that is to blame is named.
TEST_F(NumbersInput, ASumThatNoNumberHoldsNamesLayerAndZone)
{
    make_raster(at("two.tif"), {.value = [](int col, int) { return col % 2 == 0 ? 5e29 : -5e29; }});
    plan.add("[[layers]]\nid = \"two\"\nfile = \"two.tif\"\nunit = \"1\"\n[[layers]]\nid = \"both\"\n"
             "derive = \"value * 1\"\nunit = \"W/m2\"\n[[statistics]]\nlayer = \"both\"\nstats = [\"mean\"]\n"
             "[[statistics]]\nlayer = \"two\"\nzones = [\"county\"]\non = \"grid\"\nstats = [\"stdev\"]");
    const auto outcome = run();
    EXPECT_EQ(outcome.code, code_failed) << outcome.err;
    expect_words(outcome.err, {"layer 'two' (", "two.tif", "zone ", "5e+29"});
    EXPECT_THAT(outcome.err, testing::Not(testing::HasSubstr("layer 'value'")));
}

TEST_F(NumbersInput, AUnitOfTheFileThatContradictsThePlanIsToldOf)
{
    RasterFacts facts;
    facts.unit = "m";
    make_raster(at("value.tif"), facts);
    expect_words(done().err, {"layer 'value'", "'m'", "W/m2", "the plan is used"});
}

TEST_F(NumbersInput, AUnitOfTheFileThatIsAThousandTimesThePlansIsToldOf)
{
    RasterFacts facts;
    facts.unit = "kW/m2";
    make_raster(at("value.tif"), facts);
    expect_words(done().err, {"layer 'value'", "'kW/m2'", "'W/m2'", "the plan is used"});
    for (const std::string same : {"W/m2", "W m-2"}) {
        facts.unit = same;
        make_raster(at("value.tif"), facts);
        EXPECT_THAT(done({"--overwrite"}).err, testing::Not(testing::HasSubstr("the file says its unit"))) << same;
    }
}

TEST_F(NumbersInput, AUnitOfTheFileBesideNoneOfThePlanIsToldOf)
{
    RasterFacts facts;
    facts.unit = "W/m2";
    make_raster(at("value.tif"), facts);
    plan.replace("unit = \"W/m2\"", "");
    expect_words(done().err, {"layer 'value'", "'W/m2'", "the plan states none", "pure numbers"});
    facts.unit = "1";
    make_raster(at("value.tif"), facts);
    EXPECT_THAT(done({"--overwrite"}).err, testing::Not(testing::HasSubstr("the file says its unit")));
}

TEST_F(NumbersInput, ANoDataValueThatContradictsThePlanIsToldOf)
{
    auto facts = one_odd(-9999);
    facts.nodata = -9999;
    make_raster(at("value.tif"), facts);
    plan.replace("unit = \"W/m2\"", "unit = \"W/m2\"\nnodata = 10");
    const auto outcome = done();
    expect_words(outcome.err, {"layer 'value'", "-9999", "the plan is used"});
    EXPECT_EQ(statistic("1", "count"), 1);
}

// The middle of all values is right; one zone has 0 for its values, or those of another unit.
TEST_F(NumbersInput, AMeanThatNoZoneOnLandHasIsToldOf)
{
    plan.replace("unit = \"W/m2\"", "unit = \"kWh/m2/a\"\nprovides = \"ghi\"");
    for (const double odd : {0., 4., 1500.}) {
        RasterFacts facts;
        facts.value = [odd](int col, int) { return col < 30 ? odd : 1500; };
        make_raster(at("value.tif"), facts);
        const auto err = done({"--overwrite"}).err;
        const bool told = err.find("mean over") != std::string::npos;
        EXPECT_EQ(told, odd < 1500) << odd << err;
        EXPECT_EQ(err.find("cells there hold 0") != std::string::npos, odd == 0) << odd << err;
    }
}

TEST_F(NumbersInput, WhatLooksLikeNoDataAndIsNotDeclaredIsToldOfByTheRunToo)
{
    for (const double fill : {-9999., -32768., 32767.}) {
        auto facts = one_odd(fill);
        make_raster(at("value.tif"), facts);
        const auto outcome = done();
        expect_words(outcome.err, {"layer 'value': cells hold " + number(fill), "looks like 'no data'", "(zone 1"});
        facts.nodata = fill;
        make_raster(at("value.tif"), facts);
        EXPECT_THAT(done({"--overwrite"}).err, testing::Not(testing::HasSubstr("looks like 'no data'"))) << fill;
        std::filesystem::remove_all(out());
    }
}

// Whatever is asked of the layer, on the grid's own cells or on others.
TEST_F(NumbersInput, WhatLooksLikeNoDataIsToldOfWhateverIsAsked)
{
    make_raster(at("value.tif"), one_odd(-32768));
    const auto kinds = {std::pair{"intensive", "W/m2"}, std::pair{"extensive", "cap"}};
    for (const char* cell : {"100 m", "300 m"})
        for (const auto& [quantity, unit] : kinds)
            for (const char* stat : {"mean", "sum", "integral", "count", "stdev", "median"}) {
                const bool amount = std::string_view{quantity} == "extensive";
                const std::string_view asked{stat};
                if (asked == (amount ? "integral" : "sum")) continue;
                auto text = PlanText{plan.text()};
                text.replace("stats = [\"mean\", \"sum\", \"min\", \"max\", \"count\", \"valid_share\"]",
                             "stats = [\"" + std::string{stat} + "\"]")
                    .replace("unit = \"W/m2\"", "unit = \"" + std::string{unit} + "\"\nquantity = \"" + quantity + "\"")
                    .replace("cell = \"100 m\"", "cell = \"" + std::string{cell} + "\"");
                write_file(at("asked.toml"), text.text());
                const auto outcome =
                    run_program({"run", at("asked.toml").string(), "-o", (out() / "asked").string(), "--overwrite"});
                EXPECT_EQ(outcome.code, 0) << outcome.err;
                EXPECT_THAT(outcome.err, testing::HasSubstr("cells hold -32768, which looks like 'no data'"))
                    << stat << " " << quantity << " " << cell;
            }
}

TEST_F(NumbersInput, ARasterOfNothingButNoDataGivesEmptyCells)
{
    RasterFacts facts;
    facts.nodata = -1;
    facts.value = [](int, int) { return -1; };
    make_raster(at("value.tif"), facts);
    done();
    const auto table = read_csv(out() / "statistics.csv");
    EXPECT_EQ(table.at({{"key", "1"}, {"stat", "mean"}}, "value"), "");
    EXPECT_EQ(table.at({{"key", "1"}, {"stat", "valid_share"}}, "value"), "0");
}

} // namespace
} // namespace peaksite
