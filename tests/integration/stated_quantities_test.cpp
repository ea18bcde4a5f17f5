// Layers that stand for a quantity nobody stated: another unit, another height, slopes of coarse elevations, classes
// that may well be others. Every number that stands on one says so.
#include "integration/small_case.hpp"

namespace peaksite {
namespace {

using testing::HasSubstr;
using testing::Not;

class StatedQuantities : public SmallCase {
protected:
    StatedQuantities() { plan.replace("name = \"name\"", "name = \"name\"\nkind = \"city\""); }

    std::string flag(const std::string& indicator) const
    {
        return read_csv(out() / "indicators_long.csv").at({{"key", "1"}, {"indicator", indicator}}, "flag");
    }
};

// Yearly totals of the plateau, in MJ, read as daily means in kJ: every value lies in the range of the entry.
TEST_F(StatedQuantities, AYearlyTotalTakenForADailyMeanIsTold)
{
    make_raster(at("value.tif"), {.value = [](int col, int row) { return 7200.0 + col + row; }});
    plan.replace("id = \"value\"\nfile", "id = \"ghi\"\nuse = \"worldclim-srad\"\ncrs = \"EPSG:32648\"\nfile")
        .replace("unit = \"W/m2\"\n", "")
        .replace("layer = \"value\"", "layer = \"ghi\"");
    const std::vector<std::string> words{"layer 'ghi' stands for ghi", "the middle of its values", "MJ/m2/a"};
    expect_words(command("check").out, words);
    expect_words(done().err, words);
    make_raster(at("value.tif"), {.value = [](int col, int row) { return 15000.0 + col + row; }});
    EXPECT_THAT(done({"--overwrite"}).err, Not(HasSubstr("the middle of its values")));
}

TEST_F(StatedQuantities, TheSameForALayerThatOnlyProvidesTheName)
{
    make_raster(at("value.tif"), {.value = [](int col, int row) { return 7200.0 + col + row; }});
    plan.replace("unit = \"W/m2\"", "unit = \"kJ/m2/d\"\nprovides = \"ghi\"");
    expect_words(command("check").out, {"layer 'value' stands for ghi", "MJ/m2/a"});
}

TEST_F(StatedQuantities, AnIdAloneDoesNotStateAHeight)
{
    make_raster(at("value.tif"), {.value = [](int col, int row) { return 1.3 + 0.001 * (col + row); }});
    plan.replace("id = \"value\"\nfile", "id = \"v_hub\"\nfile")
        .replace("unit = \"W/m2\"", "unit = \"m/s\"")
        .replace("layer = \"value\"", "layer = \"v_hub\"");
    const auto outcome = done();
    expect_words(outcome.err,
                 {"layer 'v_hub' is taken for v_hub by its id alone", "hub height", "the middle of its values"});
    expect_words(command("check").out, {"layer 'v_hub' is taken for v_hub by its id alone"});
    plan.replace("id = \"v_hub\"\nfile", "id = \"wind\"\nprovides = \"v_hub\"\nfile")
        .replace("layer = \"v_hub\"", "layer = \"wind\"");
    make_raster(at("value.tif"), {.value = [](int col, int row) { return 6 + 0.001 * (col + row); }});
    const auto stated = done({"--overwrite"});
    EXPECT_THAT(stated.err, Not(HasSubstr("by its id alone")));
    EXPECT_THAT(stated.err, Not(HasSubstr("the middle of its values")));
}

TEST_F(StatedQuantities, AnyQuantityTakenByIdIsNotedByCheck)
{
    plan.replace("id = \"value\"\nfile", "id = \"dni\"\nfile")
        .replace("unit = \"W/m2\"", "unit = \"kWh/m2/a\"")
        .replace("layer = \"value\"", "layer = \"dni\"");
    expect_words(command("check").out, {"layer 'dni' is taken for dni", "by its id alone", "provides = \"dni\""});
}

constexpr auto solar = R"toml([[technologies]]
id = "pv"
use = "pv-utility"
density = "45 MW/km2"
share = 0.3
[[technologies.exclude]]
id = "steep"
where = "slope > 15"
[[layers]]
id = "slope"
derive = "slope(value)"
)toml";

TEST_F(StatedQuantities, SlopesOfCoarseElevationsAreSaidBesideTheNumber)
{
    plan.replace("unit = \"W/m2\"", "unit = \"m\"").add(solar);
    make_raster(at("value.tif"), {.cols = 12, .rows = 12, .cell = 500});
    done();
    EXPECT_THAT(flag("slope_ok_share.pv"), HasSubstr("coarse_slope"));
    EXPECT_THAT(flag("pv_suit_area"), HasSubstr("coarse_slope"));
    make_raster(at("value.tif"));
    done({"--overwrite"});
    EXPECT_THAT(flag("slope_ok_share.pv"), Not(HasSubstr("coarse_slope")));
}

constexpr auto land = R"toml([[technologies]]
id = "pv"
use = "pv-utility"
density = "45 MW/km2"
share = 0.3
[[technologies.exclude]]
id = "woods"
where = "value in ['forest']"
)toml";

TEST_F(StatedQuantities, LandOfADoubtfulClassIsSaidBesideForestAndPv)
{
    make_raster(at("value.tif"), {.type = "Byte", .value = [](int col, int) { return col < 30 ? 8 : 10; }});
    plan.replace("unit = \"W/m2\"", "use = \"mcd12q1\"\ncrs = \"EPSG:32648\"")
        .replace("stats = [\"mean\", \"sum\", \"min\", \"max\", \"count\", \"valid_share\"]",
                 "stats = [\"class_area\"]")
        .add(land);
    const auto outcome = done();
    expect_words(outcome.err, {"layer 'value': the class 8 (woody savanna) takes more than 1 % of 1 zones", "1 甲县"});
    EXPECT_THAT(flag("forest_cover"), HasSubstr("doubtful_class"));
    EXPECT_THAT(flag("pv_suit_area"), HasSubstr("doubtful_class"));
    EXPECT_THAT(read_csv(out() / "indicators_long.csv").at({{"key", "2"}, {"indicator", "forest_cover"}}, "flag"),
                Not(HasSubstr("doubtful_class")));
    // The plan decides: then nothing is in doubt.
    plan.replace("use = \"mcd12q1\"", "use = \"mcd12q1\"\nclasses = { forest = [1, 2, 3, 4, 5, 8], grassland = 10 }");
    EXPECT_THAT(done({"--overwrite"}).err, Not(HasSubstr("takes more than 1 %")));
    EXPECT_THAT(flag("forest_cover"), Not(HasSubstr("doubtful_class")));
}

} // namespace
} // namespace peaksite
