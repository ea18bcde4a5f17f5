// Files of the real pack in the formats, codings and oddities they came in. The pack is no part of the project:
// PEAKSITE_NINGXIA says where it lies; without it these tests are skipped.
#include "support/csv_table.hpp"
#include "support/program.hpp"
#include "support/source_folders.hpp"
#include "support/temporary_folder.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>
#include <cstdlib>

namespace peaksite {
namespace {

namespace fs = std::filesystem;
using testing::HasSubstr;

class NingxiaFormats : public testing::Test {
protected:
    void SetUp() override
    {
        const char* given = std::getenv("PEAKSITE_NINGXIA");
        m_data = given != nullptr ? fs::path{given} : fs::path{source_folder()} / ".." / "shared" / "data" / "ningxia";
        if (!fs::exists(m_data / "boundaries.gpkg")) GTEST_SKIP() << "the pack is not there; PEAKSITE_NINGXIA=FOLDER names it";
    }

    // Counties of a file over layers, on one grid for all.
    CsvTable statistics(const std::string& zones, const std::string& layers, const std::string& stats)
    {
        write_file(m_folder / "plan.toml", "schema = 1\n[paths]\ndata = \"" + m_data.string() + "\"\n[grid]\ncrs = \"china-albers\"\ncell = \"1 km\"\nextent = [-150000, 3700000, 250000, 4350000]\n[[zones]]\nid = \"county\"\n" +
                                               zones + "\nkey = \"code\"\nname = \"name\"\nkind = \"city\"\n" + layers + stats);
        const auto outcome = run_program({"run", (m_folder / "plan.toml").string(), "-o", (m_folder / "out").string(), "--overwrite"});
        EXPECT_EQ(outcome.code, 0) << outcome.err;
        m_said = outcome.err;
        return read_csv(m_folder / "out/statistics.csv");
    }
    static std::string stat(const std::string& layer, const std::string& names) { return "[[statistics]]\nlayer = \"" + layer + "\"\nzones = [\"county\"]\nstats = [" + names + "]\n"; }

