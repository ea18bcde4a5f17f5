#include "integration/small_case.hpp"

#include <fmt/format.h>

namespace peaksite {
namespace {

using EdgesInput = SmallCase;

std::string box(double west, double south, double east, double north)
{
    return fmt::format("(({0} {1}, {2} {1}, {2} {3}, {0} {3}, {0} {1}))", west, south, east, north);
}

// A value for every degree of longitude, however it is counted.
double value_at(int degree) { return 1 + (degree % 360 + 360) % 360 * 7 % 50; }

double mean_of(int first, int end)
{
    double sum = 0;
    for (int degree = first; degree < end; ++degree) sum += value_at(degree);
    return sum / (end - first);
}

// Rasters from -180 and from 0; zones at Greenwich, west of it and across 180°; grids of the layer and of their own.
TEST_F(EdgesInput, LongitudesAreCountedModulo360)
{
    VectorFacts facts;
    facts.crs = "EPSG:4326";
    facts.features = {{.wkt = "POLYGON " + box(-100, 30, -90, 35), .values = {"america", ""}},
                      {.wkt = "POLYGON " + box(-5, 40, 5, 45), .values = {"greenwich", ""}},
                      {.wkt = "POLYGON " + box(175, -20, 185, -15), .values = {"fiji", ""}},
                      {.wkt = "MULTIPOLYGON (" + box(175, -30, 180, -25) + ", " + box(-180, -30, -175, -25) + ")",
                       .values = {"parts", ""}}};
    make_vector(at("zones.gpkg"), facts);
    plan.replace("crs = \"EPSG:32648\"", "crs = \"EPSG:4326\"")
        .replace("cell = \"100 m\"", "cell = \"1 deg\"")
        .add("[[layers]]\nid = \"derived\"\nderive = \"value * 2\"\n[[statistics]]\nlayer = \"derived\"\nzones = "
             "[\"county\"]\nstats = [\"mean\", \"valid_share\"]")
        .replace("unit = \"W/m2\"", "unit = \"W/m2\"\nresampling = \"RESAMPLING\"");
    for (const int west : {-180, 0})
        for (const char* cell : {"1deg", "0.5deg"})
            for (const char* resampling : {"nearest", "bilinear", "average"}) {
                RasterFacts raster;
                raster.crs = "EPSG:4326", raster.west = west, raster.north = 90, raster.cell = 1, raster.cols = 360,
                raster.rows = 180;
                raster.value = [west](int col, int) { return value_at(west + col); };
                make_raster(at("value.tif"), raster);
                SCOPED_TRACE(fmt::format("{} {} {}", west, cell, resampling));
                auto text = plan.text();
                text.replace(text.find("RESAMPLING"), 10, resampling);
                write_file(at("plan.toml"), text);
                const auto outcome = run_program({"run", at("plan.toml").string(), "-o", out().string(), "--overwrite",
                                                  "--set", fmt::format("grid.cell={}", cell)});
                ASSERT_EQ(outcome.code, code_done) << outcome.err;
                const bool exact = std::string{resampling} != "bilinear" || std::string{cell} == "1deg";
                const std::map<std::string, double> expected{{"america", mean_of(-100, -90)},
                                                             {"greenwich", mean_of(-5, 5)},
                                                             {"fiji", mean_of(175, 185)},
                                                             {"parts", mean_of(175, 185)}};
                for (const auto& [zone, mean] : expected) {
                    EXPECT_NEAR(statistic(zone, "mean", "derived"), 2 * mean, exact ? 1e-6 : 6) << zone;
                    EXPECT_NEAR(statistic(zone, "valid_share", "derived"), 1, 1e-9) << zone;
                    EXPECT_NEAR(statistic(zone, "mean"), mean, exact ? 1e-6 : 3) << zone;
                    EXPECT_NEAR(statistic(zone, "valid_share"), 1, 1e-9) << zone;
                }
            }
}

// Excluded land west of Greenwich, drawn from 0 to 360 and from -180 to 180, with and without a buffer, is excluded all
// the same.
TEST_F(EdgesInput, VectorLayersInDegreesLieWhereTheyLieHoweverTheirLongitudesAreCounted)
{
    VectorFacts zones;
    zones.crs = "EPSG:4326";
    zones.features = {{.wkt = "POLYGON " + box(-5, 40, 5, 45), .values = {"1", ""}}};
    make_vector(at("zones.gpkg"), zones);
    RasterFacts raster;
    raster.crs = "EPSG:4326", raster.west = 0, raster.north = 90, raster.cell = 1, raster.cols = 360, raster.rows = 180;
    make_raster(at("value.tif"), raster);
    plan.replace("crs = \"EPSG:32648\"", "crs = \"EPSG:4326\"")
        .replace("cell = \"100 m\"", "cell = \"0.25 deg\"")
        .add(R"plan([[layers]]
id = "reserve"
file = "reserve.gpkg"
kind = "vector"
[[technologies]]
id = "pv"
density = "40 MW/km2"
share = 1
yield = "(1200 h/a)"
[[technologies.exclude]]
id = "reserve"
where = "reserve"
buffer = "BUFFER"
)plan");
    for (const char* buffer : {"0 m", "60 km"}) {
        std::vector<std::string> tables;
        for (const double turn : {0, 360}) {
            VectorFacts reserve;
            reserve.crs = "EPSG:4326";
            reserve.features = {{.wkt = "POLYGON " + box(-3 + turn, 41, -1 + turn, 44), .values = {"1", ""}}};
            make_vector(at("reserve.gpkg"), reserve);
            auto text = plan.text();
            text.replace(text.find("BUFFER"), 6, buffer);
            write_file(at("plan.toml"), text);
            const auto outcome = run_program({"run", at("plan.toml").string(), "-o", out().string(), "--overwrite"});
            ASSERT_EQ(outcome.code, code_done) << outcome.err;
            tables.push_back(read_file(out() / "waterfall.csv"));
        }
        EXPECT_EQ(tables[0], tables[1]) << buffer;
        EXPECT_THAT(tables[0], testing::HasSubstr("reserve"));
    }
}

// No byte holds 256: it must not take the land of class 0.
TEST_F(EdgesInput, AClassThatNoCellCanHoldHasNoLand)
{
    RasterFacts raster;
    raster.type = "Byte";
    raster.value = [](int col, int) { return col % 2; };
    make_raster(at("value.tif"), raster);
    plan.replace("unit = \"W/m2\"", "quantity = \"categorical\"\nclasses = [ { code = 0, key = \"bare\" }, { code = 1, "
                                    "key = \"forest\" }, { code = 256, key = \"ghost\" } ]")
        .replace("[\"mean\", \"sum\", \"min\", \"max\", \"count\", \"valid_share\"]", "[\"class_area\"]");
    const auto outcome = run();
    if (outcome.code != code_done) return expect_words(outcome.err, {"256"}); // or told
    for (const auto& row : read_csv(out() / "statistics.csv").rows)
        if (row.at("class") == "ghost") {
            EXPECT_EQ(std::stod(row.at("value")), 0);
        }
}

// The lattice of a grid in degrees cuts the last bits off: nothing is missing.
TEST_F(EdgesInput, AZoneInsideACompleteLayerHasAValidShareOfExactlyOne)
{
    VectorFacts zones;
    zones.crs = "EPSG:4326";
    zones.features = {{.wkt = "POLYGON " + box(103.002, 38.002, 103.018, 38.018), .values = {"1", ""}}};
    make_vector(at("zones.gpkg"), zones);
    RasterFacts raster;
    raster.crs = "EPSG:4326", raster.west = 103, raster.north = 38.02, raster.cell = 0.0001, raster.cols = 200,
    raster.rows = 200;
    make_raster(at("value.tif"), raster);
    plan.replace("crs = \"EPSG:32648\"", "crs = \"EPSG:4326\"").replace("cell = \"100 m\"", "cell = \"0.0001 deg\"");
    done();
    EXPECT_THAT(read_file(out() / "statistics.csv"), testing::Not(testing::HasSubstr("0.99999")));
    EXPECT_EQ(statistic("1", "valid_share"), 1);
}

} // namespace
} // namespace peaksite
