// Files of the real pack in the formats, codings and oddities they came in. The pack is no part of the project:
// PEAKSITE_NINGXIA says where it lies; without it these tests are skipped.
#include "support/csv_table.hpp"
#include "support/program.hpp"
#include "support/source_folders.hpp"
#include "support/temporary_folder.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdlib>
#include <set>
#include <sstream>

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
        if (!fs::exists(m_data / "boundaries.gpkg"))
            GTEST_SKIP() << "the pack is not there; PEAKSITE_NINGXIA=FOLDER names it";
    }

    // Counties of a file over layers, on one grid for all.
    CsvTable statistics(const std::string& zones, const std::string& layers, const std::string& stats)
    {
        write_file(m_folder / "plan.toml", "schema = 1\n[paths]\ndata = \"" + m_data.string() +
                                               "\"\n[grid]\ncrs = \"china-albers\"\ncell = \"1 km\"\nextent = "
                                               "[-150000, 3700000, 250000, 4350000]\n[[zones]]\nid = \"county\"\n" +
                                               zones + "\nkey = \"code\"\nname = \"name\"\nkind = \"city\"\n" + layers +
                                               stats);
        const auto outcome =
            run_program({"run", (m_folder / "plan.toml").string(), "-o", (m_folder / "out").string(), "--overwrite"});
        EXPECT_EQ(outcome.code, 0) << outcome.err;
        m_said = outcome.err;
        return read_csv(m_folder / "out/statistics.csv");
    }
    static std::string stat(const std::string& layer, const std::string& names)
    {
        return "[[statistics]]\nlayer = \"" + layer + "\"\nzones = [\"county\"]\nstats = [" + names + "]\n";
    }

    TemporaryFolder m_folder;
    fs::path m_data;
    std::string m_said;
};

const std::string from_package = "file = \"${data}/boundaries.gpkg\"\ntable = \"county\"";
const std::string from_shapefile = "file = \"${data}/counties_gbk/county_gk35.shp\"";

// Positions of each polygon in a table of WKT, by the column code.
std::map<std::string, std::vector<std::array<double, 2>>> corners(const CsvTable& table)
{
    std::map<std::string, std::vector<std::array<double, 2>>> out;
    for (const auto& row : table.rows) {
        auto text = row.at("wkt");
        for (char& c : text)
            if ((c < '0' || c > '9') && c != '.' && c != '-' && c != 'e' && c != '+') c = ' ';
        std::istringstream in{text};
        std::string x, y;
        auto& all = out[row.at("code")];
        while (in >> x >> y)
            if (x.find_first_of("0123456789") != std::string::npos) all.push_back({std::stod(x), std::stod(y)});
    }
    return out;
}

// The area (km2) between edges that are straight in degrees and those straight in the zone, at most. At latitude phi an
// edge of azimuth a that is straight in degrees has the geodesic curvature tan(phi) sin(a) (1 + cos(a)^2) / R <= 1.09
// tan(phi) / R, one straight in a Gauss-Kruger zone within 300 km of its meridian <= 0.05 / R; an arc of length L and
// curvature k encloses k L^3 / 12 with its chord.
double between_edges(const std::vector<std::array<double, 2>>& corners)
{
    constexpr double degree = 111.32, radius = 6371, radian = 0.017453292519943295;
    double sum = 0;
    for (std::size_t i = 1; i < corners.size(); ++i) {
        const double latitude = corners[i][1] * radian;
        const double length = degree * std::hypot((corners[i][0] - corners[i - 1][0]) * std::cos(latitude),
                                                  corners[i][1] - corners[i - 1][1]);
        sum += (1.09 * std::tan(latitude) + 0.05) / radius * length * length * length / 12;
    }
    return sum;
}

class CountiesInTwoFiles : public NingxiaFormats {
protected:
    void SetUp() override
    {
        NingxiaFormats::SetUp();
        if (IsSkipped()) return;
        convert("boundaries.gpkg", "degrees.csv", {"--table", "county", "--wkt"});
        convert("boundaries.gpkg", "zone.gpkg", {"--table", "county", "--crs", "EPSG:4523"});
        convert("boundaries.gpkg", "package.csv", {"--table", "county", "--crs", "EPSG:4523", "--wkt"});
        convert("counties_gbk/county_gk35.shp", "shapefile.csv", {"--wkt"});
    }
    void convert(const std::string& in, const std::string& out, std::vector<std::string> more) const
    {
        more.insert(more.begin(), {"convert", (m_data / in).string(), (m_folder / out).string()});
        const auto outcome = run_program(more);
        ASSERT_EQ(outcome.code, 0) << outcome.err;
    }
    std::map<std::string, std::vector<std::array<double, 2>>> corners_of(const std::string& file) const
    {
        return corners(read_csv(m_folder / file));
    }
    CsvTable sunshine(const std::string& zones)
    {
        return statistics(
            zones, "[[layers]]\nid = \"ghi\"\nfile = \"${data}/rasters/ghi_gsa2_0p5deg.tif\"\nunit = \"kWh/m2/d\"\n",
            stat("ghi", "\"area\", \"mean\""));
    }
};

