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
    double sum = 0;
    each_class_share(parcels, std::vector<int>{0, 1, 2}, 1, 4, [&](int, std::span<const ClassShare> shares) {
        for (const auto& one : shares) sum += one.share * (one.end - one.begin);
    });
    EXPECT_NEAR(sum, 4, 1e-12); // every cell is divided once
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

TEST(ClassShares, OfTheCellsOfAZoneEqualTheOverlay)
{
    // Zones of whole cells of an equal-area grid: both are exact, whatever the classes do inside the cells.
    const Grid grid{{.x = 0, .y = 4e6 + 20 * 50}, 50, 50, 20, 20};
    Random random{17};
    std::vector<Shape> parcels, cells;
    std::vector<int> class_of;
    for (int i = 0; i < 400; ++i) {
        // A partition by thin stripes of a quarter cell and less, cut across.
        const double y = 4e6 + 2.5 * i, cut = random(100, 900);
        for (const auto& part : {box_shape(0, y, cut, y + 2.5), box_shape(cut, y, 1000, y + 2.5)}) {
            parcels.push_back(part);
            class_of.push_back(random.whole(0, 4));
        }
    }
    for (const auto& parcel : parcels) cells.push_back(in_cells(parcel, grid));
    const std::vector<Shape> zones{box_shape(50, 4e6 + 100, 650, 4e6 + 950),
                                   box_shape(650, 4e6 + 100, 1000, 4e6 + 300)};
    const auto areas = areas_by_class(overlay(parcels, zones, Crs::parse("china-albers"), 1), class_of, 5);
    std::vector<double> counted(10);
    each_class_share(cells, class_of, 20, 20, [&](int row, std::span<const ClassShare> shares) {
        for (const auto& one : shares)
            for (int col = one.begin; col < one.end; ++col)
                for (std::size_t zone = 0; zone < zones.size(); ++zone) {
                    const auto centre = grid.centre({Row{row}, Col{col}});
                    const auto box = *bounds(zones[zone]);
                    if (centre.x > box.xmin && centre.x < box.xmax && centre.y > box.ymin && centre.y < box.ymax)
                        counted[5 * zone + static_cast<std::size_t>(one.class_index)] += one.share * 2500;
                }
    });
    for (std::size_t i = 0; i < counted.size(); ++i) EXPECT_NEAR(counted[i] / areas[i], 1, 1e-9);
}

} // namespace
} // namespace peaksite
