#include "integration/small_case.hpp"

#include <fmt/format.h>
#include <gdal_priv.h>

namespace peaksite {
namespace {

double at_cell(int col, int row) { return 10 + (7 * col + 13 * row) % 90; } // fits every type

// A raster made of several files: cells that no file vouches for are no data.
class Mosaics : public SmallCase {
protected:
    // Cells of the whole from (col, row) on.
    void tile(const std::string& name, int col, int row, int cols, int rows, RasterFacts facts = {}) const
    {
        facts.cols = cols;
        facts.rows = rows;
        facts.west += facts.cell * col;
        facts.north -= facts.cell * row;
        const auto inner = facts.value;
        facts.value = [=](int c, int r) { return inner(c + col, r + row); };
        make_raster(at(name), facts);
    }
    static RasterFacts of(const std::string& type, std::optional<double> fill = {})
    {
        RasterFacts facts;
        facts.type = type;
        facts.nodata = fill;
        facts.value = at_cell;
        return facts;
    }
    // All but the south-east from column 40 and row 30 on: half of zone 2.
    void three_quarters(const RasterFacts& facts) const
    {
        tile("west.tif", 0, 0, 40, 60, facts);
        tile("east.tif", 40, 0, 20, 30, facts);
    }
    void use(const std::string& files) { plan.replace("\"value.tif\"", files); }

    // Zone 2 holds the cells of columns 30 to 49, rows 35 to 54; `known` says which have data, `value` what they hold.
    void expect_zone(const std::function<bool(int, int)>& known,
                     const std::function<double(int, int)>& value = at_cell) const
    {
        int count = 0;
        double sum = 0;
        for (int row = 35; row < 55; ++row)
            for (int col = 30; col < 50; ++col)
                if (known(col, row)) {
                    ++count;
                    sum += value(col, row);
                }
        EXPECT_EQ(statistic("2", "count"), count);
        EXPECT_NEAR(statistic("2", "sum"), sum, 1e-6 * std::abs(sum));
        EXPECT_NEAR(statistic("2", "valid_share"), count / 400.0, 1e-4);
    }

    // A file of so many columns and rows, put at a column.
    static std::string source(const std::string& file, int cols, int rows, int col = 0)
    {
        return fmt::format(
            R"(<SimpleSource><SourceFilename relativeToVRT="1">{0}</SourceFilename><SourceBand>1</SourceBand>
<SrcRect xOff="0" yOff="0" xSize="{1}" ySize="{2}"/>)"
            R"(<DstRect xOff="{3}" yOff="0" xSize="{1}" ySize="{2}"/></SimpleSource>)",
            file, cols, rows, col);
    }
    void virtual_raster(const std::string& type, const std::string& sources) const
    {
        write_file(at("own.vrt"),
                   fmt::format(R"(<VRTDataset rasterXSize="60" rasterYSize="60"><SRS>EPSG:32648</SRS><GeoTransform>)"
                               R"(500000, 100, 0, 4206000, 0, -100</GeoTransform>
<VRTRasterBand dataType="{}" band="1">{}</VRTRasterBand></VRTDataset>)",
                               type, sources));
    }
};

bool in_three_quarters(int col, int row) { return col < 40 || row < 30; }

// Where two files hold one cell, they should say the same of it.
TEST_F(Mosaics, FilesThatDisagreeAreToldWithTheirFirstCell)
{
    use("[\"west.tif\", \"east.tif\"]");
    auto other = of("Int16");
    for (const bool agree : {true, false}) {
        if (!agree) other.value = [](int c, int r) { return at_cell(c, r) + (c == 37 && r >= 40 ? 1 : 0); };
        tile("west.tif", 0, 0, 40, 60, of("Int16"));
        tile("east.tif", 35, 0, 25, 60, other);
        std::set<std::string> told;
        for (const char* threads : {"1", "3"}) {
            const auto text = done({"--overwrite", "--lang", "en", "--threads", threads}).err;
            const auto from = text.find("files state different values where they overlap");
            told.insert(from == std::string::npos ? "" : text.substr(from, text.find('\n', from) - from));
            expect_zone([](int, int) { return true; }, other.value);
        }
        ASSERT_EQ(told.size(), 1U);
        if (agree)
            EXPECT_EQ(*told.begin(), "");
        else // rows and columns from the corner at 500000, 4206000; cells of 100 m
            expect_words(*told.begin(),
                         {"1 pairs of files in what was read", "west.tif", "east.tif' at 503750, 4201950",
                          fmt::format("{} and {};", at_cell(37, 40), at_cell(37, 40) + 1)});
    }
}

