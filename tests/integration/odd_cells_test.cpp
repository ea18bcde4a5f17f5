// Cells that nobody expected: an odd value far away, shares that are none, numbers that a float cannot hold.
#include "integration/small_case.hpp"

#include <gdal_priv.h>

#include <cmath>
#include <memory>

namespace peaksite {
namespace {

class OddCells : public SmallCase {
protected:
    void technology(const std::string& share, const std::string& unit)
    {
        plan.add("[[layers]]\nid = \"s\"\nfile = \"share.tif\"\nunit = \"" + unit + "\"\n")
            .add("[[technologies]]\nid = \"pv\"\ndensity = \"40 MW/km2\"\nshare = \"" + share +
                 "\"\n[[technologies.exclude]]\nid = \"dark\"\nwhere = \"value < (1 W/m2)\"\n");
    }
    double effective(const std::string& key) const
    {
        return read_csv(out() / "technologies.csv").number({{"key", key}}, "effective_km2");
    }
};

// Deviations are summed about one value of the raster; which one must not matter to zones that have other values.
TEST_F(OddCells, AnOddValueElsewhereDoesNotMoveADeviation)
{
    plan.replace("\"valid_share\"]", "\"valid_share\", \"stdev\"]");
    const auto tame = [](int col, int row) { return 100 + col + 0.25 * row; };
    make_raster(at("value.tif"), {.value = tame});
    done();
    const double wanted = statistic("1", "stdev");
    for (const double odd : {1e9, -1e12, -1e15}) {
        make_raster(at("value.tif"),
                    {.type = "Float64", .value = [&](int col, int row) { return row < 10 ? odd : tame(col, row); }});
        done({"--overwrite"});
        EXPECT_NEAR(statistic("1", "stdev"), wanted, 1e-9 * wanted) << odd;
    }
}

TEST_F(OddCells, AShareAboveOneIsRefusedAndOneThatIsSometimesIsTold)
{
    make_raster(at("share.tif"), {.value = [](int, int) { return 30; }});
    technology("s", "1");
    const auto failed = run();
    EXPECT_EQ(failed.code, code_failed);
    expect_words(failed.err, {"technology 'pv'", "its share is 30 on average", "unit = \"%\""});
    EXPECT_FALSE(std::filesystem::exists(out()));
    plan.replace("unit = \"1\"", "unit = \"%\"");
    const auto outcome = done({"--overwrite"});
    EXPECT_THAT(outcome.err, testing::Not(testing::HasSubstr("outside 0 to 1")));
    EXPECT_NEAR(effective("1"), 0.3 * 4, 0.01);
    make_raster(at("share.tif"), {.value = [](int col, int) { return col % 2 == 0 ? 150 : 20; }});
    expect_words(done({"--overwrite"}).err,
                 {"technology 'pv': in 2 zones its share takes values outside 0 to 1", "0.2 – 1.5"});
}

TEST_F(OddCells, TechnologiesMayHaveTheSameShareAndTheSameYield)
{
    make_raster(at("share.tif"), {.value = [](int col, int) { return col % 2 == 0 ? 0.5 : 0.25; }});
    technology("s", "1");
    plan.add("[[technologies]]\nid = \"pv2\"\ndensity = \"20 MW/km2\"\nshare = \"s\"\nyield = \"s * (1000 h/a)\"\n"
             "[[technologies]]\nid = \"pv3\"\ndensity = \"10 MW/km2\"\nshare = \"s\"\nyield = \"s * (1000 h/a)\"\n");
    done();
    const auto rows = read_csv(out() / "technologies.csv");
    for (const auto* key : {"1", "2"}) {
        const auto of = [&](const char* id, const char* column) {
            return rows.number({{"key", key}, {"technology", id}}, column);
        };
        EXPECT_GT(of("pv2", "capacity_mw"), 0);
        EXPECT_DOUBLE_EQ(of("pv2", "effective_km2"), of("pv3", "effective_km2"));
        EXPECT_DOUBLE_EQ(of("pv2", "capacity_mw"), 2 * of("pv3", "capacity_mw"));
        EXPECT_DOUBLE_EQ(of("pv2", "generation_mwh_per_year"), 2 * of("pv3", "generation_mwh_per_year"));
    }
}

TEST_F(OddCells, WhatAFloatCannotHoldIsNoDataInARaster)
{
    make_raster(at("value.tif"), {.type = "Float64", .value = [](int col, int) { return col < 20 ? 1e130 : 5; }});
    plan.replace("[output]", "[[rasters]]\nid = \"copy\"\nvalue = \"value\"\neverywhere = true\n[output]");
    done();
    GDALAllRegister();
    const std::unique_ptr<GDALDataset> file{
        GDALDataset::Open((out() / "rasters" / "copy.tif").c_str(), GDAL_OF_RASTER)};
    ASSERT_TRUE(file);
    std::vector<float> cells(static_cast<std::size_t>(file->GetRasterXSize()) *
                             static_cast<std::size_t>(file->GetRasterYSize()));
    ASSERT_EQ(file->GetRasterBand(1)->RasterIO(GF_Read, 0, 0, file->GetRasterXSize(), file->GetRasterYSize(),
                                               cells.data(), file->GetRasterXSize(), file->GetRasterYSize(),
                                               GDT_Float32, 0, 0, nullptr),
              CE_None);
    std::size_t fives = 0, none = 0;
    for (const float cell : cells) {
        EXPECT_FALSE(std::isinf(cell));
        fives += cell == 5 ? 1U : 0U;
        none += std::isnan(cell) ? 1U : 0U;
    }
    EXPECT_GT(fives, 0U);
    EXPECT_GT(none, 0U);
}

} // namespace
} // namespace peaksite
