// `peaksite init` on files made for it, on the demo's and on the real pack (skipped without it).
#include "integration/small_case.hpp"
#include "support/source_folders.hpp"

#include <cstdlib>

namespace peaksite {
namespace {

namespace fs = std::filesystem;

class Init : public SmallCase {
protected:
    // Runs init into new.toml and returns the plan.
    std::string written(const std::vector<std::string>& files, const std::vector<std::string>& more = {})
    {
        std::vector<std::string> arguments{"init", "-o", at("new.toml").string(), "--overwrite"};
        for (const auto& file : files) arguments.push_back(at(file).string());
        arguments.insert(arguments.end(), more.begin(), more.end());
        last = run_program(arguments);
        EXPECT_EQ(last.code, code_done) << last.err;
        return read_file(at("new.toml"));
    }
    Outcome checked() const { return run_program({"check", at("new.toml").string()}); }
    Outcome last;
};

TEST_F(Init, APlanForZonesAndARasterRuns)
{
    make_raster(at("ghi_2020.tif"), {.value = [](int col, int) { return 1500 + col; }});
    const auto plan_text = written({"zones.gpkg", "ghi_2020.tif"}, {"--cell", "200 m", "--title", "某县"});
    expect_words(plan_text, {"title  = \"某县\"", "cell = \"200 m\"", "[[zones]]", "key  = \"code\"", "name = \"name\"",
                             "use  = \"gsa-ghi\"", "year = 2020", "use    = \"redline\"", "absent = \"待提供\""});
    expect_words(last.out,
                 {"zones.gpkg: 2 zones; key 'code' (unique, 2 rows)", "ghi_2020.tif: layer 'ghi': 'gsa-ghi'"});
    EXPECT_EQ(checked().code, code_done) << checked().out;
    const auto outcome = run_program({"run", at("new.toml").string(), "-o", out().string()});
    EXPECT_EQ(outcome.code, code_done) << outcome.err;
}

TEST_F(Init, ValuesTellAmountsPerDayFromThosePerYear)
{
    make_raster(at("ghi.tif"), {.value = [](int col, int) { return 4 + 0.01 * col; }});
    expect_words(written({"zones.gpkg", "ghi.tif"}), {"use  = \"gsa-ghi-day\""});
}

// Pictures of a product in bytes are not the product, whose fill is none that a byte holds.
TEST_F(Init, AProductIsNotGuessedFromPicturesOfIt)
{
    make_raster(at("ndvi_a.tif"), {.type = "Int16", .value = [](int col, int) { return 2000 + 10 * col; }});
    make_raster(at("ndvi_b.tif"), {.type = "Byte", .nodata = 0, .value = [](int col, int) { return 40 + col; }});
    const auto plan_text = written({"ndvi_a.tif", "ndvi_b.tif"});
    expect_words(plan_text, {"use  = \"mod13-ndvi\"", "ndvi_b.tif"});
    const std::string use = "= \"mod13-ndvi\"";
    EXPECT_EQ(plan_text.find(use), plan_text.rfind(use)) << plan_text;
}

TEST_F(Init, ClassesTellLandCoverProducts)
{
    make_raster(at("lc_a.tif"), {.type = "Byte", .value = [](int col, int) {
                                     return col % 7 == 6 ? 95 : 10 * (1 + col % 6);
                                 }}); // 95: no other product has it
    make_raster(at("igbp.tif"), {.type = "Byte", .nodata = 255, .value = [](int col, int) { return col % 17; }});
    expect_words(written({"lc_a.tif"}), {"worldcover"});
    expect_words(written({"igbp.tif"}), {"mcd12c1"});
}

TEST_F(Init, OfficialLayersAreKnownByTheirNames)
{
    auto facts = two_zones();
    facts.table = "生态保护红线";
    make_vector(at("hx.gpkg"), facts);
    const auto plan_text = written({"zones.gpkg", "hx.gpkg"});
    expect_words(plan_text, {"use  = \"redline\"", "hx.gpkg"});
}

TEST_F(Init, EmissionUnitsComeFromHeadsOrAreAGuess)
{
    write_file(at("plants.csv"), "lon,lat,name,CO2 emission (Mt)\n105.01,37.96,A,1.5\n");
    expect_words(written({"plants.csv"}), {"x        = \"lon\"", "unit = \"Mt CO2/a\"", "the unit by the head"});
    write_file(at("plants.csv"), "经度,纬度,名称,碳排放\n105.01,37.96,甲,15\n");
    expect_words(written({"plants.csv"}), {"unit = \"万吨CO2/年\"", "单位待核实"});
}

TEST_F(Init, FilesThatCannotBeReadAreNamedInThePlan)
{
    write_file(at("broken.tif"), "not a raster");
    expect_words(written({"zones.gpkg", "broken.tif"}), {"# not used: broken.tif: "});
    const auto outcome = run_program({"init", at("nowhere.tif").string(), "-o", at("other.toml").string()});
    EXPECT_EQ(outcome.code, code_wrong);
    expect_words(outcome.err, {"nowhere.tif", "is not there"});
}

TEST_F(Init, FacilitiesBelowATitleAreWrittenAndRead)
{
    write_file(at("plants.csv"), "某县重点排放单位,,,\n名称,经度,纬度,碳排放\n甲,105.01,37.96,15\n");
    const auto plan_text = written({"zones.gpkg", "plants.csv"});
    expect_words(plan_text, {"[[facilities]]", "file     = \"plants.csv\"", "经度", "碳排放"});
}

TEST_F(Init, APlanThatIsThereIsNotReplaced)
{
    write_file(at("kept.toml"), "mine");
    const auto outcome = run_program({"init", at("zones.gpkg").string(), "-o", at("kept.toml").string()});
    EXPECT_EQ(outcome.code, code_wrong);
    expect_words(outcome.err, {"is there already", "--overwrite"});
    EXPECT_EQ(read_file(at("kept.toml")), "mine");
}

TEST_F(Init, TheSampleIsWrittenWithItsPlanAndScaffoldsItself)
{
    const auto outcome = run_program({"init", "--sample", "demo", at("demo").string()});
    ASSERT_EQ(outcome.code, code_done) << outcome.err;
    const auto sound = run_program({"check", (at("demo") / "plan.toml").string()});
    EXPECT_EQ(sound.code, code_done) << sound.out;
    const auto plan_text = written({"demo/data"}, {"--cell", "5 km"});
    expect_words(plan_text, {"kind     = { column = \"类型\" }", "candidates.csv\"", "proposer = \"推荐单位\"",
                             "radius   = { column = \"半径(米)\" }", "landcover_4.tif\"]", "\"gwa-wind\"",
                             "derive = \"slope(dem)\"", "\"permanent_farmland\"", "demo/data/carbon_pools.csv\""});
    expect_words(plan_text, {"'编码' names zones in 44 of 44 rows", "id   = \"stats\"",
                             "= \"{year}年地区生产总值(亿元)\"", "table = \"燃料\"", "year  = { column = \"年份\" }",
                             "key   = \"县(区)\"", "# … = \"低位发热量(吉焦/实物单位)\""});
    const auto own = checked();
    EXPECT_EQ(own.code, code_done) << own.out;
    const auto ran = run_program({"run", at("new.toml").string(), "-o", out().string()});
    EXPECT_EQ(ran.code, code_done) << ran.err;
}

TEST_F(Init, TheRealPackScaffoldsAPlanWithoutErrors)
{
    const char* given = std::getenv("PEAKSITE_NINGXIA");
    const auto data =
        given != nullptr ? fs::path{given} : fs::path{source_folder()} / ".." / "shared" / "data" / "ningxia";
    if (!fs::exists(data / "boundaries.gpkg"))
        GTEST_SKIP() << "the pack is not there; PEAKSITE_NINGXIA=FOLDER names it";
    std::vector<std::string> arguments{"init", "-o", at("new.toml").string(), "--cell", "2 km"};
    for (const auto* part : {"boundaries.gpkg", "rasters", "vectors", "facilities"})
        arguments.push_back((data / part).string());
    const auto outcome = run_program(arguments);
    ASSERT_EQ(outcome.code, code_done) << outcome.err;
    expect_words(read_file(at("new.toml")), {"gsa-ghi-day", "worldclim-srad", "mcd12c1", "gebco",
                                             "Annual CO2 (million tonnes / annum)", "Mt CO2/a"});
    EXPECT_EQ(checked().code, code_done) << checked().out;
}

} // namespace
} // namespace peaksite
