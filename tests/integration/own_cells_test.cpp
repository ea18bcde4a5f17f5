// Statistics of a layer that is a file are those of its own cells: the same numbers on every grid, closed forms beside
// them.
#include "integration/small_case.hpp"

#include <gdal_priv.h>

#include <array>
#include <cmath>
#include <numbers>

namespace peaksite {
namespace {

// Area between two parallels of a strip one degree wide, m² on WGS 84: the authalic formula.
double strip(double south, double north)
{
    constexpr double a = 6378137, f = 1 / 298.257223563, e2 = f * (2 - f);
    const double e = std::sqrt(e2);
    const auto q = [&](double latitude) {
        const double s = std::sin(latitude * std::numbers::pi / 180);
        return (1 - e2) * (s / (1 - e2 * s * s) + std::atanh(e * s) / e);
    };
    return a * a / 2 * std::numbers::pi / 180 * (q(north) - q(south));
}

struct Rectangle {
    std::string key;
    double west, south, east, north;
    std::string wkt() const
    {
        const auto p = [](double x, double y) { return std::to_string(x) + " " + std::to_string(y); };
        return "POLYGON ((" + p(west, south) + ", " + p(east, south) + ", " + p(east, north) + ", " + p(west, north) +
               ", " + p(west, south) + "))";
    }
};

// Places a raster anew.
void turn_raster(const std::filesystem::path& path, std::array<double, 6> place)
{
    GDALDatasetUniquePtr file{GDALDataset::FromHandle(GDALOpen(path.c_str(), GA_Update))};
    ASSERT_NE(file, nullptr);
    ASSERT_EQ(file->SetGeoTransform(place.data()), CE_None);
}

struct Expected {
    double mean = 0, sum = 0, count = 0, integral = 0, low = 1e300, high = -1e300, valid_share = 0;
};

// Persons per km² of five by five cells of 0.2°, no two alike; one cell has no data.
double persons(int col, int row)
{
    return col == 4 && row == 0 ? -1 : 3 + 40 * std::fabs(std::sin(1.7 * col + 2.9 * row)) + 400.0 * (col == row);
}

// By share of every cell times its area on the ellipsoid.
Expected expected(const Rectangle& zone, double west = 106, double north = 39, double cell = 0.2)
{
    Expected out;
    double known = 0, whole = 0;
    for (int row = 0; row < 5; ++row)
        for (int col = 0; col < 5; ++col) {
            const double left = west + col * cell, top = north - row * cell;
            const double across = std::min(zone.east, left + cell) - std::max(zone.west, left),
                         down = std::min(zone.north, top) - std::max(zone.south, top - cell);
            if (across <= 0 || down <= 0) continue;
            const double share = across * down / (cell * cell), area = share * cell * strip(top - cell, top),
                         value = persons(col, row);
            whole += area;
            if (value < 0) continue;
            known += area;
            out.count += share;
            out.sum += share * value;
            out.integral += area * value;
            out.low = std::min(out.low, value);
            out.high = std::max(out.high, value);
        }
    out.mean = out.integral / known;
    out.integral /= 1e6;
    out.valid_share = known / whole;
    return out;
}

class OwnCells : public SmallCase {
protected:
    OwnCells()
    {
        plan = PlanText{"schema = 1\ntitle = { zh = \"测试\", en = \"Test\" }\n[grid]\ncrs = \"china-albers\"\ncell = "
                        "\"1 km\"\n[[zones]]\nid = \"county\"\nfile = \"zones.gpkg\"\nkey = \"code\"\nkind = \"city\"\n"
                        "[[layers]]\nid = \"density\"\nfile = \"density.tif\"\nunit = "
                        "\"cap/km2\"\n[[statistics]]\nlayer = \"density\"\nstats = [\"mean\", \"sum\", \"integral\", "
                        "\"min\", \"max\", \"stdev\", \"count\", \"valid_share\"]\n"
                        "[output]\nsecrecy = \"public\"\n"};
        make_raster(at("density.tif"), density());
        VectorFacts facts{.crs = "EPSG:4326", .columns = {"code"}, .features = {}};
        for (const auto& zone : zones) facts.features.push_back({.wkt = zone.wkt(), .values = {zone.key}});
        make_vector(at("zones.gpkg"), facts);
    }