TEST_F(Mosaics, LandWithoutATileIsNoDataWhateverTheTypeAndFill)
{
    const std::vector<std::pair<std::string, std::optional<double>>> kinds{
        {"Byte", {}},  {"Byte", 255},   {"Byte", 0},        {"Int16", {}},  {"UInt16", 65535},
        {"Int32", {}}, {"Float32", {}}, {"Float32", -9999}, {"Float64", {}}};
    use("[\"west.tif\", \"east.tif\"]");
    for (const auto& [type, fill] : kinds) {
        SCOPED_TRACE(type + (fill ? " with a fill" : ""));
        three_quarters(of(type, fill));
        done({"--overwrite"});
        expect_zone(in_three_quarters);
    }
}

TEST_F(Mosaics, AVirtualRasterOfOnesOwnWithoutAFillValueHasGapsToo)
{
    use("\"own.vrt\"");
    for (const std::string type : {"Byte", "UInt16", "Int32", "Float32"}) {
        SCOPED_TRACE(type);
        three_quarters(of(type));
        virtual_raster(type, source("west.tif", 40, 60) + source("east.tif", 20, 30, 40));
        done({"--overwrite"});
        expect_zone(in_three_quarters);
    }
}

TEST_F(Mosaics, WhereASourceReachesBeyondItsFileOrNamesOneRectangleAloneNothingIsFilled)
{
    use("\"own.vrt\"");
    three_quarters(of("Byte"));
    virtual_raster("Byte", source("west.tif", 60, 60)); // the file has 40 columns
    done();
    expect_zone([](int col, int) { return col < 40; });
    auto alone = source("west.tif", 60, 60);
    alone.erase(alone.find("<SrcRect"), alone.find("<DstRect") - alone.find("<SrcRect"));
    virtual_raster("Byte", alone); // of which the library makes nothing
    done({"--overwrite"});
    EXPECT_EQ(statistic("2", "count"), 0);
}

TEST_F(Mosaics, ASourceOfAVirtualRasterKeepsItsFillValueAlsoBehindAnother)
{
    auto holes = of("Int16", 17.0);
    tile("west.tif", 0, 0, 60, 60, holes);
    virtual_raster("Int16", source("west.tif", 60, 60));
    std::filesystem::rename(at("own.vrt"), at("inner.vrt"));
    virtual_raster("Int16", source("inner.vrt", 60, 60));
    use("\"own.vrt\"");
    done();
    expect_zone([](int col, int row) { return at_cell(col, row) != 17; });
}

TEST_F(Mosaics, TheFillValueOfEachFileIsItsOwn)
{
    use("[\"west.tif\", \"east.tif\"]");
    tile("west.tif", 0, 0, 40, 60, of("Float32"));
    tile("east.tif", 40, 0, 20, 60, of("Float32", 20.0));
    done();
    expect_zone([](int col, int row) { return col < 40 || at_cell(col, row) != 20; });
    plan.replace("[\"west.tif\", \"east.tif\"]", "[\"east.tif\", \"west.tif\"]");
    done({"--overwrite"});
    expect_zone([](int col, int row) { return col < 40 || at_cell(col, row) != 20; });
}

