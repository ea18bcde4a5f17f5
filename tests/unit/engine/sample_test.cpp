#include "support/memory_pass.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

namespace peaksite {
namespace {

const Crs& albers()
{
    static const Crs crs = Crs::parse("china-albers");
    return crs;
}

// A raster and a grid over it in the same plane, not on the same lattice.
struct Scene {
    Pass pass;
    MemoryRaster raster;
};

struct Draw {
    double cell = 1;    // of the grid, in cells of the raster
    double shift_x = 0; // of the grid's corner, in cells of the raster
    double shift_y = 0;
    double gaps = 0;
    bool turned = false; // the raster lies askew
};

Scene scene(std::mt19937& random, const Draw& draw, PixelType type = PixelType::f64)
{
    constexpr double source = 30;
    const int rows = 61, cols = 83;
    Affine position{.x0 = 1000, .dx_col = source, .dx_row = 0, .y0 = 4000000, .dy_col = 0, .dy_row = -source};
    if (draw.turned) {
        position.dx_row = 7;
        position.dy_col = 5;
    }
    const Grid grid{{.x = 1000 + draw.shift_x * source, .y = 4000000 - draw.shift_y * source},
                    draw.cell * source,
                    draw.cell * source,
                    static_cast<int>(rows / draw.cell) + 4,
                    static_cast<int>(cols / draw.cell) + 5};
    auto cells = type == PixelType::u8 ? random_codes(rows, cols, random, 0, 4)
                                       : random_cells(rows, cols, random, -100, 100, draw.gaps);
    return {.pass = empty_pass(grid, albers()), .raster = memory_raster(std::move(cells), position, albers(), type)};
}

Draw random_draw(std::mt19937& random)
{
    std::uniform_real_distribution<double> shift{-2, 2}, cell{0.25, 6}, gaps{0, 0.4};
    return {.cell = cell(random),
            .shift_x = shift(random),
            .shift_y = shift(random),
            .gaps = random() % 3 == 0 ? 0 : gaps(random),
            .turned = random() % 4 == 0};
}

// Column and row of the raster (as x and y) at a place in cells of the grid.
Point place(const Scene& scene, double col, double row)
{
    return scene.raster.raster.info.position.cells({.x = scene.pass.grid.x(col), .y = scene.pass.grid.y(row)});
}

template <class Oracle>
void compare(const Scene& scene, const std::vector<double>& found, double tolerance, Oracle oracle)
{
    for (int r = 0; r < scene.pass.grid.rows(); ++r)
        for (int c = 0; c < scene.pass.grid.cols(); ++c) {
            const double expected = oracle(r, c),
                         here = found[static_cast<std::size_t>(r * scene.pass.grid.cols() + c)];
            RC_ASSERT(agree(here, expected, tolerance));
        }
}

double nearest_slowly(const Scene& scene, int r, int c)
{
    const auto p = place(scene, c + 0.5, r + 0.5);
    return scene.raster.cells->at(static_cast<int>(std::floor(p.y)), static_cast<int>(std::floor(p.x)));
}

double bilinear_slowly(const Scene& scene, int r, int c)
{
    if (std::isnan(nearest_slowly(scene, r, c))) return no_data;
    const auto p = place(scene, c + 0.5, r + 0.5);
    double sum = 0, weights = 0;
    for (int row = static_cast<int>(p.y) - 2; row < p.y + 2; ++row)
        for (int col = static_cast<int>(p.x) - 2; col < p.x + 2; ++col) {
            const double weight = std::max(0.0, 1 - std::fabs(p.x - col - 0.5)) *
                                  std::max(0.0, 1 - std::fabs(p.y - row - 0.5)),
                         x = scene.raster.cells->at(row, col);
            if (weight == 0 || std::isnan(x)) continue;
            sum += weight * x;
            weights += weight;
        }
    return sum / weights;
}

// Shares of the raster's cells in a cell of the grid; upright rasters only.
template <class Use>
void each_share_slowly(const Scene& scene, int r, int c, Use use)
{
    const auto nw = place(scene, c, r), se = place(scene, c + 1, r + 1);
    for (int row = std::max(0, static_cast<int>(nw.y) - 2); row < std::min<double>(scene.raster.cells->rows, se.y + 2);
         ++row)
        for (int col = std::max(0, static_cast<int>(nw.x) - 2);
             col < std::min<double>(scene.raster.cells->cols, se.x + 2); ++col) {
            const double wide = std::min(se.x, col + 1.0) - std::max<double>(nw.x, col),
                         high = std::min(se.y, row + 1.0) - std::max<double>(nw.y, row);
            if (wide > 1e-7 && high > 1e-7) use(scene.raster.cells->at(row, col), wide * high);
        }
}

double average_slowly(const Scene& scene, int r, int c)
{
    double sum = 0, weights = 0;
    each_share_slowly(scene, r, c, [&](double x, double share) {
        if (std::isnan(x)) return;
        sum += x * share;
        weights += share;
    });
    return sum / weights;
}

RC_GTEST_PROP(Sample, NearestTakesTheCellThatHoldsTheCentre, (std::uint32_t seed))
{
    std::mt19937 random{seed};
    auto scene_ = scene(random, random_draw(random));
    const int input = add_numbers(scene_.pass, scene_.raster.raster, Resampling::nearest);
    compare(scene_, read_input<double>(scene_.pass, input), 0,
            [&](int r, int c) { return nearest_slowly(scene_, r, c); });
}

RC_GTEST_PROP(Sample, BilinearGivesTheWeightOfGapsToTheOthers, (std::uint32_t seed))
{
    std::mt19937 random{seed};
    auto scene_ = scene(random, random_draw(random));
    const int input = add_numbers(scene_.pass, scene_.raster.raster, Resampling::bilinear);
    compare(scene_, read_input<double>(scene_.pass, input), 1e-7,
            [&](int r, int c) { return bilinear_slowly(scene_, r, c); });
}

RC_GTEST_PROP(Sample, AverageWeighsByTheSharesOfTheSourceCells, (std::uint32_t seed))
{
    std::mt19937 random{seed};
    auto draw = random_draw(random);
    draw.turned = false;
    auto scene_ = scene(random, draw);
    const int input = add_numbers(scene_.pass, scene_.raster.raster, Resampling::average);
    compare(scene_, read_input<double>(scene_.pass, input), 1e-5,
            [&](int r, int c) { return average_slowly(scene_, r, c); });
}

RC_GTEST_PROP(Sample, AverageOnATurnedRasterComesNear, (std::uint32_t seed))
{
    std::mt19937 random{seed};
    auto draw = random_draw(random);
    draw.turned = true;
    draw.gaps = 0;
    draw.cell = 3;
    auto scene_ = scene(random, draw);
    const int input = add_numbers(scene_.pass, scene_.raster.raster, Resampling::average);
    const auto found = read_input<double>(scene_.pass, input);
    // The mean of very many points in the cell; the reader takes about twice as many a side as there are source cells.
    constexpr int points = 30;
    double error = 0;
    int count = 0;
    for (int r = 2; r < scene_.pass.grid.rows() - 8; ++r)
        for (int c = 6; c < scene_.pass.grid.cols() - 8; ++c) {
            double sum = 0;
            for (int j = 0; j < points; ++j)
                for (int i = 0; i < points; ++i) {
                    const auto p = place(scene_, c + (i + 0.5) / points, r + (j + 0.5) / points);
                    sum +=
                        scene_.raster.cells->at(static_cast<int>(std::floor(p.y)), static_cast<int>(std::floor(p.x)));
                }
            const double expected = sum / (points * points),
                         here = found[static_cast<std::size_t>(r * scene_.pass.grid.cols() + c)];
            RC_ASSERT(std::isnan(expected) == std::isnan(here) || std::isnan(expected));
            if (std::isnan(expected)) continue;
            error += (here - expected) * (here - expected);
            ++count;
        }
    RC_ASSERT(count > 20);
    RC_ASSERT(std::sqrt(error / count) < 4); // values from -100 to 100: their mean over ten cells varies by 18
}

RC_GTEST_PROP(Sample, MajorityTakesTheClassWithTheLargestShare, (std::uint32_t seed))
{
    std::mt19937 random{seed};
    auto draw = random_draw(random);
    draw.turned = false;
    auto scene_ = scene(random, draw, PixelType::u8);
    scene_.pass.rasters.push_back(scene_.raster.raster);
    scene_.pass.inputs.emplace_back(ClassInputPlan{
        .raster = 0, .codes = {1, 2, 3, 4}, .missing = 255, .nodata = 0.0, .resampling = Resampling::majority});
    const auto found = read_input<std::uint8_t>(scene_.pass, 0);
    for (int r = 0; r < scene_.pass.grid.rows(); ++r)
        for (int c = 0; c < scene_.pass.grid.cols(); ++c) {
            std::array<double, 5> votes{};
            each_share_slowly(scene_, r, c,
                              [&](double code, double share) { votes[static_cast<std::size_t>(code)] += share; });
            votes[0] = 0; // cells without data do not vote
            const double most = *std::ranges::max_element(votes);
            const auto here = found[static_cast<std::size_t>(r * scene_.pass.grid.cols() + c)];
            if (most == 0)
                RC_ASSERT(here == 255);
            else {
                RC_ASSERT(here < 4);
                RC_ASSERT(votes[static_cast<std::size_t>(here) + 1] >= most - 1e-6);
            }
        }
}

// Cells of 0.05° that begin at 105.1° are not whole steps of cells of 0.15° in doubles.
TEST(Sample, NeighboursThatOnlyTouchDoNotCount)
{
    const Crs degrees = Crs::parse("EPSG:4490");
    std::mt19937 random{1};
    Cells cells = random_cells(120, 120, random, 1, 2);
    for (int r = 0; r < 120; ++r)
        for (int c = 0; c < 120; ++c)
            if (r / 3 % 2 == c / 3 % 2) cells.at(r, c) = no_data;
    const Grid source{{.x = 105.1, .y = 38.7}, 0.05, 0.05, 120, 120}, grid{{.x = 105.1, .y = 38.7}, 0.15, 0.15, 40, 40};
    auto pass = empty_pass(grid, degrees);
    const auto raster = memory_raster(cells, position_of(source), degrees);
    const auto found = read_input<double>(pass, add_numbers(pass, raster.raster, Resampling::average));
    for (int r = 0; r < 40; ++r)
        for (int c = 0; c < 40; ++c)
            ASSERT_EQ(std::isnan(found[static_cast<std::size_t>(r * 40 + c)]), r % 2 == c % 2) << r << ' ' << c;
}

TEST(Sample, ClassesThatOnlyTouchDoNotVote)
{
    const Crs degrees = Crs::parse("EPSG:4490");
    Cells codes{120, 120};
    for (int r = 0; r < 120; ++r)
        for (int c = 0; c < 120; ++c) codes.at(r, c) = r / 3 % 2 == c / 3 % 2 ? 0 : 3;
    const Grid source{{.x = 105.1, .y = 38.7}, 0.05, 0.05, 120, 120}, grid{{.x = 105.1, .y = 38.7}, 0.15, 0.15, 40, 40};
    auto pass = empty_pass(grid, degrees);
    pass.rasters.push_back(memory_raster(codes, position_of(source), degrees, PixelType::u8).raster);
    pass.inputs.emplace_back(ClassInputPlan{
        .raster = 0, .codes = {1, 2, 3}, .missing = 255, .nodata = 0.0, .resampling = Resampling::majority});
    const auto found = read_input<std::uint8_t>(pass, 0);
    for (int r = 0; r < 40; ++r)
        for (int c = 0; c < 40; ++c)
            ASSERT_EQ(found[static_cast<std::size_t>(r * 40 + c)], r % 2 == c % 2 ? 255 : 2) << r << ' ' << c;
}

// Another plane: positions from PROJ cell by cell are the truth, the reader's mesh is right to 0.01 source cell.
TEST(Sample, AnotherCoordinateSystemIsRightToAHundredthOfACell)
{
    const Crs degrees = Crs::parse("EPSG:4326");
    std::mt19937 random{2};
    const Grid source{{.x = 105.0, .y = 39.5}, 0.02, 0.02, 150, 160};
    Cells ramp{150, 160};
    for (int r = 0; r < 150; ++r)
        for (int c = 0; c < 160; ++c) ramp.at(r, c) = 3.0 * c - 2.0 * r;
    const auto raster = memory_raster(ramp, position_of(source), degrees);
    const Transform to_source{albers(), degrees};
    const auto middle = to_source.inverse({.x = 106.6, .y = 38.0});
    ASSERT_TRUE(middle);
    const Grid grid = snapped_grid(
        {.xmin = middle->x - 90000, .ymin = middle->y - 90000, .xmax = middle->x + 90000, .ymax = middle->y + 90000},
        700, 700);
    auto pass = empty_pass(grid, albers(), 128);
    const auto bilinear = read_input<double>(pass, add_numbers(pass, raster.raster, Resampling::bilinear));
    int inside = 0;
    for (int r = 0; r < grid.rows(); ++r)
        for (int c = 0; c < grid.cols(); ++c) {
            const auto p = to_source.forward(grid.centre({Row{r}, Col{c}}));
            ASSERT_TRUE(p);
            const double u = source.col(p->x) - 0.5, v = source.row(p->y) - 0.5;
            if (u < 0.1 || v < 0.1 || u > 158.9 || v > 148.9) continue;
            ++inside;
            ASSERT_NEAR(bilinear[static_cast<std::size_t>(r * grid.cols() + c)], 3 * u - 2 * v, 0.05);
        }
    EXPECT_GT(inside, 40000);
}

// An amount per cell: what the grid has, cell by cell, adds up to what the raster has.
TEST(Sample, AmountsKeepTheirMassOnAnyGridThatCoversThem)
{
    std::mt19937 random{3};
    const Grid source{{.x = 1010, .y = 3999970}, 90, 90, 40, 50};
    const auto raster = memory_raster(random_cells(40, 50, random, 0, 1000), position_of(source), albers());
    double total = 0;
    for (const double x : raster.cells->values) total += x;
    for (const double cell : {37.0, 90.0, 250.0}) {
        auto pass =
            empty_pass(snapped_grid({.xmin = 0, .ymin = 3995000, .xmax = 7000, .ymax = 4001000}, cell, cell), albers());
        NumberInputPlan plan;
        plan.derive = NumberInputPlan::Derive::amount;
        const int input = add_numbers(pass, raster.raster, plan);
        double found = 0;
        for (const double x : read_input<double>(pass, input))
            if (!std::isnan(x)) found += x;
        EXPECT_NEAR(found / total, 1, 1e-9) << cell;
    }
}

} // namespace
} // namespace peaksite
