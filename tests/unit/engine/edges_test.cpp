#include "support/drawing.hpp"
#include "support/memory_pass.hpp"

#include "engine/zone_covers.hpp"
#include "grid/ellipsoid.hpp"

#include <gtest/gtest.h>

#include <numbers>

namespace peaksite {
namespace {

// A pass over one raster of `value` on the grid's own cells that counts everything, with one zone given in cells.
Pass everything(const Grid& grid, const Crs& crs, double value, Shape zone)
{
    auto pass = empty_pass(grid, crs, 64);
    const int input =
        add_numbers(pass, memory_raster(Cells{grid.rows(), grid.cols(), value}, position_of(grid), crs).raster,
                    Resampling::nearest);
    const Symbols symbols{{"x", NumberInput{.input = input, .unit = {}, .twin = {}}}};
    Compiler compiler{symbols};
    const int x = compiler.value(parse("x"));
    pass.criteria = {compiler.condition(parse("x > 1000"))};
    pass.measures = {x};
    pass.program = std::make_shared<const Program>(compiler.finish());
    const MomentNeeds all{.sums = true, .squares = true, .extremes = true, .pivot = 0};
    pass.rasters.push_back(
        memory_raster(Cells{grid.rows(), grid.cols(), 3}, position_of(grid), crs, PixelType::u8).raster);
    pass.inputs.emplace_back(ClassInputPlan{
        .raster = 1, .codes = {1, 3, 300}, .missing = 255, .nodata = {}, .resampling = Resampling::nearest});
    pass.sets.push_back(
        {.layout =
             {.moments = {all}, .distributions = {Buckets::relative}, .class_layers = 1, .masks = true, .measures = 1},
         .moments = {x},
         .distributions = {x},
         .classes = {1}});
    pass.zones.push_back({.set = 0, .cells = std::move(zone)});
    return pass;
}

// Snyder 1987, eq. 3-12: a band between two parallels.
double band(const Ellipsoid& earth, double south, double north, double degrees)
{
    const long double e = std::sqrt(static_cast<long double>(earth.eccentricity2())),
                      rad = std::numbers::pi_v<long double> / 180;
    const auto q = [&](long double latitude) {
        const long double s = std::sin(latitude * rad);
        return (1 - e * e) * (s / (1 - e * e * s * s) - std::log((1 - e * s) / (1 + e * s)) / (2 * e));
    };
    return static_cast<double>(earth.semi_major * earth.semi_major * degrees * rad * (q(north) - q(south)) / 2);
}

struct Size {
    const char* name;
    const char* crs;
    Grid grid;
    double area; // of all cells
};

class CellsOfEverySize : public testing::TestWithParam<Size> {};

TEST_P(CellsOfEverySize, HaveAreasRightToABillionth)
{
    const auto& [name, crs, grid, area] = GetParam();
    const auto pass = everything(grid, Crs::parse(crs), 1.5, polygon("-1 -1, 900 -1, 900 900, -1 900"));
    for (const int threads : {1, 3}) {
        PassOptions options;
        options.threads = threads;
        const auto zone = run_pass(pass, options).zones.front();
        const auto right = [area = area](double found) { return std::fabs(found / area - 1) < 1e-9; };
        EXPECT_PRED1(right, zone.area());
        EXPECT_PRED1(right, zone.moments(0).area());
        EXPECT_PRED1(right, zone.moments(0).integral() / 1.5);
        EXPECT_NEAR(zone.moments(0).mean(), 1.5, 1e-12);
        EXPECT_EQ(zone.moments(0).standard_deviation(0), 0);
        EXPECT_PRED1(right, zone.classes(0).area(1));
        EXPECT_EQ(zone.classes(0).area(2), 0);
        ASSERT_EQ(zone.masks().size(), 1U);
        EXPECT_PRED1(right, zone.masks().land(0).value());
        EXPECT_NEAR(zone.distribution(0).quantile(0.5), 1.5, 1e-4);
    }
}

INSTANTIATE_TEST_SUITE_P(
    Kinds, CellsOfEverySize,
    testing::Values(
        Size{"FiveCentimetres", "china-albers", {{.x = 1000, .y = 4e6}, 0.05, 0.05, 70, 130}, 70 * 130 * 0.0025},
        Size{"TenMetres", "china-albers", {{.x = 1000, .y = 4e6}, 10, 10, 70, 130}, 70 * 130 * 100.0},
        Size{"TenMetresInDegrees",
             "EPSG:4490",
             {{.x = 105, .y = 38}, 1e-4, 1e-4, 1, 130},
             band(cgcs2000, 37.9999, 38, 0.0130)},
        Size{"FiftyKilometres", "china-albers", {{.x = -3e6, .y = 6e6}, 5e4, 5e4, 90, 120}, 90 * 120 * 2.5e9},
        Size{"OneDegree", "EPSG:4490", {{.x = 73, .y = 54}, 1, 1, 51, 62}, band(cgcs2000, 3, 54, 62)},
        Size{"TenDegrees", "EPSG:4490", {{.x = -180, .y = 90}, 10, 10, 18, 36}, band(cgcs2000, -90, 90, 360)}),
    [](const auto& size) { return size.param.name; });

TEST(CellsOfEverySize, ThatNoCounterHoldsAreRefused)
{
    EXPECT_THROW(empty_pass({{.x = -180, .y = 90}, 45, 45, 4, 8}, Crs::parse("EPSG:4490")), UsageError);
    EXPECT_THROW(empty_pass({{.x = 0, .y = 0}, 3e6, 3e6, 4, 8}, Crs::parse("china-albers")), UsageError);
}

// More combinations of criteria in a tile than there are numbers: every cell of a row of random bits has another one.
TEST(Criteria, MayCombineInAnyNumberOfWays)
{
    constexpr int criteria = 20, side = 300;
    const Grid grid{{.x = 0, .y = 4e6}, 100, 100, side, side};
    auto pass = empty_pass(grid, Crs::parse("china-albers"), 512);
    std::mt19937 random{7};
    Symbols symbols;
    for (int i = 0; i < criteria; ++i) {
        const int input = add_numbers(
            pass,
            memory_raster(random_codes(side, side, random, 0, 1), position_of(grid), pass.crs, PixelType::u8).raster,
            Resampling::nearest);
        symbols.insert_or_assign("x" + std::to_string(i), NumberInput{.input = input, .unit = {}, .twin = {}});
    }
    Compiler compiler{symbols};
    for (int i = 0; i < criteria; ++i)
        pass.criteria.push_back(compiler.condition(parse("x" + std::to_string(i) + " > 0.5")));
    pass.program = std::make_shared<const Program>(compiler.finish());
    pass.sets.push_back(
        {.layout = {.moments = {}, .distributions = {}, .class_layers = 0, .masks = true, .measures = 0},
         .moments = {},
         .distributions = {},
         .classes = {}});
    pass.zones.push_back({.set = 0, .cells = polygon("0 0, 300 0, 300 300, 0 300")});
    const auto one = run_pass(pass, {}).zones.front();
    EXPECT_GT(one.masks().size(), 80000U);
    ExactSum land;
    std::map<bool, double> first;
    for (std::size_t i = 0; i < one.masks().size(); ++i) {
        land.merge(one.masks().land(i));
        first[one.masks().mask(i).holds.has(0)] += one.masks().land(i).value();
    }
    EXPECT_EQ(land.value(), side * side * 1e4);
    EXPECT_NEAR(first[true] / land.value(), 0.5, 0.01);
    PassOptions options;
    options.threads = 4;
    EXPECT_EQ(run_pass(pass, options).zones.front(), one);
}

TEST(Coverages, GoWhenTheLastTileToBeDoneIsDone)
{
    const Grid grid{{.x = 0, .y = 4e6}, 100, 100, 128, 128};
    const auto pass = everything(grid, Crs::parse("china-albers"), 1, polygon("0 0, 128 0, 128 128, 0 128"));
    const std::vector<int> rest{1, 3}; // two of four tiles were counted by an earlier run
    ZoneCovers covers{pass, rest};
    EXPECT_TRUE(covers.zones(0).empty());
    const std::weak_ptr<const Coverage> kept = covers.cover_of(0);
    covers.done(0);
    EXPECT_FALSE(kept.expired());
    covers.done(0);
    EXPECT_TRUE(kept.expired());
}

TEST(Blocks, TakeMemoryByWhatIsReadNotByTheRaster)
{
    auto raster = memory_raster(Cells{1, 1}, {}, Crs::parse("EPSG:4490")).raster;
    raster.info.rows = raster.info.cols = 1 << 30; // 2^46 blocks
    raster.info.block_rows = raster.info.block_cols = 128;
    const std::vector<Raster> rasters{raster};
    BlockCache cache{rasters};
    cache.expect(0, {.row = Row{(1 << 30) - 200}, .col = Col{(1 << 30) - 200}, .rows = 200, .cols = 200});
    EXPECT_EQ(cache.bytes(), 0U);
}

TEST(Sums, ThatNoNumberHoldsNameTheRasterAndTheCell)
{
    const Grid grid{{.x = 0, .y = 4e6}, 100, 100, 70, 70};
    auto pass = everything(grid, Crs::parse("china-albers"), 1, polygon("0 0, 70 0, 70 70, 0 70"));
    Cells cells{70, 70, 1};
    cells.at(66, 3) = 9e29;
    pass.rasters[0] = memory_raster(cells, position_of(grid), pass.crs).raster;
    pass.rasters[0].info.name = "wind.tif";
    pass.sets[0].layout.moments[0].pivot = 0;
    try {
        run_pass(pass, {});
        FAIL() << "9e29 squared was summed";
    } catch (const InputError& error) {
        for (const char* word : {"wind.tif", "9e+29", "350", "3993350"})
            EXPECT_NE(std::string{error.what()}.find(word), std::string::npos) << error.what();
    }
}

} // namespace
} // namespace peaksite
