#include "grid/cell_area.hpp"

#include "base/error.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

namespace peaksite {
namespace {

TEST(CellAreas, OfAnEqualAreaGridAreConstant)
{
    const auto areas = CellAreas::constant(10000);
    std::vector<std::int64_t> buffer;
    const auto row = areas.row(Row{123}, 5, 77, buffer);
    EXPECT_TRUE(areas.constant());
    EXPECT_TRUE(row.uniform());
    EXPECT_EQ(square_metres(row.each, row.quantum), 10000);
    EXPECT_EQ(row.square_metres, 10000);
    EXPECT_EQ(areas.at({Row{1}, Col{2}}), 10000);
    EXPECT_EQ(areas.largest(), 10000);
}

TEST(CellAreas, OfLongitudeLatitudeCellsFollowTheOracle)
{
    const Grid grid{{.x = 106, .y = 38.49}, 0.01, 0.01, 1, 3};
    const auto areas = CellAreas::longitude_latitude(grid, cgcs2000);
    EXPECT_NEAR(areas.at({Row{0}, Col{2}}) / 968533.9870409211, 1, 5e-12);
}

TEST(CellAreas, OfTheWholeEarthAddUpToIt)
{
    const Grid grid{{.x = -180, .y = 90}, 0.5, 0.5, 360, 720};
    const auto areas = CellAreas::longitude_latitude(grid, cgcs2000);
    double sum = 0;
    for (int row = 0; row < 360; ++row) sum += 720 * areas.at({Row{row}, Col{0}});
    EXPECT_NEAR(sum / 510065621718491.4, 1, 1e-13);
    EXPECT_NEAR(areas.largest(), quadrangle_area(cgcs2000, 0, 0.5, 0.5), 1e-3);
}

TEST(CellAreas, EndAtThePoles)
{
    const Grid grid{{.x = 0, .y = 91}, 1, 1.5, 122, 1};
    const auto areas = CellAreas::longitude_latitude(grid, cgcs2000);
    EXPECT_DOUBLE_EQ(areas.at({Row{0}, Col{0}}), quadrangle_area(cgcs2000, 89.5, 90, 1));
    EXPECT_EQ(areas.at({Row{121}, Col{0}}), 0);
    double sum = 0;
    for (int row = 0; row < 122; ++row) sum += 360 * areas.at({Row{row}, Col{0}});
    EXPECT_NEAR(sum / 510065621718491.4, 1, 1e-13);
}

// Cubic interpolation is exact for cubic polynomials, so any of them is an oracle; its mean over a cell is the value at
// the centre and a twenty-fourth of the second derivatives.
RC_GTEST_PROP(CellAreas, OfALatticeReproduceCubics, ())
{
    const int step = *rc::gen::element(1, 4, 64), rows = *rc::gen::inRange(1, 200), cols = *rc::gen::inRange(1, 200);
    const auto c = *rc::gen::container<std::vector<int>>(6, rc::gen::inRange(-9, 9));
    const auto ratio = [&](double col, double row) {
        const double x = col / 200, y = row / 200, k = 1e-3;
        return 1 +
               k * (c[0] * x + c[1] * y + c[2] * x * x * x + c[3] * y * y * y + c[4] * x * y * y + c[5] * x * x * y);
    };
    const auto mean = [&](double col, double row) {
        const double x = col / 200, y = row / 200, k = 1e-3 / 200 / 200;
        return ratio(col, row) + k * (6 * c[2] * x + 2 * c[5] * y + 6 * c[3] * y + 2 * c[4] * x) / 24;
    };
    const int down = (rows + step - 1) / step + 3, across = (cols + step - 1) / step + 3;
    std::vector<double> nodes;
    for (int r = -1; r < down - 1; ++r)
        for (int n = -1; n < across - 1; ++n) nodes.push_back(ratio(n * step, r * step));
    const Grid grid{{}, 30, 20, rows, cols};
    const auto areas = CellAreas::lattice(grid, step, across, nodes);
    RC_ASSERT(!areas.uniform_rows());
    const int row = *rc::gen::inRange(0, rows), begin = *rc::gen::inRange(0, cols);
    std::vector<std::int64_t> buffer;
    const auto quanta = areas.row(Row{row}, begin, cols, buffer);
    for (int col = begin; col < cols; ++col) {
        const double expected = 600 * mean(col + 0.5, row + 0.5);
        RC_ASSERT(std::fabs(areas.at({Row{row}, Col{col}}) - expected) < 1e-9);
        RC_ASSERT(quanta.cells[static_cast<std::size_t>(col - begin)] ==
                  area_quanta(areas.at({Row{row}, Col{col}}), areas.quantum()));
    }
}

RC_GTEST_PROP(AreaQuanta, AreWholeNumbersThatReadBack, (std::int32_t count))
{
    const auto quanta = std::int64_t{count} * 1048583;
    RC_ASSERT(area_quanta(square_metres(quanta)) == quanta);
    RC_ASSERT(std::fabs(square_metres(area_quanta(count / 3.0)) - count / 3.0) <= 0x1p-21);
}

// One cell is rounded by less than 1e-12 of the largest, however small cells are, and no cell passes a counter.
RC_GTEST_PROP(AreaQuanta, AreFineEnoughForAnyCell, ())
{
    const double area = std::pow(10.0, *rc::gen::inRange(-40, 126) / 10.0);
    const auto quantum = AreaQuantum::of(area);
    const auto quanta = area_quanta(area, quantum);
    RC_ASSERT(std::fabs(square_metres(quanta, quantum) / area - 1) < 1e-12);
    RC_ASSERT(quanta < most_quanta);
    RC_ASSERT(quantum.exponent <= AreaQuantum{}.exponent);
}

TEST(AreaQuanta, OfImpossibleCellsAreRefused)
{
    for (const double area : {0.0, -1.0, 1e13, std::nan(""), std::numeric_limits<double>::infinity()})
        EXPECT_THROW(AreaQuantum::of(area), UsageError) << area;
    for (const double area : {1e13, -1e13, std::nan("")}) EXPECT_THROW(area_quanta(area), InputError) << area;
}

} // namespace
} // namespace peaksite
