// Codes of land cover: with classes that the plan names, with codes that it does not, without any names; the same for
// every type of cell and for polygons.
#include "integration/small_case.hpp"

#include <gdal_priv.h>

#include <algorithm>
#include <cmath>
#include <memory>

namespace peaksite {
namespace {

struct Column {
    int code;
    int columns; ///< of 60
};

class ClassCodes : public SmallCase {
protected:
    ClassCodes()
    {
        plan =
            PlanText{"schema = 1\ntitle = { zh = \"测试\", en = \"Test\" }\n[grid]\ncrs = \"EPSG:32648\"\ncell = \"100 "
                     "m\"\n[[zones]]\nid = \"county\"\nfile = \"zones.gpkg\"\nkey = \"code\"\nkind = \"city\"\n"
                     "[[layers]]\nid = \"lc\"\nfile = \"lc.tif\"\nquantity = \"categorical\"\nnodata = 9\nclasses = { "
                     "forest = 1, grassland = 2, bare = 3 }\n"
                     "[[statistics]]\nlayer = \"lc\"\nstats = [\"fractions\", \"class_area\", "
                     "\"valid_share\"]\n[output]\nsecrecy = \"public\"\n"};
        // Quarters of forest and grassland, bare land, a tenth of code 200, a twentieth without data.
        make_vector(
            at("zones.gpkg"),
            {.features = {
                 {.wkt = "POLYGON ((500000 4200000, 506000 4200000, 506000 4206000, 500000 4206000, 500000 4200000))",
                  .values = {"1", "甲县"}}}});
        write_file(at("pools.csv"), pools);
    }

    static int code(int col) { return col < 15 ? 1 : col < 30 ? 2 : col < 51 ? 3 : col < 57 ? 200 : 9; }
    void cells(const std::string& type, double cell = 100) const
    {
        const int cols = static_cast<int>(6000 / cell);
        make_raster(at("lc.tif"),
                    {.cols = cols, .rows = cols, .cell = cell, .type = type, .value = [cell](int col, int) {
                         return code(static_cast<int>((col + 0.5) * cell / 100));
                     }});
    }
    std::string row(const std::string& stat, const std::string& of) const
    {
        return read_csv(out() / "statistics.csv").at({{"layer", "lc"}, {"stat", stat}, {"class", of}}, "value");
    }
    double share(const std::string& of) const { return std::stod(row("fractions", of)); }
    double area(const std::string& of) const { return std::stod(row("class_area", of)); }
    double stock() const
    {
        return read_csv(out() / "indicators_long.csv").number({{"key", "1"}, {"indicator", "c_stock_total"}}, "value");
    }
    double cumulative(const std::string& criterion) const
    {
        return read_csv(out() / "waterfall.csv").number({{"criterion", criterion}}, "cumulative_km2");
    }
    void with_rule(const std::string& where)
    {
        plan.add("[[technologies]]\nid = \"pv\"\ndensity = \"40 MW/km2\"\nshare = 1\nyield = \"(1200 "
                 "h/a)\"\n[[technologies.exclude]]\nid = \"rule\"\nwhere = \"" +
                 where + "\"\n");
    }
    void with_carbon() { plan.add("[carbon]\nlandcover = \"lc\"\ntable = \"pools.csv\"\n"); }
    void without_names() { plan.replace("classes = { forest = 1, grassland = 2, bare = 3 }\n", ""); }

    static std::vector<float> cells_of_raster(const std::filesystem::path& path)
    {
        GDALAllRegister();
        const std::unique_ptr<GDALDataset> file{GDALDataset::Open(path.c_str(), GDAL_OF_RASTER)};
        if (!file) return {};
        const int cols = file->GetRasterXSize(), rows = file->GetRasterYSize();
        std::vector<float> out(static_cast<std::size_t>(cols) * static_cast<std::size_t>(rows));
        const auto failed =
            file->GetRasterBand(1)->RasterIO(GF_Read, 0, 0, cols, rows, out.data(), cols, rows, GDT_Float32, 0, 0);
        for (auto& cell : out)
            if (std::isnan(cell)) cell = -1; // to be compared
        return failed == CE_None ? out : std::vector<float>{};
    }

    // A density that is missing shows when all is counted: what was counted stays, the result does not come to be.
    void ends_after_counting(const std::vector<std::string>& words) const
    {
        const auto outcome = run();
        EXPECT_EQ(outcome.code, code_failed) << "signal " << outcome.signal << "\n" << outcome.err;
        expect_words(outcome.err, words);
        EXPECT_FALSE(std::filesystem::exists(out()));
        std::filesystem::remove_all(at("out.partial"));
    }

