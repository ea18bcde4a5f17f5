// The plan of samples/ningxia on the real pack, against values computed by other programs. The pack is no part of the
// project: PEAKSITE_NINGXIA says where it lies; without it these tests are skipped.
#include "support/csv_table.hpp"
#include "support/program.hpp"
#include "support/source_folders.hpp"
#include "support/temporary_folder.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <memory>
#include <optional>

namespace peaksite {
namespace {

namespace fs = std::filesystem;
using ::testing::HasSubstr;

class Ningxia : public ::testing::Test {
protected:
    void SetUp() override
    {
        const char* given = std::getenv("PEAKSITE_NINGXIA");
        m_data = given != nullptr ? fs::path{given} : fs::path{source_folder()} / ".." / "shared" / "data" / "ningxia";
        if (!fs::exists(m_data / "boundaries.gpkg"))
            GTEST_SKIP() << "the pack is not there; PEAKSITE_NINGXIA=FOLDER names it";
    }

    // The plan as it is: run once for all tests.
    const Outcome& run()
    {
        if (!s_run) {
            s_folder = std::make_unique<TemporaryFolder>();
            s_run = run_into(*s_folder / "out", {});
        }
        m_out = *s_folder / "out";
        return *s_run;
    }
    static void TearDownTestSuite()
    {
        s_run.reset();
        s_folder.reset();
    }

    // With some keys changed.
    Outcome run_into(const fs::path& out, const std::vector<std::string>& settings) const
    {
        std::vector<std::string> arguments{
            "run",        (fs::path{source_folder()} / "samples/ningxia/plan.toml").string(),
            "--set",      "data=" + m_data.string(),
            "-o",         out.string(),
            "--overwrite"};
        for (const auto& one : settings) arguments.insert(arguments.end(), {"--set", one});
        auto outcome = run_program(arguments);
        EXPECT_EQ(outcome.code, 0) << outcome.err;
        return outcome;
    }
    CsvTable result(const std::string& name) const { return read_csv(m_out / name); }
    // Rows of the counties.
    std::vector<std::map<std::string, std::string>> expected(const std::string& name) const
    {
        auto rows = read_foreign_csv(m_data / "expected" / name).rows;
        std::erase_if(rows, [](const auto& row) { return row.at("level") != "county"; });
        EXPECT_EQ(rows.size(), 22U);
        return rows;
    }

    // Means of a layer equal the published ones.
    void means_agree(const std::string& layer, const std::string& file, const std::string& column,
                     const std::string& grid)
    {
        const auto statistics = result("statistics.csv");
        for (const auto& row : expected(file)) {
            const double mean = statistics.number(
                {{"zones", "county"}, {"key", row.at("code")}, {"layer", layer}, {"stat", "mean"}}, "value");
            const double wanted = std::stod(row.at(column));
            EXPECT_NEAR(mean, wanted, 1e-6 * std::abs(wanted)) << layer << " " << row.at("name") << " " << grid;
        }
    }
    void all_means_agree(const std::string& grid)
    {
        means_agree("ghi", "ghi_mean.csv", "ghi_area_weighted_kwh_m2_day", grid);
        means_agree("ghi_worldclim", "raster_means.csv", "ghi_worldclim_kj_m2_day", grid);
        means_agree("precipitation", "raster_means.csv", "precip_mm_yr", grid);
        means_agree("wind", "raster_means.csv", "wind_worldclim_m_s", grid);
        means_agree("dem", "raster_means.csv", "dem_gebco_m", grid);
    }