TEST_F(CountiesInTwoFiles, HaveTheSameCornersToAMillimetre)
{
    const auto package = corners_of("package.csv"), shapefile = corners_of("shapefile.csv");
    ASSERT_EQ(package.size(), 22U);
    ASSERT_EQ(shapefile.size(), 22U);
    for (const auto& [code, ours] : package) {
        auto a = ours, b = shapefile.at(code); // rings may run either way
        std::ranges::sort(a);
        std::ranges::sort(b);
        ASSERT_EQ(std::set(a.begin(), a.end()).size(), std::set(b.begin(), b.end()).size()) << code;
        a.erase(std::unique(a.begin(), a.end()), a.end());
        b.erase(std::unique(b.begin(), b.end()), b.end());
        ASSERT_GE(a.size(), 20U) << code;
        for (std::size_t i = 0; i < a.size(); ++i)
            EXPECT_LT(std::hypot(a[i][0] - b[i][0], a[i][1] - b[i][1]), 1e-3) << code;
    }
}

TEST_F(CountiesInTwoFiles, GiveTheSameOnceTheyAreInOneSystem)
{
    const auto package = sunshine("file = \"" + (m_folder / "zone.gpkg").string() + "\"");
    const auto shapefile = sunshine(from_shapefile);
    EXPECT_THAT(m_said, HasSubstr("GB18030"));
    ASSERT_EQ(package.rows.size(), 44U);
    double worst = 0;
    for (const auto& row : package.rows) {
        const double value = std::stod(row.at("value"));
        worst = std::max(
            worst,
            std::fabs(shapefile.number({{"key", row.at("key")}, {"stat", row.at("stat")}}, "value") / value - 1));
    }
    RecordProperty("parts_in_1e15", static_cast<int>(worst * 1e15));
    EXPECT_LT(worst, 1e-9);
    EXPECT_EQ(read_csv(m_folder / "out/indicators.csv").at({{"key", "640104"}}, "name"), "兴庆区");
}

TEST_F(CountiesInTwoFiles, DifferByWhatLiesBetweenEdgesStraightInDegreesAndInTheZone)
{
    const auto package = sunshine(from_package), shapefile = sunshine(from_shapefile);
    const auto edges = corners_of("degrees.csv");
    ASSERT_EQ(package.rows.size(), 44U);
    double here = 0, there = 0, worst = 0;
    for (const auto& row : package.rows) {
        const double value = std::stod(row.at("value")),
                     other = shapefile.number({{"key", row.at("key")}, {"stat", row.at("stat")}}, "value");
        if (row.at("stat") == "mean") {
            EXPECT_NEAR(other, value, 1e-5 * value) << row.at("key");
            continue;
        }
        EXPECT_NEAR(other, value, between_edges(edges.at(row.at("key"))) + 1e-6 * value) << row.at("key");
        EXPECT_NEAR(other, value, 5e-4 * value) << row.at("key"); // that may be much, and is not
        worst = std::max(worst, std::fabs(other / value - 1));
        here += value;
        there += other;
    }
    RecordProperty("largest_difference_of_areas_in_millionths", static_cast<int>(worst * 1e6));
    RecordProperty("difference_of_all_areas_in_billionths", static_cast<int>(std::fabs(there / here - 1) * 1e9));
    EXPECT_NEAR(there, here, 2e-5 * here); // what one county gains its neighbour loses
}

TEST_F(NingxiaFormats, ATransposedNetCdfIsReadAsItsUprightTwin)
{
    const auto table =
        statistics(from_package,
                   "[[layers]]\nid = \"tif\"\nfile = \"${data}/rasters/popdensity_gpw411_2020_0p2deg.tif\"\nunit = "
                   "\"person/km2\"\n"
                   "[[layers]]\nid = \"nc\"\nfile = \"${data}/rasters/popdensity_gpw411_2020_0p2deg.nc\"\nunit = "
                   "\"person/km2\"\ncrs = \"EPSG:4326\"\n",
                   stat("tif", "\"mean\"") + stat("nc", "\"mean\""));
    ASSERT_EQ(table.rows.size(), 44U);
    for (const auto& row : table.rows) {
        const double twin =
            table.number({{"key", row.at("key")}, {"layer", row.at("layer") == "nc" ? "tif" : "nc"}}, "value");
        EXPECT_NEAR(std::stod(row.at("value")), twin, 1e-4 * std::abs(twin)) << row.at("key");
    }
}

