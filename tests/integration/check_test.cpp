// What `peaksite check` finds before a run, each on a file made for it.
#include "integration/small_case.hpp"

#include <unistd.h>

namespace peaksite {
namespace {

class Check : public SmallCase {
protected:
    void expect_found(const std::vector<std::string>& words, int code = code_done)
    {
        const auto outcome = command("check");
        EXPECT_EQ(outcome.code, code) << outcome.out << outcome.err;
        expect_words(outcome.out, words);
        EXPECT_EQ(outcome.err, "");
    }
    void values(const RasterFacts& facts) const { make_raster(at("value.tif"), facts); }
    void facilities(const std::string& csv)
    {
        write_file(at("plants.csv"), csv);
        plan.add("[[facilities]]\nid = \"plants\"\nfile = \"plants.csv\"\nx = \"lon\"\ny = \"lat\"\ncrs = "
                 "\"EPSG:4326\"\nemission = { column = \"co2\", unit = \"t CO2/a\" }");
    }
};

TEST_F(Check, FaultsOfThePlanDoNotHideThoseOfFiles)
{
    plan.replace("unit = \"W/m2\"", "unit = \"W/m2\"\nquantiy = \"intensive\"")
        .replace("stats = [\"mean\"", "stats = [\"meen\"");
    std::filesystem::remove(at("value.tif"));
    auto facts = two_zones();
    facts.features[1].values[0] = "1";
    make_vector(at("zones.gpkg"), facts);
    expect_found({"layers[1].quantiy", "did you mean 'quantity'?", "statistics[1].stats", "'meen' is no statistic",
                  "layers.value", "is not there", "zones.county.key", "not unique: 1", "4 errors"},
                 code_wrong);
}

TEST_F(Check, AFileWhosePathIsAtFaultIsToldOnce)
{
    plan.replace("file = \"value.tif\"", "file = \"${data}/value.tif\"");
    expect_found({"the path named 'data' is not given", "1 errors"}, code_wrong);
}

TEST_F(Check, EveryFaultOfATableIsListed)
{
    auto facts = two_zones();
    facts.columns = {"code", "name", "type"};
    facts.features = {{.wkt = first_square, .values = {"1", "甲县", "城市"}},
                      {.wkt = first_square, .values = {"1", "乙县", "郡"}},
                      {.wkt = first_square, .values = {"", "丙县", "城市"}}};
    make_vector(at("zones.gpkg"), facts);
    plan.replace("name = \"name\"", "name = \"nmae\"\nkind = { column = \"type\" }");
    expect_found({"no column 'nmae'", "did you mean 'name'?", "1 rows have no key", "not unique: 1",
                  "1 rows whose kind is none: '郡' (row 2)", "4 errors"},
                 code_failed);
}

TEST_F(Check, MissingColumnsOfFacilitiesAreListedTogether)
{
    facilities("long,lat,carbon\n105,38,1\n");
    expect_found({"facilities.plants.x", "no column 'lon'", "did you mean 'long'?", "facilities.plants.emission",
                  "no column 'co2'", "2 errors"},
                 code_failed);
}

TEST_F(Check, AFewCellsAreLookedAtOneAndAll)
{
    values({.cols = 4, .rows = 4, .cell = 1500, .value = [](int col, int) { return 1 + col; }});
    plan.replace("unit = \"W/m2\"", "unit = \"W/m2\"\nrange = [2, 3]");
    expect_found({"50 % of the cells looked at lie outside 2 to 3 W/m2: they hold 1 to 4"});
}

TEST_F(Check, ValuesPerDayInALayerPerYearAreSeen)
{
    plan.replace("unit = \"W/m2\"", "use = \"gsa-ghi\"");
    values({.value = [](int col, int) { return 3.8 + 0.01 * col; }});
    expect_found({"layers.value", "100.0 % of the cells looked at lie outside 300 to 3000 kWh/m2/a: they hold 3.8",
                  "unit = \"kWh/m2/d\""});
}

TEST_F(Check, KelvinAndTenthsOfDegreesAreSeen)
{
    plan.replace("unit = \"W/m2\"", "unit = \"degC\"");
    values({.value = [](int col, int) { return 271.5 + 0.3 * col; }});
    expect_found({"unit = \"K\""});
    values({.type = "Int16", .value = [](int col, int row) { return -140 + 5 * col + row; }});
    expect_found({"scale = 0.1"});
}

TEST_F(Check, DisplayValuesAreNoVegetationIndex)
{
    plan.replace("unit = \"W/m2\"", "unit = \"1\"\nrange = [-0.2, 1]");
    values({.type = "Byte", .value = [](int col, int row) { return 40 + col + row; }});
    expect_found({"display values", "1 warnings"});
}

TEST_F(Check, NoDataThatIsNotDeclaredIsSeen)
{
    values({.value = [](int col, int row) { return row > 45 ? -9999.0 : 100 + col; }});
    expect_found({"hold -9999, which looks like 'no data' and is not declared", "nodata = -9999"});
    plan.replace("unit = \"W/m2\"", "unit = \"W/m2\"\nnodata = -9999");
    expect_found({"0 errors, 0 warnings"});
}

TEST_F(Check, AWrongNodataTagIsSeenByTheValueThatFillsTheHoles)
{
    values({.type = "Byte", .nodata = 0, .value = [](int col, int row) { return row > 45 ? 255 : 35 + col; }});
    expect_found({"hold 255, which looks like 'no data'", "(declared: 0)", "nodata = 255"});
}

TEST_F(Check, ALayerWithoutDataAndALayerOfZeroesAreSeen)
{
    values({.nodata = 7, .value = [](int, int) { return 7; }});
    expect_found({"none of the", "near the zones has data", "nodata = 7"});
    values({.value = [](int, int) { return 0; }});
    expect_found({"100.0 % of the cells looked at hold 0"});
    values({.value = [](int, int) { return 3; }});
    expect_found({"every cell looked at holds 3"});
}

TEST_F(Check, RangesAndScalesWhoseSumsNoNumberHoldsAreSeen)
{
    plan.replace("unit = \"W/m2\"", "unit = \"t/km2\"\nrange = [0, 1e40]");
    expect_found({"layer 'value': values up to 1e+40 t/km2", "sums beyond 1.4e45"});
    plan.replace("range = [0, 1e40]", "scale = 1e20");
    expect_found({"0 errors, 0 warnings"});
    plan.replace("\"sum\", \"min\"", "\"sum\", \"stdev\", \"min\"");
    expect_found({"layer 'value': values up to", "sums beyond 1.4e45"});
}

TEST_F(Check, ClassesWithoutEntryAreListedWithTheEntryThatKnowsThem)
{
    plan.replace("unit = \"W/m2\"", "use = \"mcd12c1\"\ncrs = \"EPSG:32648\"")
        .replace("stats = [\"mean\", \"sum\", \"min\", \"max\", \"count\", \"valid_share\"]",
                 "stats = [\"class_area\"]");
    values({.type = "Byte", .value = [](int col, int) { return col < 30 ? 40 : 90; }});
    expect_found({"2 codes of its cells are no class of the layer", "40 (", "90 (", "worldcover"});
    values({.type = "Byte", .value = [](int col, int) { return col < 30 ? 10 : 255; }});
    expect_found({"0 errors"});
    values({.value = [](int col, int) { return 1.5 + col; }});
    expect_found({"its cells are not whole numbers"});
}

TEST_F(Check, ALayerElsewhereIsSeen)
{
    values({.west = 900000});
    expect_found({"layer 'value' does not meet the zones", "is it the right file"}, code_failed);
    values({.cols = 20});
    expect_found({"layer 'value' covers"});
}

TEST_F(Check, CellsOfLayersAreComparedWithTheGrid)
{
    values({.cols = 6, .rows = 6, .cell = 3000});
    plan.add(
        "[[layers]]\nid = \"twice\"\nderive = \"value * 2\"\n[[statistics]]\nlayer = \"twice\"\nstats = [\"mean\"]");
    expect_found({"layer 'value': a side of its cells spans 30 cells of the grid"});
    plan.replace("cell = \"100 m\"", "cell = \"5 km\"");
    values({});
    expect_found({"are 50 times those of the layer (100 m)", "cell = \"100 m\"", "2 smaller than a cell of 5000 m"});
}

TEST_F(Check, NamesThatAreEmptyGarbledOrEqualAreSeen)
{
    auto facts = two_zones();
    facts.features[0].values[1] = "";
    facts.features[1].values[1] = "ÖÐÎÀÊÐ";
    make_vector(at("zones.gpkg"), facts);
    expect_found({"1 without a name: 1", "look garbled", "encoding = \"GB18030\""});
}

TEST_F(Check, SecrecyThatContradictsItselfIsSeen)
{
    plan.replace("unit = \"W/m2\"", "unit = \"W/m2\"\nsecrecy = \"secret\"")
        .add("[[maps]]\nreview_number = \"宁S（2026）001号\"\n[[rasters]]\nid = \"v\"\nvalue = \"value\"");
    expect_found({"[output] says public", "value (secret)", "secrecy = \"secret\"",
                  "has a review number for publication", "gridded outputs are withheld"});
}

TEST_F(Check, OfficialLayersInPublicResultsAreSeen)
{
    auto facts = two_zones();
    facts.table = "redline";
    make_vector(at("redline.gpkg"), facts);
    plan.add("[[layers]]\nid = \"redline\"\nuse = \"redline\"\nfile = \"redline.gpkg\"");
    expect_found({"[output] says public", "redline (internal)", "secrecy = \"internal\""});
}

TEST_F(Check, LayersThatAreNotPublicInPublicResultsAreSeen)
{
    plan.replace("unit = \"W/m2\"", "unit = \"W/m2\"\npublic = false");
    expect_found({"the results would be public", "say nothing else: value", "secrecy = \"internal\""});
}

TEST_F(Check, RulesWithoutLayersReadAsAnUpperBound)
{
    plan.add("[[layers]]\nid = \"redline\"\nuse = \"redline\"\nabsent = \"省里未提供\"\n[[technologies]]\nid = "
             "\"pv\"\nuse = \"pv-utility\"\ndensity = \"45 MW/km2\"");
    expect_found({"layers.redline: 生态保护红线: 未提供、未扣除，结果为上限", "[省里未提供]"});
    // What is not at hand gives nothing away: no word of its secrecy.
    EXPECT_THAT(command("check").out, testing::Not(testing::HasSubstr("more secret")));
}

TEST_F(Check, AFolderThatMayNotBeWrittenIsAnError)
{
    write_file(at("taken"), "");
    const auto outcome = command("check", {"-o", at("taken").string()});
    EXPECT_EQ(outcome.code, code_failed);
    expect_words(outcome.out, {"is a file; results need a folder"});
    if (geteuid() != 0) {
        const auto closed = command("check", {"-o", "/proc/none/out"});
        EXPECT_EQ(closed.code, code_failed);
        expect_words(closed.out, {"may not be changed by you"});
    }
}

TEST_F(Check, FindingsAreSortedBySeverityAndLine)
{
    plan.add("[[layers]]\nid = \"other\"\nfile = \"other.tif\"\nunit = \"m\"\n[[layers]]\nid = \"more\"\nfile = "
             "\"more.tif\"");
    make_raster(at("other.tif"), {.value = [](int, int) { return 0; }});
    values({.west = 900000});
    const auto outcome = command("check");
    EXPECT_EQ(outcome.code, code_failed);
    const auto error = outcome.out.find("error: "), first = outcome.out.find("warning: "),
               second = outcome.out.find("other");
    EXPECT_LT(error, first);
    EXPECT_THAT(outcome.out.substr(first), testing::HasSubstr("layers.value"));
    EXPECT_LT(outcome.out.find("does not meet"), outcome.out.find("hold 0")) << second;
}

TEST_F(Check, JsonHoldsTheSameFindings)
{
    std::filesystem::remove(at("value.tif"));
    const auto outcome = command("check", {"--format", "json"});
    EXPECT_EQ(outcome.code, code_failed);
    expect_words(outcome.out, {"\"errors\": 1", "\"severity\": \"error\"", "\"of\": \"data\"",
                               "\"key\": \"layers.value\"", "is not there", "\"hint\": \""});
}

TEST_F(Check, TheHeadOfAFileIsEnoughButACutOneIsSeen)
{
    const auto whole = read_file(at("value.tif"));
    write_file(at("value.tif"), whole.substr(0, whole.size() / 2));
    const auto outcome = command("check");
    EXPECT_EQ(outcome.code, code_failed) << outcome.out;
    expect_words(outcome.out, {"layers.value"});
}

} // namespace
} // namespace peaksite