    TemporaryFolder m_folder;
    fs::path m_data, m_out;
    static inline std::unique_ptr<TemporaryFolder> s_folder;
    static inline std::optional<Outcome> s_run;
};

TEST_F(Ningxia, AreasOfCountiesAgreeToAMillionth)
{
    run();
    const auto statistics = result("indicators.csv");
    const auto column =
        *std::ranges::find_if(statistics.columns, [](const std::string& name) { return name.ends_with("area [km2]"); });
    for (const auto& row : expected("area.csv")) {
        const double wanted = std::stod(row.at("area_lonlat_km2"));
        EXPECT_NEAR(statistics.number({{"zones", "county"}, {"key", row.at("code")}}, column), wanted, 1e-6 * wanted)
            << row.at("name");
    }
}

TEST_F(Ningxia, MeansAgreeWhateverTheGrid)
{
    run();
    all_means_agree("as the plan has it");
    m_out = m_folder / "out";
    for (const auto& [crs, cell] : std::vector<std::pair<std::string, std::string>>{
             {"china-albers", "7 km"}, {"EPSG:4490", "0.03 deg"}, {"EPSG:32648", "2 km"}, {"layer:dem", "layer:dem"}}) {
        run_into(m_out, {"grid.crs=" + crs, "grid.cell=" + cell});
        all_means_agree(crs + " " + cell);
    }
}

TEST_F(Ningxia, ClassAreasAgreeWhateverTheGrid)
{
    run();
    const auto statistics = result("statistics.csv");
    for (const auto& row : expected("landcover_km2.csv"))
        for (const auto& [column, value] : row) {
            if (!column.starts_with("igbp")) continue;
            const auto code = std::to_string(std::stoi(column.substr(4, 2)));
            const double area = statistics.number({{"zones", "county"},
                                                   {"key", row.at("code")},
                                                   {"layer", "landcover"},
                                                   {"stat", "class_area"},
                                                   {"class", code}},
                                                  "value");
            EXPECT_NEAR(area, std::stod(value), 1e-4 + 1e-4 * std::stod(value)) << row.at("name") << " " << column;
        }
}

TEST_F(Ningxia, CoalCapacityAndEmissionsOfCountiesAreExact)
{
    run();
    const auto emissions = result("emissions.csv");
    const auto units = read_foreign_csv(m_data / "expected" / "coal_units_in_county.csv");
    for (const auto& row : expected("coal.csv")) {
        double megawatts = 0, tonnes = 0;
        int count = 0;
        for (const auto& unit : units.rows)
            if (unit.at("county_code") == row.at("code") && unit.at("status") == "operating") {
                ++count;
                megawatts += std::stod(unit.at("capacity_mw"));
                tonnes += std::stod(unit.at("co2_mt_a")) * 1e6;
            }
        EXPECT_EQ(count, std::stoi(row.at("units_operating")));
        const std::map<std::string, std::string> where{
            {"zones", "county"}, {"key", row.at("code")}, {"facilities", "coal"}, {"sector", "power"}};
        const bool none = std::ranges::none_of(emissions.rows, [&](const auto& one) {
            return std::ranges::all_of(where, [&](const auto& cell) {
                return !one.contains(cell.first) || one.at(cell.first) == cell.second;
            });
        });
        if (none) {
            EXPECT_EQ(count, 0) << row.at("name");
            continue;
        }
        auto known = where;
        if (!emissions.rows.front().contains("zones")) known.erase("zones");
        EXPECT_EQ(emissions.number(known, "count"), count);
        EXPECT_DOUBLE_EQ(emissions.number(known, "capacity_mw"), megawatts);
        EXPECT_NEAR(emissions.number(known, "emission_tco2_per_year"), tonnes, 1e-9 * tonnes);
    }
}

TEST_F(Ningxia, TrapsOfThePackAreSaid)
{
    const auto& said = run().err;
    for (const auto* words :
         {"wind at 10 m, not at hub height", "the coordinate system of the file is replaced by EPSG:4326",
          "cells of 5 km lose towns", "the file says its unit is 'mm'", "registration uncertain by up to 0.25 degrees",
          "does not conserve population", "18 without boundary", "no row for these classes",
          "they are not the union of their counties", "the stored cell size is 0.1 % too small",
          "about 1:4M, main lines only", "estimates with a global capacity factor"})
        EXPECT_THAT(said, HasSubstr(words));
    const auto facilities = result("facilities.csv");
    const auto outside = std::ranges::count_if(facilities.rows, [](const auto& row) {
        return std::ranges::any_of(row, [](const auto& cell) { return cell.second == "outside every zone"; });
    });
    EXPECT_GT(outside, 0);
}

} // namespace
} // namespace peaksite