TEST_F(NingxiaFormats, AVariableOfABottomUpNetCdfIsReadWithItsBand)
{
    const auto table = statistics(
        from_package,
        "[[layers]]\nid = \"tif\"\nfile = \"${data}/rasters/temperature_biome4_0p5deg.tif\"\nband = 7\nunit = \"1\"\n"
        "[[layers]]\nid = \"nc\"\nfile = \"${data}/rasters/climate_biome4_0p5deg.nc\"\nvariable = \"temp\"\nband = "
        "7\nunit = \"1\"\n",
        stat("tif", "\"mean\"") + stat("nc", "\"mean\""));
    EXPECT_THAT(m_said, HasSubstr("taken as EPSG:4326"));
    ASSERT_EQ(table.rows.size(), 44U);
    for (const auto& row : table.rows) {
        if (row.at("layer") != "nc") continue;
        const double twin = table.number({{"key", row.at("key")}, {"layer", "tif"}}, "value");
        // The file labels the corners of its cells and does not say so: a quarter of a degree, some tenths of a degree
        // Celsius.
        EXPECT_NEAR(std::stod(row.at("value")), twin, 20) << row.at("key");
    }
}

TEST_F(NingxiaFormats, SectorsWhoseDirectionComesLastAreRead)
{
    const auto table = statistics(
        from_package,
        "[[layers]]\nid = \"share\"\nfile = \"${data}/rasters/wind10m_era5land2024_0p5deg_sectors.nc\"\nvariable = "
        "\"frequency\"\nband = 3\nunit = \"1\"\n",
        stat("share", "\"min\", \"max\""));
    for (const auto& row : table.rows) {
        EXPECT_GE(std::stod(row.at("value")), 0);
        EXPECT_LE(std::stod(row.at("value")), 0.375);
    }
}

TEST_F(NingxiaFormats, ALyingNoDataTagIsOverruledWithAWarning)
{
    const auto table =
        statistics(from_package,
                   "[[layers]]\nid = \"ndvi\"\nfile = \"${data}/rasters/ndvi8bit_mod13a2_2014-06_0p1deg.tif\"\nnodata "
                   "= 255\nunit = \"1\"\n",
                   stat("ndvi", "\"mean\""));
    EXPECT_THAT(m_said, HasSubstr("the file says 0 means no data, the plan says 255"));
    EXPECT_EQ(table.rows.size(), 22U);
}

// The climate grid of MODIS names Clarke's ellipsoid and means WGS 84: its numbers are taken as they are.
TEST_F(NingxiaFormats, TheClarke1866TagMovesNothing)
{
    const auto table =
        statistics(from_package,
                   "[[layers]]\nid = \"tagged\"\nfile = "
                   "\"${data}/rasters/landcover_igbp_mcd12c1_2019_0p05deg.tif\"\nunit = \"1\"\n"
                   "[[layers]]\nid = \"said\"\nfile = "
                   "\"${data}/rasters/landcover_igbp_mcd12c1_2019_0p05deg.tif\"\nunit = \"1\"\ncrs = \"EPSG:4326\"\n",
                   stat("tagged", "\"mean\", \"count\"") + stat("said", "\"mean\", \"count\""));
    ASSERT_EQ(table.rows.size(), 88U);
    for (const auto& row : table.rows) {
        const double twin = table.number({{"key", row.at("key")},
                                          {"stat", row.at("stat")},
                                          {"layer", row.at("layer") == "tagged" ? "said" : "tagged"}},
                                         "value");
        EXPECT_NEAR(std::stod(row.at("value")), twin, 1e-9 * twin) << row.at("key");
    }
}

TEST_F(NingxiaFormats, TheBeijing1954ShapefileIsReadWithItsDatumDoubted)
{
    const auto outcome = [&] {
        write_file(m_folder / "plan.toml",
                   "schema = 1\n[paths]\ndata = \"" + m_data.string() +
                       "\"\n[grid]\ncrs = \"china-albers\"\ncell = \"5 km\"\n[[zones]]\nid = \"old\"\nfile = "
                       "\"${data}/vectors/nfgis_2000/宁夏县级统计数据.shp\"\n"
                       "[[layers]]\nid = \"dem\"\nfile = \"${data}/rasters/dem_gebco2024_0p1deg.tif\"\nunit = "
                       "\"m\"\n[[statistics]]\nlayer = \"dem\"\nzones = [\"old\"]\nstats = [\"mean\"]\n");
        return run_program({"run", (m_folder / "plan.toml").string(), "-o", (m_folder / "out").string()});
    }();
    EXPECT_EQ(outcome.code, 0) << outcome.err;
    EXPECT_THAT(outcome.err, HasSubstr("GB18030"));
    EXPECT_THAT(outcome.err, HasSubstr("100 m"));
    EXPECT_EQ(read_csv(m_folder / "out/statistics.csv").rows.size(), 21U);
}

} // namespace
} // namespace peaksite