TEST_F(Mosaics, OfOverlappingFilesTheLaterWinsWhereItHasData)
{
    use("[\"under.tif\", \"over.tif\"]");
    auto over = of("Int16", 20.0);
    over.value = [](int col, int row) { return at_cell(col, row) == 20 ? 20 : 1000 + at_cell(col, row); };
    tile("under.tif", 0, 0, 45, 60, of("Int16", -1.0));
    tile("over.tif", 40, 0, 20, 60, over);
    done();
    const auto over_has = [](int col, int row) { return col >= 40 && at_cell(col, row) != 20; };
    expect_zone([=](int col, int row) { return col < 45 || over_has(col, row); },
                [=](int col, int row) { return over_has(col, row) ? 1000 + at_cell(col, row) : at_cell(col, row); });
}

TEST_F(Mosaics, TheFillValueOfThePlanIsTakenForAllFilesAndGapsStay)
{
    three_quarters(of("Byte"));
    use("[\"west.tif\", \"east.tif\"]\nnodata = 33");
    done();
    expect_zone([](int col, int row) { return in_three_quarters(col, row) && at_cell(col, row) != 33; });
}

TEST_F(Mosaics, FilesThatDoNotFitAreAFaultThatNamesBoth)
{
    struct Misfit {
        const char* what;
        std::function<void()> make;
    };
    const auto east = [&](RasterFacts facts) { tile("east.tif", 40, 0, 20, 60, facts); };
    auto fine = of("Byte"), shifted = of("Byte"), scaled = of("Byte"), elsewhere = of("Byte"), named = of("Byte");
    fine.cell = 50;
    shifted.north -= 30;
    scaled.scale = 0.1;
    elsewhere.crs = "EPSG:32649";
    named.unit = "m";
    const std::vector<Misfit> misfits{
        {"100 × -100 and 50 × -50", [&] { east(fine); }},  {"shifted by", [&] { east(shifted); }},
        {"(none), (none) and 0.1", [&] { east(scaled); }}, {"two coordinate systems", [&] { east(elsewhere); }},
        {"uint8 and int16", [&] { east(of("Int16")); }},   {"units are '' and 'm'", [&] { east(named); }}};
    use("[\"west.tif\", \"east.tif\"]");
    tile("west.tif", 0, 0, 40, 60, of("Byte"));
    for (const auto& misfit : misfits) {
        SCOPED_TRACE(misfit.what);
        misfit.make();
        refused(code_failed, {"plan.toml:12: layers.value", "west.tif", "east.tif", misfit.what});
    }
}

TEST_F(Mosaics, LandBelowAMissingTileOfElevationsIsUnknownAndNotEligible)
{
    three_quarters(of("Float32"));
    use("\"*st.tif\"");
    plan.replace("unit = \"W/m2\"", "unit = \"m\"");
    plan.replace("[output]", "[[technologies]]\nid = \"pv\"\ndensity = \"40 MW/km2\"\nshare = 1\nyield = \"(1200 "
                             "h/a)\"\n[[technologies.exclude]]\nid = \"high\"\nwhere = \"value > 5\"\n[output]");
    done();
    const auto rows = read_csv(out() / "waterfall.csv");
    EXPECT_NEAR(rows.number({{"key", "2"}, {"criterion", "eligible"}}, "cumulative_km2"), 0, 1e-9);
    EXPECT_NEAR(rows.number({{"key", "2"}, {"criterion", "unknown"}}, "cumulative_km2"), 2, 0.01);
    EXPECT_NEAR(rows.number({{"key", "2"}, {"criterion", "high"}}, "alone_km2"), 2, 0.01);
}

TEST_F(Mosaics, APatternBesideAPlanNamedByARelativePathFindsItsFiles)
{
    three_quarters(of("Byte"));
    use("\"*st.tif\"");
    write_plan();
    const auto outcome = run_program({"run", "plan.toml", "-o", "out"}, {.folder = folder.path()});
    EXPECT_EQ(outcome.code, code_done) << outcome.err;
    expect_zone(in_three_quarters);
}

using Held =
    std::unique_ptr<GDALDataset, decltype([](GDALDataset* dataset) { GDALClose(GDALDataset::ToHandle(dataset)); })>;

// Hides every cell of column 33.
void hide_column(GDALRasterBand& mask)
{
    for (int row = 0; row < 60; ++row) {
        std::vector<std::uint8_t> line(60, 255);
        line[33] = 0;
        ASSERT_EQ(mask.RasterIO(GF_Write, 0, row, 60, 1, line.data(), 60, 1, GDT_Byte, 0, 0, nullptr), CE_None);
    }
}

