#include "support/drawing.hpp"
#include "support/memory_pass.hpp"

#include "engine/estimate.hpp"
#include "geo/validity.hpp"

#include <gtest/gtest.h>

#include <map>

namespace peaksite {
namespace {

// A polygon with many corners about a place, in cells of the grid; some with a hole.
Shape blob(std::mt19937& random, int rows, int cols)
{
    std::uniform_real_distribution<double> part{0, 1};
    const double size = 3 + part(random) * 60, x = part(random) * cols, y = part(random) * rows;
    Polygon polygon;
    for (const double scale : {1.0, 0.4}) {
        Line line;
        for (int i = 0; i < 24; ++i) {
            const double angle = i * 6.283185307179586 / 24, r = scale * size * (0.6 + 0.4 * part(random));
            line.push_back({.x = x + r * std::cos(angle), .y = y + r * std::sin(angle)});
        }
        line.push_back(line.front());
        polygon.rings.push_back(line);
    }
    return made_valid({.polygons = {polygon}, .lines = {}, .points = {}}).shape;
}

// Everything that a zone can have counted: two value layers with gaps, classes, criteria, measures, quantiles.
struct Whole {
    Pass pass;
    MemoryRaster x, y, codes;
};

constexpr double pivot = 40;

Whole whole(const Grid& grid, const Crs& crs, int tile, std::uint32_t seed)
{
    std::mt19937 random{seed};
    Whole out{.pass = empty_pass(grid, crs, tile), .x = {}, .y = {}, .codes = {}};
    const int rows = grid.rows(), cols = grid.cols();
    out.x = memory_raster(random_cells(rows, cols, random, -20, 100, 0.2), position_of(grid), crs);
    out.y = memory_raster(random_cells(rows, cols, random, 0, 10, 0.1), position_of(grid), crs, PixelType::f64, 64, 64);
    out.codes = memory_raster(random_codes(rows, cols, random, 0, 5), position_of(grid), crs, PixelType::u8, 1, cols);
    auto& pass = out.pass;
    const int x = add_numbers(pass, out.x.raster), y = add_numbers(pass, out.y.raster);
    pass.rasters.push_back(out.codes.raster);
    std::vector<int> bytes;
    for (int code = 0; code < 256; ++code) bytes.push_back(code);
    pass.inputs.emplace_back(
        ClassInputPlan{.raster = 2, .codes = bytes, .missing = 0, .nodata = 0.0, .resampling = Resampling::nearest});
    const Symbols symbols{{"x", NumberInput{.input = x, .unit = {}, .twin = {}}},
                          {"y", NumberInput{.input = y, .unit = {}, .twin = {}}}};
    Compiler compiler{symbols};
    const int out_x = compiler.value(parse("x")), out_xy = compiler.value(parse("x * y"));
    pass.criteria = {compiler.condition(parse("x > 80")), compiler.condition(parse("y < 2"))};
    pass.measures = {compiler.value(parse("x + y"))};
    pass.program = std::make_shared<const Program>(compiler.finish());
    pass.sets.resize(2);
    const MomentNeeds all{.sums = true, .squares = true, .extremes = true, .pivot = pivot};
    pass.sets[0] = {.layout = {.moments = {all, all},
                               .distributions = {Buckets::relative},
                               .class_layers = 1,
                               .masks = true,
                               .measures = 1},
                    .moments = {out_x, out_xy},
                    .distributions = {out_x},
                    .classes = {2}};
    pass.sets[1] = pass.sets[0];
    for (int i = 0; i < 14; ++i) pass.zones.push_back({.set = i % 2, .cells = blob(random, rows, cols)});
    pass.zones.push_back(
        {.set = 0, .cells = polygon("10.2 10.3, 10.6 10.3, 10.6 10.8, 10.2 10.8")});          // smaller than a cell
    pass.zones.push_back({.set = 1, .cells = polygon("-50 -50, 900 -50, 900 900, -50 900")}); // larger than the grid
    pass.zones.push_back({.set = 1, .cells = {}});                                            // without boundary
    return out;
}

Grid plane_grid() { return {{.x = 10000, .y = 4000000}, 100, 100, 180, 210}; }
Grid degree_grid() { return {{.x = 105, .y = 39}, 0.01, 0.01, 180, 210}; }

// Coverage by its own test right to 1e-9; here it is taken as given, and the sums are made the plain way.
struct Naive {
    double area = 0, valid = 0, count = 0, sum = 0, integral = 0, squares = 0, low = 1e300, high = -1e300;
    std::vector<std::pair<double, double>> pairs; // value, area
    std::map<int, double> classes;
    std::map<std::pair<int, int>, std::array<double, 3>> masks; // area, sum, missing by (holds, unknown)
    double mean() const { return integral / valid; }
};

template <class Value>
Naive naive(const Whole& whole, int zone, Value value)
{
    const auto& pass = whole.pass;
    const auto cover_of =
        matrix(cover(pass.zones[static_cast<std::size_t>(zone)].cells, pass.grid.rows(), pass.grid.cols()),
               pass.grid.rows(), pass.grid.cols());
    Naive out;
    for (int r = 0; r < pass.grid.rows(); ++r)
        for (int c = 0; c < pass.grid.cols(); ++c) {
            const double share = cover_of[static_cast<std::size_t>(r)][static_cast<std::size_t>(c)];
            if (share == 0) continue;
            const double area = share * pass.areas->at({Row{r}, Col{c}}), v = value(r, c);
            out.area += area;
            out.classes[static_cast<int>(whole.codes.cells->at(r, c))] += area;
            const double x = whole.x.cells->at(r, c), y = whole.y.cells->at(r, c);
            auto& mask =
                out.masks[{(x > 80 ? 1 : 0) + (y < 2 ? 2 : 0), (std::isnan(x) ? 1 : 0) + (std::isnan(y) ? 2 : 0)}];
            mask[0] += area;
            if (std::isnan(x + y))
                mask[2] += area;
            else
                mask[1] += area * (x + y);
            if (std::isnan(v)) continue;
            out.valid += area;
            out.count += share;
            out.sum += share * v;
            out.integral += area * v;
            out.low = std::min(out.low, v);
            out.high = std::max(out.high, v);
            out.pairs.emplace_back(v, area);
        }
    for (const auto& [v, area] : out.pairs) out.squares += area * (v - out.mean()) * (v - out.mean());
    return out;
}

void expect_moments(const Moments& found, const Naive& expected)
{
    constexpr double tolerance = 2e-11; // areas are rounded to a square millimetre
    EXPECT_PRED3(agree, found.area() / 1e6, expected.valid / 1e6, tolerance);
    EXPECT_PRED3(agree, found.count(), expected.count, tolerance);
    EXPECT_PRED3(agree, found.sum(), expected.sum, tolerance);
    EXPECT_PRED3(agree, found.integral() / 1e6, expected.integral / 1e6, tolerance * 100);
    if (expected.pairs.empty()) return;
    EXPECT_NEAR(found.mean(), expected.mean(), 1e-8); // edge cells: a square millimetre of rounding each
    EXPECT_NEAR(found.standard_deviation(pivot), std::sqrt(expected.squares / expected.valid), 1e-8);
    EXPECT_EQ(found.low(), expected.low);
    EXPECT_EQ(found.high(), expected.high);
}

void expect_masks(const MaskAreas& found, const Naive& expected)
{
    ASSERT_EQ(found.size(), expected.masks.size());
    for (std::size_t i = 0; i < found.size(); ++i) {
        const auto& mask = found.mask(i);
        const auto bits = [](const CriteriaSet& set) { return static_cast<int>(set.words()[0]); };
        const auto& truth = expected.masks.at({bits(mask.holds), bits(mask.unknown)});
        EXPECT_NEAR(found.land(i).value(), truth[0], 1e-9 * truth[0] + 1e-3);
        EXPECT_NEAR(found.measured(0)[i].sum.value(), truth[1], 1e-9 * std::fabs(truth[1]) + 1);
        EXPECT_NEAR(found.measured(0)[i].missing.value(), truth[2], 1e-9 * truth[2] + 1e-3);
    }
}

class EveryStatistic : public testing::TestWithParam<bool> {};

TEST_P(EveryStatistic, EqualsADoubleLoopOverCells)
{
    const auto scene = GetParam() ? whole(degree_grid(), Crs::parse("EPSG:4490"), 64, 1)
                                  : whole(plane_grid(), Crs::parse("china-albers"), 64, 1);
    const auto result = run_pass(scene.pass, {});
    ASSERT_EQ(result.zones.size(), scene.pass.zones.size());
    for (std::size_t zone = 0; zone < result.zones.size(); ++zone) {
        SCOPED_TRACE(zone);
        const auto& found = result.zones[zone];
        const auto x = naive(scene, static_cast<int>(zone), [&](int r, int c) { return scene.x.cells->at(r, c); });
        const auto xy = naive(scene, static_cast<int>(zone),
                              [&](int r, int c) { return scene.x.cells->at(r, c) * scene.y.cells->at(r, c); });
        EXPECT_NEAR(found.area(), x.area, 1e-10 * x.area + 1e-3);
        if (x.area == 0) {
            EXPECT_EQ(found.area(), 0);
            continue;
        }
        expect_moments(found.moments(0), x);
        expect_moments(found.moments(1), xy);
        for (int code = 0; code < 8; ++code)
            EXPECT_NEAR(found.classes(0).area(static_cast<std::size_t>(code)),
                        x.classes.contains(code) ? x.classes.at(code) : 0, 1e-9 * x.area + 1e-3);
        EXPECT_NEAR(found.classes(0).known_area(0), x.area - (x.classes.contains(0) ? x.classes.at(0) : 0),
                    1e-9 * x.area + 1e-3);
        expect_masks(found.masks(), x);
    }
}

INSTANTIATE_TEST_SUITE_P(Grids, EveryStatistic, testing::Bool(),
                         [](const auto& grid) { return grid.param ? "LongitudeLatitude" : "Plane"; });

// Half the weight lies below the median, within the width of a bucket or the gap between two values.
TEST(Pass, QuantilesPartTheWeight)
{
    const auto scene = whole(plane_grid(), Crs::parse("china-albers"), 64, 4);
    const auto result = run_pass(scene.pass, {});
    for (std::size_t zone = 0; zone < result.zones.size(); ++zone) {
        auto pairs = naive(scene, static_cast<int>(zone), [&](int r, int c) { return scene.x.cells->at(r, c); }).pairs;
        if (pairs.size() < 50) continue;
        std::ranges::sort(pairs);
        double total = 0;
        for (const auto& [value, weight] : pairs) total += weight;
        for (const double q : {0.1, 0.5, 0.9}) {
            const double found = result.zones[zone].distribution(0).quantile(q),
                         width = 2 * std::fabs(found) / 16384 + 1e-9;
            double below = 0, above = 0;
            for (const auto& [value, weight] : pairs) {
                if (value < found - width) below += weight;
                if (value > found + width) above += weight;
            }
            const double slack = 2.0 * 10000 / total; // two whole cells
            EXPECT_LE(below / total, q + slack) << zone << ' ' << q;
            EXPECT_LE(above / total, 1 - q + slack) << zone << ' ' << q;
        }
    }
}

TEST(Pass, GivesTheSameBitsForAnyNumberOfThreads)
{
    const auto scene = whole(plane_grid(), Crs::parse("china-albers"), 64, 2);
    const auto one = run_pass(scene.pass, {});
    for (const int threads : {1, 2, 3, 8}) {
        PassOptions options;
        options.threads = threads;
        options.save_every = std::chrono::milliseconds{0};
        const auto many = run_pass(scene.pass, options);
        EXPECT_EQ(many.zones, one.zones) << threads;
    }
}

TEST(Pass, AnotherTileSizeChangesNoMoreThanTheLastDigits)
{
    const auto small = whole(degree_grid(), Crs::parse("EPSG:4490"), 64, 3);
    const auto first = run_pass(small.pass, {});
    for (const int tile : {128, 192, 512}) {
        const auto large = whole(degree_grid(), Crs::parse("EPSG:4490"), tile, 3);
        const auto second = run_pass(large.pass, {});
        for (std::size_t zone = 0; zone < first.zones.size(); ++zone) {
            const auto &a = first.zones[zone], &b = second.zones[zone];
            EXPECT_EQ(a.area(), b.area());
            for (const std::size_t m : {0U, 1U}) {
                EXPECT_EQ(a.moments(m).area(), b.moments(m).area());
                EXPECT_NEAR(a.moments(m).sum(), b.moments(m).sum(), 1e-12 * 1000 * a.moments(m).count());
                EXPECT_NEAR(a.moments(m).integral(), b.moments(m).integral(), 1e-12 * 1000 * a.moments(m).area());
                EXPECT_EQ(a.moments(m).low(), b.moments(m).low());
            }
            EXPECT_EQ(a.classes(0), b.classes(0));
            EXPECT_EQ(a.distribution(0), b.distribution(0));
            ASSERT_EQ(a.masks().size(), b.masks().size());
            for (std::size_t i = 0; i < a.masks().size(); ++i) {
                EXPECT_EQ(a.masks().mask(i), b.masks().mask(i));
                EXPECT_EQ(a.masks().land(i), b.masks().land(i));
            }
        }
    }
}

// Strips with crooked edges that neighbours share: a random partition of the whole raster.
std::vector<Shape> strips(std::mt19937& random, int rows, int cols, int count)
{
    std::uniform_real_distribution<double> sway{-3, 3};
    std::vector<Line> edges;
    for (int i = 0; i <= count; ++i) {
        Line edge;
        const double x = static_cast<double>(cols) * i / count;
        for (int j = 0; j <= 30; ++j)
            edge.push_back({.x = i == 0 || i == count ? x : x + sway(random), .y = static_cast<double>(rows) * j / 30});
        edges.push_back(edge);
    }
    std::vector<Shape> out;
    for (std::size_t i = 0; i + 1 < edges.size(); ++i) {
        Line ring = edges[i + 1];
        ring.insert(ring.end(), edges[i].rbegin(), edges[i].rend());
        ring.push_back(ring.front());
        out.push_back(made_valid({.polygons = {Polygon{.rings = {ring}}}, .lines = {}, .points = {}}).shape);
    }
    return out;
}

// Amounts per cell are counted on the layer's own cells: those of a partition add up to all of them.
TEST(Pass, APartitionOfZonesHasTheWholeMassOfARaster)
{
    for (std::uint32_t seed = 0; seed < 8; ++seed) {
        std::mt19937 random{seed};
        auto pass = empty_pass(degree_grid(), Crs::parse("EPSG:4490"));
        const auto raster = memory_raster(random_cells(180, 210, random, 0, 1e6), position_of(degree_grid()), pass.crs);
        const int input = add_numbers(pass, raster.raster, Resampling::nearest);
        const auto outputs = compile_values(pass, {{"x", NumberInput{.input = input, .unit = {}, .twin = {}}}}, {"x"});
        pass.sets.push_back({.layout = {.moments = {{.sums = true, .squares = false, .extremes = false, .pivot = 0}},
                                        .distributions = {},
                                        .class_layers = 0,
                                        .masks = false,
                                        .measures = 0},
                             .moments = outputs,
                             .distributions = {},
                             .classes = {}});
        // The first and the last strip play the outside.
        for (auto& shape : strips(random, 180, 210, 7)) pass.zones.push_back({.set = 0, .cells = std::move(shape)});
        double inside = 0, total = 0, area = 0;
        for (const auto& zone : run_pass(pass, {}).zones) {
            inside += zone.moments(0).sum();
            area += zone.area();
        }
        for (const double x : raster.cells->values) total += x;
        EXPECT_NEAR(inside / total, 1, 1e-12) << seed;
        double cells = 0;
        for (int r = 0; r < 180; ++r) cells += 210 * pass.areas->at({Row{r}, Col{0}});
        EXPECT_NEAR(area / cells, 1, 1e-11) << seed;
    }
}

// E26: cells of 100, 200, 400 and 800 t, covered by 1, 0.5, 0.25 and 0 of their area.
TEST(Pass, PartlyCoveredCellsGiveTheirShareOfAnAmount)
{
    auto pass = empty_pass({{.x = 0, .y = 4000000}, 100, 100, 1, 4}, Crs::parse("china-albers"));
    Cells tonnes{1, 4};
    tonnes.values = {100, 200, 400, 800};
    const int input =
        add_numbers(pass, memory_raster(tonnes, position_of(pass.grid), pass.crs).raster, Resampling::nearest);
    const auto outputs = compile_values(pass, {{"t", NumberInput{.input = input, .unit = {}, .twin = {}}}}, {"t"});
    const TallyLayout layout{.moments = {{.sums = true, .squares = false, .extremes = false, .pivot = 0}},
                             .distributions = {},
                             .class_layers = 0,
                             .masks = false,
                             .measures = 0};
    pass.sets.push_back({.layout = layout, .moments = outputs, .distributions = {}, .classes = {}});
    pass.zones.push_back({.set = 0, .cells = polygon("0 0, 1 0, 1 0.5, 2 0.5, 2 0.75, 3 0.75, 3 1, 0 1")});
    pass.zones.push_back({.set = 0, .cells = polygon("1 0, 4 0, 4 1, 3 1, 3 0.75, 2 0.75, 2 0.5, 1 0.5")});
    const auto zones = run_pass(pass, {}).zones;
    EXPECT_DOUBLE_EQ(zones[0].moments(0).sum(), 300);
    EXPECT_DOUBLE_EQ(zones[1].moments(0).sum(), 1200);
}

TEST(Pass, DecodesEveryBlockOnceWhateverTheThreads)
{
    for (const int threads : {1, 2, 8}) {
        const auto scene = whole(plane_grid(), Crs::parse("china-albers"), 64, 5);
        PassOptions options;
        options.threads = threads;
        run_pass(scene.pass, options);
        for (const auto* raster : {&scene.x, &scene.y, &scene.codes})
            for (const auto& count : raster->log->decoded) EXPECT_EQ(count, 1);
    }
}

TEST(Pass, ATileWithoutZonesIsNotRead)
{
    auto scene = whole(plane_grid(), Crs::parse("china-albers"), 64, 5);
    scene.pass.zones = {{.set = 0, .cells = polygon("70 70, 90 70, 90 90, 70 90")}};
    run_pass(scene.pass, {});
    const auto across = static_cast<std::size_t>(scene.y.raster.info.blocks_across());
    for (std::size_t i = 0; i < scene.y.log->decoded.size(); ++i)
        EXPECT_EQ(scene.y.log->decoded[i], i == across + 1 ? 1 : 0);
}

TEST(Pass, TheEstimateIsWhatOneWorkerTakes)
{
    const auto scene = whole(plane_grid(), Crs::parse("china-albers"), 64, 6);
    const auto expected = estimate(scene.pass, 1);
    const auto result = run_pass(scene.pass, {});
    EXPECT_EQ(expected.cache_bytes, result.cache_bytes);
    std::size_t decoded = 0, bytes = 0;
    for (const auto* raster : {&scene.x, &scene.y, &scene.codes})
        for (const auto& count : raster->log->decoded) {
            decoded += static_cast<std::size_t>(count);
            bytes += static_cast<std::size_t>(count) * raster->raster.info.block_bytes();
        }
    EXPECT_EQ(expected.blocks, decoded);
    EXPECT_EQ(expected.decoded_bytes, bytes);
    EXPECT_EQ(expected.tiles + expected.tiles_without_zones, scene.pass.tiling.count());
    EXPECT_GE(estimate(scene.pass, 3).cache_bytes, expected.cache_bytes);
}

TEST(Pass, ReportsTheErrorOfTheFirstTileThatFails)
{
    for (const int threads : {1, 2, 3, 8})
        for (int repeat = 0; repeat < 10; ++repeat) {
            const auto scene = whole(plane_grid(), Crs::parse("china-albers"), 64, 7);
            const auto across = scene.y.raster.info.blocks_across();
            for (const int block : {across + 1, across + 2, 2 * across, 2 * across + 1})
                scene.y.log->broken[static_cast<std::size_t>(block)] = 1;
            PassOptions options;
            options.threads = threads;
            try {
                run_pass(scene.pass, options);
                FAIL() << "a broken block was read";
            } catch (const InputError& error) {
                EXPECT_STREQ(error.what(), "block 1 1 is broken") << threads;
            }
        }
}

TEST(Pass, StopsWhenAskedTo)
{
    const auto scene = whole(plane_grid(), Crs::parse("china-albers"), 64, 8);
    std::stop_source stop;
    PassOptions options;
    options.stop = stop.get_token();
    options.progress = [&](const Progress& progress) {
        if (progress.done == 2) stop.request_stop();
    };
    EXPECT_THROW(run_pass(scene.pass, options), Stopped);
}

} // namespace
} // namespace peaksite
