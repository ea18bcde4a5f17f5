// Rasters and zones that count their longitudes from different meridians: what `check` looks at and `run` counts is
// what lies under the zones.
#include "integration/small_case.hpp"

#include <cmath>

namespace peaksite {
namespace {

class Longitudes : public SmallCase {
protected:
    Longitudes()
    {
        plan = PlanText{"schema = 1\ntitle = { zh = \"测试\", en = \"Test\" }\n[grid]\ncrs = \"EPSG:4326\"\ncell = "
                        "\"0.5 deg\"\n[[zones]]\nid = \"county\"\nfile = \"zones.gpkg\"\nkey = \"code\"\nkind = "
                        "\"city\"\n[[layers]]\nid = \"value\"\nfile = \"value.tif\"\nunit = \"m\"\n[[statistics]]\n"
                        "layer = \"value\"\nstats = [\"mean\", \"valid_share\"]\n[output]\nsecrecy = \"public\"\n"};
    }

    void zone(double west, double east) const
    {
        const auto w = std::to_string(west), e = std::to_string(east);
        make_vector(at("zones.gpkg"), {.crs = "EPSG:4326",
                                       .columns = {"code"},
                                       .features = {{.wkt = "POLYGON ((" + w + " 40, " + e + " 40, " + e + " 42, " + w +
                                                            " 42, " + w + " 40))",
                                                     .values = {"1"}}}});
    }
    // Half-degree cells of a belt around the earth, from `west` on; `value` by the longitude of their middle, 0 to 360.
    void belt(double west, const std::function<double(double)>& value, const std::string& type = "Float32") const
    {
        make_raster(at("value.tif"),
                    {.cols = 720,
                     .rows = 60,
                     .west = west,
                     .north = 60,
                     .cell = 0.5,
                     .crs = "EPSG:4326",
                     .type = type,
                     .value = [&](int col, int) { return value(std::fmod(west + 720 + 0.5 * (col + 0.5), 360)); }});
    }
    std::string check() const
    {
        const auto outcome = command("check");
        EXPECT_EQ(outcome.code, code_done) << outcome.err;
        return outcome.out;
    }
};

struct Where {
    double zone_west, zone_east, raster_west;
};
const std::vector<Where> everywhere{{-122, -118, 0}, {238, 242, -180}, {-2, 2, 0}, {178, 182, -180}, {-182, -178, 0}};

TEST_F(Longitudes, CheckLooksAtTheCellsUnderTheZones)
{
    for (const auto& [west, east, raster] : everywhere) {
        SCOPED_TRACE(std::to_string(west) + " on a raster from " + std::to_string(raster));
        zone(west, east);
        const auto inside = [west = west](double longitude) {
            return std::fmod(longitude - west + 720, 360) < 4 ? std::optional{std::fmod(longitude - west + 720, 360)}
                                                              : std::nullopt;
        };
        belt(raster, [&](double longitude) { return inside(longitude).value_or(0) < 2 ? 5.0 : -9999; });
        const auto half = check();
        expect_words(half, {"50 % of the cells looked at hold -9999", "looks like 'no data'"});
        EXPECT_THAT(half, testing::Not(testing::HasSubstr("does not meet")));
        EXPECT_THAT(half, testing::Not(testing::HasSubstr("of the zones' box")));
        belt(raster, [&](double longitude) { return inside(longitude) ? 5 + 0.01 * longitude : -9999; });
        expect_words(check(), {"0 errors, 0 warnings"});
    }
}

TEST_F(Longitudes, ALayerThatEndsWithinTheZonesCoversPartOfThem)
{
    zone(-2, 2);
    make_raster(at("value.tif"),
                {.cols = 120, .rows = 60, .west = 300, .north = 60, .cell = 0.5, .crs = "EPSG:4326"}); // to 360
    expect_words(check(), {"layer 'value' covers 50 % of the zones' box"});
    zone(20, 22);
    expect_words(command("check").out, {"layer 'value' does not meet the zones"});
}

TEST_F(Longitudes, CodesWithoutNamesAreFoundUnderTheZones)
{
    plan.replace("unit = \"m\"", "quantity = \"categorical\"")
        .replace("stats = [\"mean\", \"valid_share\"]", "stats = [\"fractions\"]");
    for (const auto& [west, east, raster] : everywhere) {
        SCOPED_TRACE(std::to_string(west) + " on a raster from " + std::to_string(raster));
        zone(west, east);
        belt(
            raster,
            [west = west](double longitude) {
                const double along = std::fmod(longitude - west + 720, 360);
                return along < 1 ? 1 : along < 4 ? 2'000'000'000 : 7;
            },
            "Int32");
        done({"--overwrite"});
        const auto table = read_csv(out() / "statistics.csv");
        EXPECT_NEAR(table.number({{"stat", "fractions"}, {"class", "1"}}, "value"), 0.25, 1e-9);
        EXPECT_NEAR(table.number({{"stat", "fractions"}, {"class", "2000000000"}}, "value"), 0.75, 1e-9);
    }
}

} // namespace
} // namespace peaksite
