#include "support/memory_pass.hpp"

#include "engine/arctangent.hpp"
#include "geo/metric.hpp"
#include "grid/ellipsoid.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <numbers>

namespace peaksite {
namespace {

using Derive = NumberInputPlan::Derive;

std::vector<double> slopes(Cells elevation, const Grid& grid, const Crs& crs, Derive derive, int tile = 64,
                           double metres = 1)
{
    auto pass = empty_pass(grid, crs, tile);
    NumberInputPlan plan;
    plan.derive = derive;
    plan.metres = metres;
    const int input = add_numbers(
        pass, memory_raster(std::move(elevation), position_of(grid), crs, PixelType::f64, 16, 20).raster, plan);
    return read_input<double>(pass, input);
}

// Horn 1981 cell by cell, lengths of a cell's sides given.
double horn(const Cells& e, int r, int c, double wide, double high)
{
    if (std::isnan(e.at(r, c))) return no_data;
    const double dx = (e.at(r - 1, c + 1) + 2 * e.at(r, c + 1) + e.at(r + 1, c + 1)) -
                      (e.at(r - 1, c - 1) + 2 * e.at(r, c - 1) + e.at(r + 1, c - 1));
    const double dy = (e.at(r + 1, c - 1) + 2 * e.at(r + 1, c) + e.at(r + 1, c + 1)) -
                      (e.at(r - 1, c - 1) + 2 * e.at(r - 1, c) + e.at(r - 1, c + 1));
    return std::atan(std::hypot(dx / (8 * wide), dy / (8 * high))) * 180 / std::numbers::pi;
}

// E37, where the plane of the projection is the ground: on the northern standard parallel of China Albers.
TEST(Slope, AgreesWithTheWorkedExample)
{
    const Crs albers = Crs::parse("china-albers");
    const auto place = Transform{Crs::parse("EPSG:4490"), albers}.forward({.x = 105, .y = 47});
    ASSERT_TRUE(place);
    Cells e{3, 3};
    e.values = {101, 102, 103, 100, 101, 102.5, 98, 99, 101};
    const Grid grid{{.x = place->x - 45, .y = place->y + 45}, 30, 30, 3, 3};
    // The metric is that of the middle of the square of 64 cells that the cell lies in, 900 m off the parallel.
    EXPECT_NEAR(slopes(e, grid, albers, Derive::slope)[4], 3.5444839517815665, 5e-4);
    EXPECT_NEAR(100 * std::sqrt(slopes(e, grid, albers, Derive::squared_slope)[4]), 6.19419531138271, 1e-3);
    for (const std::size_t rim : {0U, 1U, 2U, 3U, 5U, 6U, 7U, 8U})
        EXPECT_TRUE(std::isnan(slopes(e, grid, albers, Derive::slope)[rim]));
}

RC_GTEST_PROP(Slope, EqualsHornCellByCellInDegrees, (std::uint32_t seed))
{
    std::mt19937 random{seed};
    const auto e = random_cells(100, 140, random, 1000, 1030, random() % 2 == 0 ? 0 : 0.02);
    const double cell = 0.0005, south = 20 + static_cast<double>(random() % 30);
    const Grid grid{{.x = 100, .y = south + 100 * cell}, cell, cell, 100, 140};
    const auto found = slopes(e, grid, Crs::parse("EPSG:4490"), Derive::slope);
    for (int r = 0; r < 100; ++r) {
        const int square = r / lattice_step * lattice_step;
        const auto degree = degree_lengths(cgcs2000, grid.y(square + lattice_step / 2.0));
        for (int c = 0; c < 140; ++c)
            RC_ASSERT(agree(found[static_cast<std::size_t>(r * 140 + c)],
                            horn(e, r, c, cell * degree.longitude, cell * degree.latitude), 1e-7));
    }
}

TEST(Slope, IsThatOfTheGroundOnAProjectedGridToo)
{
    // A plane that rises by 0.1 m per metre of ground to the east, 1,500 km off the middle of China Albers.
    const Crs albers = Crs::parse("china-albers"), degrees = Crs::parse("EPSG:4490");
    const Transform to_degrees{albers, degrees};
    const auto corner = to_degrees.inverse({.x = 124, .y = 43});
    ASSERT_TRUE(corner);
    const Grid grid{{.x = corner->x, .y = corner->y}, 30, 30, 80, 80};
    const auto middle = to_degrees.forward(grid.centre({Row{40}, Col{40}}));
    const auto length = degree_lengths(cgcs2000, middle->y);
    Cells e{80, 80};
    for (int r = 0; r < 80; ++r)
        for (int c = 0; c < 80; ++c)
            e.at(r, c) = 0.1 * (to_degrees.forward(grid.centre({Row{r}, Col{c}}))->x - middle->x) * length.longitude;
    const auto found = slopes(e, grid, albers, Derive::slope);
    for (const int at : {20 * 80 + 20, 40 * 80 + 40, 70 * 80 + 10})
        EXPECT_NEAR(std::tan(found[static_cast<std::size_t>(at)] * std::numbers::pi / 180), 0.1, 1e-4);
}

TEST(Slope, DependsNeitherOnTheTileNorOnTheUnitOfElevation)
{
    std::mt19937 random{5};
    const auto e = random_cells(150, 200, random, 0, 50, 0.01);
    Cells feet = e;
    for (auto& x : feet.values) x /= 0.3048;
    const Grid grid{{.x = 500000, .y = 4200000}, 90, 90, 150, 200};
    const Crs utm = Crs::parse("EPSG:32648");
    const auto small = slopes(e, grid, utm, Derive::slope, 64), large = slopes(e, grid, utm, Derive::slope, 256),
               in_feet = slopes(feet, grid, utm, Derive::slope, 64, 0.3048);
    const auto squared = slopes(e, grid, utm, Derive::squared_slope, 128);
    for (std::size_t i = 0; i < small.size(); ++i) {
        ASSERT_TRUE(small[i] == large[i] || (std::isnan(small[i]) && std::isnan(large[i])));
        ASSERT_PRED3(agree, small[i], in_feet[i], 1e-12);
        ASSERT_PRED3(agree, small[i], arctangent_degrees(std::sqrt(squared[i])), 1e-13);
    }
}

RC_GTEST_PROP(Slope, TheArctangentIsRightToTheLastDigits, (double x))
{
    const double steep = std::fabs(x);
    RC_PRE(steep < 1e300);
    RC_ASSERT(std::fabs(arctangent_degrees(steep) - std::atan(steep) * 180 / std::numbers::pi) < 3e-14);
}

// A place between cells takes the mean of slopes, not the slope of means.
TEST(Slope, IsMadeOnTheElevationsOwnCells)
{
    std::mt19937 random{6};
    const Grid source{{.x = 0, .y = 4000000}, 30, 30, 120, 120}, grid{{.x = 0, .y = 4000000}, 90, 90, 40, 40};
    const Crs albers = Crs::parse("china-albers");
    const auto e = random_cells(120, 120, random, 0, 60);
    auto pass = empty_pass(grid, albers);
    NumberInputPlan plan;
    plan.derive = Derive::slope;
    plan.resampling = Resampling::average;
    const auto brought =
        read_input<double>(pass, add_numbers(pass, memory_raster(e, position_of(source), albers).raster, plan));
    const auto own = slopes(e, source, albers, Derive::slope);
    for (int r = 1; r < 39; ++r)
        for (int c = 1; c < 39; ++c) {
            double sum = 0;
            for (int i = 0; i < 9; ++i) sum += own[static_cast<std::size_t>((3 * r + i / 3) * 120 + 3 * c + i % 3)];
            ASSERT_NEAR(brought[static_cast<std::size_t>(r * 40 + c)], sum / 9, 1e-9);
        }
}

} // namespace
} // namespace peaksite