TEST_F(Mosaics, CellsHiddenByAMaskAreNoData)
{
    for (const char* inside : {"YES", "NO"}) {
        SCOPED_TRACE(inside);
        auto facts = of("Byte");
        facts.options = {};
        make_raster(at("value.tif"), facts);
        {
            CPLSetThreadLocalConfigOption("GDAL_TIFF_INTERNAL_MASK", inside);
            const Held dataset{GDALDataset::Open(at("value.tif").c_str(), GDAL_OF_UPDATE | GDAL_OF_RASTER)};
            ASSERT_EQ(dataset->CreateMaskBand(GMF_PER_DATASET), CE_None);
            hide_column(*dataset->GetRasterBand(1)->GetMaskBand());
            CPLSetThreadLocalConfigOption("GDAL_TIFF_INTERNAL_MASK", nullptr);
        }
        EXPECT_EQ(std::filesystem::exists(at("value.tif.msk")), std::string{inside} == "NO");
        done({"--overwrite"});
        expect_zone([](int col, int) { return col != 33; });
    }
}

TEST_F(Mosaics, CellsThatAnAlphaBandHidesAreNoDataAndItIsTold)
{
    {
        const char* options[] = {"ALPHA=YES", nullptr};
        const Held dataset{GetGDALDriverManager()->GetDriverByName("GTiff")->Create(
            at("value.tif").c_str(), 60, 60, 2, GDT_Byte, const_cast<char**>(options))};
        std::array transform{500000.0, 100.0, 0.0, 4206000.0, 0.0, -100.0};
        dataset->SetGeoTransform(transform.data());
        OGRSpatialReference reference;
        reference.SetFromUserInput("EPSG:32648");
        dataset->SetSpatialRef(&reference);
        for (int row = 0; row < 60; ++row) {
            std::vector<double> line;
            for (int col = 0; col < 60; ++col) line.push_back(at_cell(col, row));
            ASSERT_EQ(dataset->GetRasterBand(1)->RasterIO(GF_Write, 0, row, 60, 1, line.data(), 60, 1, GDT_Float64, 0,
                                                          0, nullptr),
                      CE_None);
        }
        hide_column(*dataset->GetRasterBand(2));
    }
    const auto outcome = done();
    expect_zone([](int col, int) { return col != 33; });
    expect_words(outcome.err, {"band 2", "opaque"});
}

TEST_F(Mosaics, TheFirstOfSeveralBandsIsToldUnlessThePlanNamesOne)
{
    {
        const Held dataset{GetGDALDriverManager()->GetDriverByName("GTiff")->Create(at("value.tif").c_str(), 60, 60, 12,
                                                                                    GDT_Int16, nullptr)};
        std::array transform{500000.0, 100.0, 0.0, 4206000.0, 0.0, -100.0};
        dataset->SetGeoTransform(transform.data());
        OGRSpatialReference reference;
        reference.SetFromUserInput("EPSG:32648");
        dataset->SetSpatialRef(&reference);
        for (int band = 1; band <= 12; ++band) dataset->GetRasterBand(band)->Fill(band);
        dataset->GetRasterBand(1)->SetDescription("January");
    }
    expect_words(done().err, {"12 bands", "band 1 (January) is taken", "2 to 12"});
    EXPECT_EQ(statistic("2", "min"), 1);
    expect_words(command("check").out + command("check").err, {"12 bands"});
    use("\"value.tif\"\nband = 3");
    EXPECT_EQ(done({"--overwrite"}).err.find("12 bands"), std::string::npos);
    EXPECT_EQ(statistic("2", "min"), 3);
    plan.replace("band = 3", "band = 0");
    const auto outcome = command("run", run_arguments({"--overwrite"}));
    EXPECT_EQ(outcome.code, code_wrong);
    expect_words(outcome.err, {"layers[1].band", "counted from 1"});
}

} // namespace
} // namespace peaksite