    static RasterFacts density()
    {
        return {.cols = 5,
                .rows = 5,
                .west = 106,
                .north = 39,
                .cell = 0.2,
                .crs = "EPSG:4326",
                .type = "Float64",
                .nodata = -1,
                .value = persons};
    }

    void agree(const std::string& on) const
    {
        for (const auto& zone : zones) {
            const auto want = expected(zone);
            const std::map<std::string, double> all{
                {"mean", want.mean}, {"sum", want.sum},  {"integral", want.integral},      {"count", want.count},
                {"min", want.low},   {"max", want.high}, {"valid_share", want.valid_share}};
            for (const auto& [stat, value] : all)
                EXPECT_NEAR(statistic(zone.key, stat, "density"), value, 1e-9 * value)
                    << zone.key << " " << stat << " " << on;
        }
    }

    // A county, one with the gap, a district of parts of four cells, a park within one cell.
    const std::vector<Rectangle> zones{{"county", 106.25, 38.25, 106.75, 38.75},
                                       {"corner", 106.55, 38.6, 106.93, 38.97},
                                       {"district", 106.38, 38.37, 106.46, 38.43},
                                       {"park", 106.431, 38.451, 106.471, 38.487}};
};

TEST_F(OwnCells, GiveTheSameMeansOnEveryGrid)
{
    for (const auto& [crs, cell] :
         std::vector<std::pair<std::string, std::string>>{{"china-albers", "1 km"},
                                                          {"EPSG:4523", "200 m"},
                                                          {"EPSG:4490", "0.01 deg"},
                                                          {"china-albers", "30 km"},
                                                          {"layer:density", "layer:density"}}) {
        done({"--overwrite", "--set", "grid.crs=" + crs, "--set", "grid.cell=" + cell});
        agree(crs + " " + cell);
    }
    EXPECT_EQ(read_csv(out() / "statistics.csv").at({{"key", "county"}, {"stat", "integral"}}, "unit"), "cap");
}

TEST_F(OwnCells, AreThoseOfLongitudesCountedFromAnotherMeridianToo)
{
    auto facts = density();
    facts.west += 360;
    make_raster(at("density.tif"), facts);
    done();
    agree("466° E");
}

TEST_F(OwnCells, BeyondTheRasterAndBeyondTheGridHaveNoData)
{
    make_vector(at("zones.gpkg"),
                {.crs = "EPSG:4326",
                 .columns = {"code"},
                 .features = {{.wkt = Rectangle{"", 106.5, 38.5, 107.5, 38.7}.wkt(), .values = {"1"}}}});
    done();
    EXPECT_NEAR(statistic("1", "valid_share", "density"), 0.5, 1e-9);
    const double mean = statistic("1", "mean", "density");
    EXPECT_NEAR(mean, expected({"", 106.5, 38.5, 107, 38.7}).mean, 1e-9 * mean);
    // Half of what lies on the raster is beyond the grid.
    plan.replace("crs = \"china-albers\"\ncell = \"1 km\"",
                 "crs = \"EPSG:4326\"\ncell = \"0.01 deg\"\nextent = [106, 38, 106.75, 39]");
    done({"--overwrite"});
    EXPECT_NEAR(statistic("1", "valid_share", "density"), 0.25, 1e-7);
    EXPECT_NEAR(statistic("1", "mean", "density"), expected({"", 106.5, 38.5, 106.75, 38.7}).mean, 1e-7 * mean);
}

TEST_F(OwnCells, OfOneLatticeAreReadTogether)
{
    auto more = density();
    more.value = [](int col, int row) { return 1.0 + col + row; };
    make_raster(at("other.tif"), more);
    more.cell = 0.1;
    make_raster(at("third.tif"), more);
    plan.add("[[layers]]\nid = \"other\"\nfile = \"other.tif\"\n[[layers]]\nid = \"third\"\nfile = "
             "\"third.tif\"\n[[statistics]]\nlayer = \"other\"\nstats = [\"mean\", \"p50\"]\n[[statistics]]\nlayer = "
             "\"third\"\nstats = [\"mean\"]\n");
    const auto told = command("explain");
    expect_words(told.out, {"density, other", "third"});
    done();
    agree("together");
    EXPECT_EQ(statistic("park", "mean", "other"), 5);
    EXPECT_EQ(statistic("park", "p50", "other"), 5);
}

// What expressions see of a coarse layer: its own values, or a smooth field where the plan says so.
TEST_F(OwnCells, AreNotInterpolatedForExpressionsUnlessThePlanSaysSo)
{
    plan.add("[[layers]]\nid = \"seen\"\nderive = \"density * 1\"\n[[statistics]]\nlayer = \"seen\"\nstats = "
             "[\"mean\", \"min\", \"max\"]\n");
    const auto outcome = done();
    EXPECT_NEAR(statistic("park", "min", "seen"), persons(2, 2), 1e-12);
    EXPECT_NEAR(statistic("park", "max", "seen"), persons(2, 2), 1e-12);
    expect_words(outcome.err, {"layer 'density': a side of its cells spans", "cells of the grid"});
    plan.replace("unit = \"cap/km2\"", "unit = \"cap/km2\"\nresampling = \"bilinear\"");
    done({"--overwrite"});
    EXPECT_LT(statistic("park", "min", "seen"), statistic("park", "max", "seen"));
    agree("bilinear for expressions");
}

TEST_F(OwnCells, AreLeftForTheGridWhereThePlanAsks)
{
    plan.replace("layer = \"density\"\n", "layer = \"density\"\non = \"grid\"\n")
        .add("[[layers]]\nid = \"seen\"\nderive = \"density * 1\"\n[[statistics]]\nlayer = \"seen\"\nstats = "
             "[\"mean\", \"count\"]\n");
    done();
    for (const auto& zone : zones)
        for (const auto* stat : {"mean", "count"})
            EXPECT_EQ(statistic(zone.key, stat, "density"), statistic(zone.key, stat, "seen"))
                << zone.key << " " << stat;
    EXPECT_GT(statistic("county", "count", "density"), 2000); // cells of a kilometre
}

// Cells that are turned are no lattice that zones can be laid on: the grid's are taken, and that is said.
TEST_F(OwnCells, AreThoseOfTheGridWhereTheRasterIsTurned)
{
    const auto plane = [](double x, double y) { return 100 + 10 * (x - 106.5) + 20 * (y - 38.5); };
    constexpr int side = 200;
    constexpr double cell = 0.01, angle = 0.5;
    const double across = cell * std::cos(angle), aside = cell * std::sin(angle);
    const std::array place{106.5 - side / 2 * (across + aside), across, aside,
                           38.5 - side / 2 * (aside - across),  aside,  -across};
    auto flat = density();
    flat.cols = flat.rows = side;
    flat.nodata = {};
    flat.value = [&](int col, int row) {
        return plane(place[0] + (col + 0.5) * place[1] + (row + 0.5) * place[2],
                     place[3] + (col + 0.5) * place[4] + (row + 0.5) * place[5]);
    };
    make_raster(at("density.tif"), flat);
    turn_raster(at("density.tif"), place);
    plan.replace("\"valid_share\"]", "\"valid_share\", \"p50\"]");
    const auto outcome = done();
    expect_words(outcome.err, {"layer 'density': the cells of", "are turned", "on the grid"});
    for (const auto& zone : zones) {
        const double middle = plane((zone.west + zone.east) / 2, (zone.south + zone.north) / 2);
        EXPECT_NEAR(statistic(zone.key, "mean", "density"), middle, 0.15) << zone.key; // a cell of a kilometre
        EXPECT_NEAR(statistic(zone.key, "p50", "density"), middle, 0.3) << zone.key;
        EXPECT_EQ(statistic(zone.key, "valid_share", "density"), 1) << zone.key;
    }
}

TEST_F(OwnCells, ThatNoExpressionReadsAreNotSpokenOf)
{
    EXPECT_THAT(done().err, testing::Not(testing::HasSubstr("cells of the grid")));
}

TEST_F(OwnCells, StandInIndicatorsAsInStatistics)
{
    plan.replace("id = \"density\"\n", "id = \"density\"\nprovides = \"ghi\"\n")
        .replace("unit = \"cap/km2\"", "unit = \"kWh/m2/d\"");
    done();
    const auto table = read_csv(out() / "indicators_long.csv");
    for (const auto& zone : zones) {
        const double mean = table.number({{"key", zone.key}, {"indicator", "pv_ghi_mean"}}, "value");
        EXPECT_NEAR(mean, 365.25 * expected(zone).mean, 1e-9 * mean) << zone.key;
    }
}

} // namespace
} // namespace peaksite
