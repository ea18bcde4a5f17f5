#include "geo/parcel_cells.hpp"

#include "geo/cover.hpp"
#include "geo/overlay.hpp"
#include "support/shapes.hpp"

#include <gtest/gtest.h>

#include <limits>

namespace peaksite {
namespace {

Shape box_shape(double x0, double y0, double x1, double y1)
{
    return {.polygons = {{.rings = {{{.x = x0, .y = y0},
                                     {.x = x1, .y = y0},
                                     {.x = x1, .y = y1},
                                     {.x = x0, .y = y1},
                                     {.x = x0, .y = y0}}}}},
            .lines = {},
            .points = {}};
}

std::string drawn(const CellRuns& cells, int rows, int cols)
{
    std::string out;
    for (int row = 0; row < rows; ++row) {
        std::string line(static_cast<std::size_t>(cols), '.');
        for (const auto& run : cells.row(row))
            for (int col = run.begin; col < run.end; ++col)
                line[static_cast<std::size_t>(col)] = static_cast<char>('0' + static_cast<int>(run.value));
        out += line + "\n";
    }
    return out;
}

TEST(LargestClass, IsThatWithTheLargestShareAndTheFirstOfEqualOnes)
{
    const std::vector<Shape> parcels{box_shape(0, 0, 1.5, 2), box_shape(1.5, 0, 2.6, 2), box_shape(2.6, 0, 4, 1)};
    EXPECT_EQ(drawn(largest_class(parcels, std::vector<int>{2, 1, 0}, 2, 4).runs, 2, 4), "2110\n"
                                                                                         "211.\n");
}

TEST(LargestClass, OfSeveralPolygonsOfAClassIsThatOfTheirSum)
{
    const std::vector<Shape> parcels{box_shape(0, 0, 0.3, 1), box_shape(0.3, 0, 0.7, 1), box_shape(0.7, 0, 1, 1)};
    EXPECT_EQ(drawn(largest_class(parcels, std::vector<int>{1, 0, 1}, 1, 1).runs, 1, 1), "1\n");
}

TEST(LargestClass, IsNoDataWhereMoreIsNotCovered)
{
    const std::vector<Shape> parcels{box_shape(0.6, 0, 1.5, 1)};
    EXPECT_EQ(drawn(largest_class(parcels, std::vector<int>{3}, 1, 3).runs, 1, 3), ".3.\n");
    EXPECT_EQ(drawn(largest_class(parcels, std::vector<int>{-1}, 1, 3).runs, 1, 3), "...\n");
}

TEST(ParcelCells, TellOfPolygonsThatOverlap)
{
    const std::vector<Shape> parcels{box_shape(0, 0, 2, 1), box_shape(1, 0, 3, 1), box_shape(2.5, 0, 4, 1)};
    EXPECT_NEAR(largest_class(parcels, std::vector<int>{0, 1, 2}, 1, 4).overlap, 1.5, 1e-12);
}

TEST(MeanValue, IsByShareWhereHalfIsKnown)
{
    const std::vector<Shape> parcels{box_shape(0, 0, 0.5, 1), box_shape(0.5, 0, 1.75, 1), box_shape(1.75, 0, 3, 1)};
    const auto cells = mean_value(parcels, std::vector<double>{2, 6, std::numeric_limits<double>::quiet_NaN()}, 1, 3);
    const auto out = cells.runs.row(0);
    ASSERT_EQ(out.size(), 2U);
    EXPECT_EQ(out[0].value, 4);
    EXPECT_EQ(out[1].value, 6); // three quarters of the cell
    EXPECT_EQ(out[1].end, 2);
}

TEST(SummedValue, KeepsTheWhole)
{
    Random random{3};
    std::vector<Shape> parcels;
    std::vector<double> densities;
    double expected = 0;
    for (int i = 0; i < 30; ++i) {
        parcels.push_back(
            {.polygons = {{.rings = {star(random, {.x = random(5, 15), .y = random(5, 15)}, 4, 12, false)}}},
             .lines = {},
             .points = {}});
        densities.push_back(random(0, 9));
        expected += densities.back() * plane_area(parcels.back());
    }
    double sum = 0;
    const auto cells = summed_value(parcels, densities, 20, 20);
    for (int row = 0; row < 20; ++row)
        for (const auto& run : cells.runs.row(row)) sum += run.value * (run.end - run.begin);
    EXPECT_NEAR(sum / expected, 1, 1e-9);
}

} // namespace
} // namespace peaksite