    static constexpr const char* pools =
        "lucode,LULC_name,c_above,c_below,c_soil,c_dead\n1,forest,50,10,100,5\n2,grass,2,5,60,0\n3,bare,0,0,10,0\n";
    const std::vector<std::string> types{"Byte", "Int16", "Int32", "UInt32", "Float32"};
};

// 255 is what bytes commonly hold where there is nothing; where nobody says so it is a code like any other.
TEST_F(ClassCodes, TheLastByteIsNoDataOnlyWhereSomebodySaysSo)
{
    plan.replace("nodata = 9\n", "");
    make_raster(at("lc.tif"), {.cols = 60, .rows = 60, .cell = 100, .type = "byte", .value = [](int col, int) {
                                   return col < 30 ? 1 : 255;
                               }});
    const auto outcome = done();
    expect_words(outcome.err, {"hold codes that are no class of the layer: 255"});
    EXPECT_NEAR(std::stod(row("fractions", "1")), 0.5, 1e-6);
    EXPECT_NEAR(std::stod(row("fractions", "unclassified")), 0.5, 1e-6);
    EXPECT_NEAR(std::stod(row("valid_share", "")), 1, 1e-6);
}

TEST_F(ClassCodes, ThatAreNoClassAreUnclassifiedInEveryShareWhateverTheCells)
{
    for (const auto& type : types)
        for (const double cell : {100.0, 50.0}) { // the grid's cells, and others
            cells(type, cell);
            const auto outcome = done({"--overwrite"});
            for (const auto& [of, columns] :
                 std::map<std::string, double>{{"1", 15}, {"2", 15}, {"3", 21}, {"unclassified", 6}})
                EXPECT_NEAR(share(of), columns / 57, 1e-6) << type << " " << of;
            EXPECT_NEAR(area("unclassified") / area("1"), 6.0 / 15, 1e-6) << type;
            EXPECT_NEAR(statistic("1", "valid_share", "lc"), 0.95, 1e-6);
            expect_words(outcome.err,
                         {"layer 'lc': 3.6", "km² of zones 'county' hold codes that are no class of the layer: 200"});
            expect_words(read_file(out() / "manifest.json"), {"no class of the layer: 200"});
        }
}

TEST_F(ClassCodes, ThatAreNoClassAreUnknownInConditions)
{
    for (const auto& where : {"lc == 'forest'", "lc in ['forest', 'bare']", "lc != 'forest'"}) {
        plan = PlanText{plan.text()};
        auto with = plan;
        with_rule(where);
        plan.replace("[[statistics]]\nlayer = \"lc\"\nstats = [\"fractions\", \"class_area\", \"valid_share\"]\n", "");
        for (const auto* type : {"Byte", "UInt16", "Float32"}) {
            cells(type);
            const auto outcome = done({"--overwrite"});
            EXPECT_NEAR(cumulative("unknown") / cumulative("total"), 9.0 / 60, 1e-6)
                << type << " " << where;                               // and those without data
            expect_words(outcome.err, {"no class of the layer: 200"}); // though nothing counts classes
        }
        plan = with;
    }
}

TEST_F(ClassCodes, ThatHaveNoDensityEndTheRunAndThoseThatHaveDoNot)
{
    with_carbon();
    for (const auto& type : types) {
        cells(type);
        std::filesystem::remove_all(out());
        write_file(at("pools.csv"), pools);
        ends_after_counting({"pools.csv", "layer 'lc'", "200", "3.6", "km²"});
        write_file(at("pools.csv"), std::string{pools} + "200,built,0,0,20,0\n");
        done();
        const double square_kilometres = area("1") / 15;
        EXPECT_NEAR(stock(), 100 * square_kilometres * (15 * 165 + 15 * 67 + 21 * 10 + 6 * 20), 1e-6 * stock()) << type;
    }
}

TEST_F(ClassCodes, WithoutNamesAreTheClasses)
{
    without_names();
    with_carbon();
    with_rule("lc == 200 or lc > 2 and lc < 4");
    write_file(at("pools.csv"), std::string{pools} + "200,built,0,0,20,0\n77,nowhere,9,9,9,9\n");
    for (const auto& type : types) {
        cells(type);
        const auto outcome = done({"--overwrite"});
        for (const auto& [of, columns] : std::map<std::string, double>{{"1", 15}, {"2", 15}, {"3", 21}, {"200", 6}})
            EXPECT_NEAR(share(of), columns / 57, 1e-6) << type << " " << of;
        EXPECT_THAT(outcome.err, testing::Not(testing::HasSubstr("no class of the layer")));
        EXPECT_NEAR(stock(), 100 * area("1") / 15 * (15 * 165 + 15 * 67 + 21 * 10 + 6 * 20), 1e-6 * stock()) << type;
        EXPECT_NEAR(cumulative("rule") / cumulative("total"), 27.0 / 60, 1e-6) << type;
        EXPECT_NEAR(cumulative("unknown") / cumulative("total"), 3.0 / 60, 1e-6) << type;
    }
    write_file(at("pools.csv"), pools);
    std::filesystem::remove_all(out());
    ends_after_counting({"no row for class 200", "3.6"});
}

// Cells that are drawn in the margin have their codes too, wherever the blocks of the file end.
TEST_F(ClassCodes, FarFromTheZonesAreClassesWhereCellsAreDrawnThere)
{
    make_raster(at("lc.tif"), {.type = "Int32",
                               .options = {"TILED=YES", "BLOCKXSIZE=16", "BLOCKYSIZE=16"},
                               .value = [](int col, int) { return col < 20 ? 7 : 1; }});
    make_vector(at("zones.gpkg"), {.features = {{.wkt = square(503500, 4202500, 600), .values = {"1", "甲县"}}}});
    plan.replace("cell = \"100 m\"", "cell = \"100 m\"\nmargin = \"3 km\"")
        .replace("classes = { forest = 1, grassland = 2, bare = 3 }", "classes = { one = 1, seven = 7 }")
        .add("[[rasters]]\nid = \"state\"\nvalue = \"if(lc == 7, 2, if(lc == 1, 1, 0))\"\neverywhere = true");
    done();
    const auto named = cells_of_raster(out() / "rasters" / "state.tif");
    EXPECT_GT(std::ranges::count(named, 2.F), 100);
    plan.replace("classes = { one = 1, seven = 7 }\n", "");
    done({"--overwrite"});
    EXPECT_EQ(cells_of_raster(out() / "rasters" / "state.tif"), named);
}

TEST_F(ClassCodes, OfMoreSortsThanClassesMayHaveAreNumbersInConditions)
{
    without_names();
    make_raster(at("lc.tif"), {.type = "UInt16", .value = [](int col, int row) { return 1000 + 60 * row + col; }});
    refused(code_failed, {"layer 'lc'", "more than 253 codes", "intensive"});
    plan.replace("[[statistics]]\nlayer = \"lc\"\nstats = [\"fractions\", \"class_area\", \"valid_share\"]\n", "");
    with_rule("lc == 1000 or lc > 4500");
    done();
    EXPECT_NEAR(cumulative("rule") / cumulative("total"), 100.0 / 3600, 1e-6);
}

TEST_F(ClassCodes, ThatNoCellCanHoldHaveNoArea)
{
    plan.replace("bare = 3", "bare = 3, ghost = 256, other = 512");
    with_carbon();
    write_file(at("pools.csv"),
               std::string{pools} + "200,built,0,0,20,0\n256,ghost,1000,0,0,0\n512,other,1000,0,0,0\n");
    cells("Byte");
    done();
    EXPECT_NEAR(stock(), 100 * area("1") / 15 * (15 * 165 + 15 * 67 + 21 * 10 + 6 * 20), 1e-6 * stock());
}

TEST_F(ClassCodes, TwiceInATableAreAFault)
{
    with_carbon();
    cells("Byte");
    write_file(at("pools.csv"), std::string{pools} + "1,again,1,1,1,1\n");
    refused(code_failed, {"pools.csv", "line 5", "code 1 has a row already, in line 2"});
    write_file(at("pools.csv"), std::string{pools} + "1.5,half,1,1,1,1\n");
    refused(code_failed, {"line 5", "'1.5'", "whole numbers"});
}

// Of the first level of a survey's classes stands what is left of it, once.
TEST_F(ClassCodes, OfPolygonsCountOnceAndUnknownWordsLikeOtherCodes)
{
    plan.replace(
        "file = \"lc.tif\"\nquantity = \"categorical\"\nnodata = 9\nclasses = { forest = 1, grassland = 2, bare = 3 }",
        "file = \"lc.gpkg\"\nclass = \"DLBM\"\nclasses = { land = [\"01\"], wood = [\"03\"], dry = [\"0103\"], tree = "
        "[\"0301\"] }");
    with_rule("lc == 'wood'");
    const auto part = [](double west, double east, const char* word) {
        const auto x0 = std::to_string(500000 + west * 100), x1 = std::to_string(500000 + east * 100);
        return FeatureFacts{.wkt = "POLYGON ((" + x0 + " 4200000, " + x1 + " 4200000, " + x1 + " 4206000, " + x0 +
                                   " 4206000, " + x0 + " 4200000))",
                            .values = {word}};
    };
    make_vector(at("lc.gpkg"),
                {.columns = {"DLBM"},
                 .features = {part(0, 15, "0103"), part(15, 30, "0301"), part(30, 51, "0399"), part(51, 57, "XYZ")}});
    const auto outcome = done();
    for (const auto& [of, columns] :
         std::map<std::string, double>{{"0103", 15}, {"0301", 15}, {"03", 21}, {"unclassified", 6}})
        EXPECT_NEAR(share(of), columns / 57, 1e-6) << of;
    EXPECT_THROW(row("fractions", "01"), std::exception);
    EXPECT_NEAR(cumulative("unknown") / cumulative("total"), 9.0 / 60, 1e-6);
    expect_words(outcome.err, {"'XYZ' (1, 3.6"});
}

} // namespace
} // namespace peaksite
