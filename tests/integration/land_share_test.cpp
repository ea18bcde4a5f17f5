// The share of a zone inside official polygons is that of the polygons, like the tables of occupation, whatever the
// grid.
#include "integration/small_case.hpp"

#include <algorithm>
#include <cmath>

namespace peaksite {
namespace {

class LandShare : public SmallCase {
protected:
    LandShare()
    {
        plan.replace("name = \"name\"\n", "name = \"name\"\nkind = \"city\"\n")
            .add("[[layers]]\nid = \"line\"\nfile = \"redline.gpkg\"\nkind = \"vector\"\nprovides = \"redline\"\n");
        // A strip of 137 m, drawn a second time in part, and a triangle; nothing in the second zone.
        make_vector(
            at("redline.gpkg"),
            {.table = "line",
             .columns = {"code"},
             .features = {
                 {.wkt = "POLYGON ((500611 4200000, 500748 4200000, 500748 4203000, 500611 4203000, 500611 4200000))",
                  .values = {"1"}},
                 {.wkt = "POLYGON ((500700 4201000, 500748 4201000, 500748 4202000, 500700 4202000, 500700 4201000))",
                  .values = {"2"}},
                 {.wkt = "POLYGON ((501000 4201000, 501333 4201000, 501000 4201777, 501000 4201000))",
                  .values = {"3"}}}});
    }

    double share(const std::string& key) const
    {
        return read_csv(out() / "indicators_long.csv").number({{"key", key}, {"indicator", "redline_share"}}, "value");
    }
};

TEST_F(LandShare, IsExactOnEveryGrid)
{
    const double wanted = 100 * (137.0 * 2000 + 333.0 * 777 / 2) / (2000.0 * 2000);
    for (const auto* cell : {"100 m", "370 m", "3 km"}) {
        done({"--overwrite", "--set", std::string{"grid.cell="} + cell});
        EXPECT_NEAR(share("1"), wanted, 1e-6 * wanted)
            << cell; // the scale of the projection changes a little over the zone
        EXPECT_EQ(share("2"), 0) << cell;
    }
}

// Land without cover is not land without forest: the share is that of the statistics.
TEST_F(LandShare, OfAClassIsThatOfTheLandOfWhichTheClassIsKnown)
{
    make_raster(at("cover.tif"), {.type = "Byte", .nodata = 9, .value = [](int col, int row) {
                                      return col < 13 ? 9 : row % 3 == 0 ? 1 : 2;
                                  }});
    plan.replace("layer = \"value\"\nzones", "layer = \"lulc\"\nzones")
        .replace("stats = [\"mean\", \"sum\", \"min\", \"max\", \"count\", \"valid_share\"]", "stats = [\"fractions\"]")
        .add("[[layers]]\nid = \"lulc\"\nfile = \"cover.tif\"\nquantity = \"categorical\"\nnodata = 9\nclasses = { "
             "forest = 1, grassland = 2 }");
    done();
    const auto indicators = read_csv(out() / "indicators_long.csv"), statistics = read_csv(out() / "statistics.csv");
    const auto valid = [&](const char* key) {
        return indicators.number({{"key", key}, {"indicator", "forest_cover"}}, "valid_share");
    };
    for (const char* key : {"1", "2"})
        EXPECT_NEAR(indicators.number({{"key", key}, {"indicator", "forest_cover"}}, "value"),
                    100 * statistics.number({{"key", key}, {"class", "1"}}, "value"), 1e-9)
            << key;
    EXPECT_LT(std::min(valid("1"), valid("2")), 0.9) << "there are gaps";
}

// One quantity, one value: the statistics of such a layer are those of its polygons too.
TEST_F(LandShare, StandsInStatisticsAsInIndicators)
{
    plan.add("[[statistics]]\nlayer = \"line\"\nstats = [\"mean\", \"integral\", \"valid_share\", \"min\", \"max\", "
             "\"median\", \"stdev\"]\n");
    for (const auto* cell : {"100 m", "3 km"}) {
        done({"--overwrite", "--set", std::string{"grid.cell="} + cell});
        const double mean = statistic("1", "mean", "line");
        EXPECT_NEAR(mean, share("1") / 100, 1e-9 * mean) << cell;
        EXPECT_NEAR(statistic("1", "integral", "line"), mean * 4, 1e-2 * mean) << cell;
        EXPECT_EQ(statistic("1", "valid_share", "line"), 1);
        EXPECT_EQ(statistic("1", "min", "line"), 0);
        EXPECT_EQ(statistic("1", "max", "line"), 1);
        EXPECT_EQ(statistic("1", "median", "line"), 0);
        EXPECT_NEAR(statistic("1", "stdev", "line"), std::sqrt(mean * (1 - mean)), 1e-9);
        for (const auto* stat : {"mean", "integral", "max"}) EXPECT_EQ(statistic("2", stat, "line"), 0) << stat;
        for (const auto& row : read_csv(out() / "statistics.csv").rows)
            EXPECT_TRUE(row.at("layer") != "line" || row.at("on") == "own") << row.at("stat");
        const auto checks = read_csv(out() / "audit.csv").rows;
        EXPECT_TRUE(std::ranges::any_of(checks, [](const auto& row) {
            return row.at("identity") == "indicator_as_statistic" && row.at("holds") == "true";
        })) << cell;
    }
    plan.replace("layer = \"line\"\nstats", "layer = \"line\"\non = \"grid\"\nstats");
    done({"--overwrite", "--set", "grid.cell=3 km"});
    for (const auto& row : read_csv(out() / "statistics.csv").rows)
        EXPECT_TRUE(row.at("layer") != "line" || row.at("on") == "grid") << "asked for: " << row.at("stat");
}

TEST_F(LandShare, IsTheSameForAnyNumberOfThreads)
{
    done({"--threads", "1"});
    const auto first = tables_of(out());
    for (const auto* threads : {"2", "3", "8"}) {
        done({"--overwrite", "--threads", threads});
        for (const auto& [name, bytes] : tables_of(out()))
            EXPECT_TRUE(first.at(name) == bytes) << name << " " << threads;
    }
}

} // namespace
} // namespace peaksite