    TemporaryFolder m_folder;
    fs::path m_data;
    std::string m_said;
};

const std::string from_package = "file = \"${data}/boundaries.gpkg\"\ntable = \"county\"";
const std::string from_shapefile = "file = \"${data}/counties_gbk/county_gk35.shp\"";

TEST_F(NingxiaFormats, CountiesOfTheGbkShapefileGiveWhatThoseOfTheGeoPackageGive)
{
    const std::string layers = "[[layers]]\nid = \"ghi\"\nfile = \"${data}/rasters/ghi_gsa2_0p5deg.tif\"\nunit = \"kWh/m2/d\"\n";
    const auto package = statistics(from_package, layers, stat("ghi", "\"area\", \"mean\""));
    const auto shapefile = statistics(from_shapefile, layers, stat("ghi", "\"area\", \"mean\""));
    EXPECT_THAT(m_said, HasSubstr("GB18030"));
    ASSERT_EQ(package.rows.size(), 44U);
    ASSERT_EQ(shapefile.rows.size(), 44U);
    // An edge that is straight in degrees is not in the zone: up to a metre in ten kilometres.
    for (const auto& row : package.rows) {
        const std::map<std::string, std::string> where{{"key", row.at("key")}, {"stat", row.at("stat")}};
        const double value = std::stod(row.at("value"));
        EXPECT_NEAR(shapefile.number(where, "value"), value, 1e-5 * value) << row.at("key") << " " << row.at("stat");
    }
    const auto indicators = read_csv(m_folder / "out/indicators.csv");
    EXPECT_EQ(indicators.at({{"key", "640104"}}, "name"), "兴庆区");
}

TEST_F(NingxiaFormats, ATransposedNetCdfIsReadAsItsUprightTwin)
{
    const auto table = statistics(from_package,
                                  "[[layers]]\nid = \"tif\"\nfile = \"${data}/rasters/popdensity_gpw411_2020_0p2deg.tif\"\nunit = \"person/km2\"\n"
                                  "[[layers]]\nid = \"nc\"\nfile = \"${data}/rasters/popdensity_gpw411_2020_0p2deg.nc\"\nunit = \"person/km2\"\ncrs = \"EPSG:4326\"\n",
                                  stat("tif", "\"mean\"") + stat("nc", "\"mean\""));
    ASSERT_EQ(table.rows.size(), 44U);
    for (const auto& row : table.rows) {
        const double twin = table.number({{"key", row.at("key")}, {"layer", row.at("layer") == "nc" ? "tif" : "nc"}}, "value");
        EXPECT_NEAR(std::stod(row.at("value")), twin, 1e-4 * std::abs(twin)) << row.at("key");
    }
}

TEST_F(NingxiaFormats, AVariableOfABottomUpNetCdfIsReadWithItsBand)
{
    const auto table = statistics(from_package,
                                  "[[layers]]\nid = \"tif\"\nfile = \"${data}/rasters/temperature_biome4_0p5deg.tif\"\nband = 7\nunit = \"1\"\n"
                                  "[[layers]]\nid = \"nc\"\nfile = \"${data}/rasters/climate_biome4_0p5deg.nc\"\nvariable = \"temp\"\nband = 7\nunit = \"1\"\n",
                                  stat("tif", "\"mean\"") + stat("nc", "\"mean\""));
    EXPECT_THAT(m_said, HasSubstr("taken as EPSG:4326"));
    ASSERT_EQ(table.rows.size(), 44U);
    for (const auto& row : table.rows) {
        if (row.at("layer") != "nc") continue;
        const double twin = table.number({{"key", row.at("key")}, {"layer", "tif"}}, "value");
        // The file labels the corners of its cells and does not say so: a quarter of a degree, some tenths of a degree Celsius.
        EXPECT_NEAR(std::stod(row.at("value")), twin, 20) << row.at("key");
    }
}

TEST_F(NingxiaFormats, SectorsWhoseDirectionComesLastAreRead)
{
    const auto table = statistics(from_package, "[[layers]]\nid = \"share\"\nfile = \"${data}/rasters/wind10m_era5land2024_0p5deg_sectors.nc\"\nvariable = \"frequency\"\nband = 3\nunit = \"1\"\n", stat("share", "\"min\", \"max\""));
    for (const auto& row : table.rows) {
        EXPECT_GE(std::stod(row.at("value")), 0);
        EXPECT_LE(std::stod(row.at("value")), 0.375);
    }
}

TEST_F(NingxiaFormats, ALyingNoDataTagIsOverruledWithAWarning)
{
    const auto table = statistics(from_package, "[[layers]]\nid = \"ndvi\"\nfile = \"${data}/rasters/ndvi8bit_mod13a2_2014-06_0p1deg.tif\"\nnodata = 255\nunit = \"1\"\n", stat("ndvi", "\"mean\""));
    EXPECT_THAT(m_said, HasSubstr("the file says 0 means no data, the plan says 255"));
    EXPECT_EQ(table.rows.size(), 22U);
}

TEST_F(NingxiaFormats, TheBeijing1954ShapefileIsReadWithItsDatumDoubted)
{
    const auto outcome = [&] {
        write_file(m_folder / "plan.toml", "schema = 1\n[paths]\ndata = \"" + m_data.string() + "\"\n[grid]\ncrs = \"china-albers\"\ncell = \"5 km\"\n[[zones]]\nid = \"old\"\nfile = \"${data}/vectors/nfgis_2000/宁夏县级统计数据.shp\"\n"
                                           "[[layers]]\nid = \"dem\"\nfile = \"${data}/rasters/dem_gebco2024_0p1deg.tif\"\nunit = \"m\"\n[[statistics]]\nlayer = \"dem\"\nzones = [\"old\"]\nstats = [\"mean\"]\n");
        return run_program({"run", (m_folder / "plan.toml").string(), "-o", (m_folder / "out").string()});
    }();
    EXPECT_EQ(outcome.code, 0) << outcome.err;
    EXPECT_THAT(outcome.err, HasSubstr("GB18030"));
    EXPECT_THAT(outcome.err, HasSubstr("100 m"));
    EXPECT_EQ(read_csv(m_folder / "out/statistics.csv").rows.size(), 21U);
}

} // namespace
} // namespace peaksite
