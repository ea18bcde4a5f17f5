#include "grid/grid.hpp"

#include "base/error.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <cmath>
#include <limits>

namespace peaksite {
namespace {

constexpr double nan = std::numeric_limits<double>::quiet_NaN();

TEST(Grid, CountsRowsFromTheNorthAndColumnsFromTheWest)
{
    const Grid grid{{.x = 100, .y = 500}, 10, 20, 5, 4};
    EXPECT_EQ(grid.box(), (Box{.xmin = 100, .ymin = 400, .xmax = 140, .ymax = 500}));
    EXPECT_EQ(grid.centre({Row{0}, Col{0}}), (Point{.x = 105, .y = 490}));
    EXPECT_EQ(grid.col(125), 2.5);
    EXPECT_EQ(grid.row(410), 4.5);
    EXPECT_EQ(grid.box(Window{.row = Row{1}, .col = Col{2}, .rows = 2, .cols = 1}),
              (Box{.xmin = 120, .ymin = 440, .xmax = 130, .ymax = 480}));
}

TEST(Grid, WithoutProperCellsIsRefused)
{
    for (const double side : {0.0, -1.0, nan, std::numeric_limits<double>::infinity()}) {
        EXPECT_THROW((Grid{{}, side, 1, 2, 2}), UsageError) << side;
        EXPECT_THROW((Grid{{}, 1, side, 2, 2}), UsageError) << side;
    }
    EXPECT_THROW((Grid{{}, 1, 1, 0, 2}), UsageError);
    EXPECT_THROW((Grid{{}, 1, 1, 2, -3}), UsageError);
    EXPECT_THROW((Grid{{}, 1, 1, 2, (1 << 30) + 1}), UsageError);
    EXPECT_NO_THROW((Grid{{}, 1, 1, 1 << 30, 1}));
}

TEST(Grid, WithoutAPlaceIsRefused)
{
    EXPECT_THROW((Grid{{.x = nan, .y = 0}, 1, 1, 2, 2}), UsageError);
    EXPECT_THROW((Grid{{.x = 0, .y = std::numeric_limits<double>::infinity()}, 1, 1, 2, 2}), UsageError);
}

RC_GTEST_PROP(SnappedGrid, CoversTheBoxWithNoRowToSpareAndLiesOnMultiples, ())
{
    const double cell = *rc::gen::element(0.01, 1.0 / 120, 30.0, 100.0, 1000.0 / 3), unit = cell / 16;
    const double xmin = *rc::gen::inRange(-100000, 100000) * unit * 1.37,
                 width = *rc::gen::inRange(1, 20000) * unit * 1.11;
    const double ymin = *rc::gen::inRange(-100000, 100000) * unit * 1.37,
                 height = *rc::gen::inRange(1, 20000) * unit * 1.11;
    const Box box{.xmin = xmin, .ymin = ymin, .xmax = xmin + width, .ymax = ymin + height};
    const auto grid = snapped_grid(box, cell, cell);
    const Box held = grid.box();
    const double slack = 1e-8 * cell;
    RC_ASSERT(held.xmin <= box.xmin + slack && held.xmax >= box.xmax - slack);
    RC_ASSERT(held.ymin <= box.ymin + slack && held.ymax >= box.ymax - slack);
    RC_ASSERT(box.xmin - held.xmin < cell && held.xmax - box.xmax < cell);
    RC_ASSERT(box.ymin - held.ymin < cell && held.ymax - box.ymax < cell);
    const double col = grid.north_west().x / cell, row = grid.north_west().y / cell;
    RC_ASSERT(std::fabs(col - std::round(col)) < 1e-6 && std::fabs(row - std::round(row)) < 1e-6);
}

TEST(SnappedGrid, OfABoxOnCellEdgesIsTheBox)
{
    // 0.1 and its multiples are not exact: the last bits must not add a row.
    const auto grid = snapped_grid({.xmin = 104.3, .ymin = 35.1, .xmax = 107.7, .ymax = 39.5}, 0.1, 0.1);
    EXPECT_EQ(grid.cols(), 34);
    EXPECT_EQ(grid.rows(), 44);
}

TEST(SnappedGrid, OfAPointIsOneCell)
{
    const auto grid = snapped_grid({.xmin = 150, .ymin = 250, .xmax = 150, .ymax = 250}, 100, 100);
    EXPECT_EQ(grid.rows(), 1);
    EXPECT_EQ(grid.cols(), 1);
    EXPECT_EQ(grid.box(), (Box{.xmin = 100, .ymin = 200, .xmax = 200, .ymax = 300}));
}

TEST(SnappedGrid, OfTooManyCellsOrNoPlaceIsRefused)
{
    const Box box{.xmin = 0, .ymin = 0, .xmax = 1e6, .ymax = 1e6};
    EXPECT_THROW(snapped_grid(box, 1e-6, 1e-6), UsageError);
    EXPECT_THROW(snapped_grid(box, 0, 100), UsageError);
    EXPECT_THROW(snapped_grid({.xmin = nan, .ymin = nan, .xmax = nan, .ymax = nan}, 100, 100), UsageError);
}

TEST(Aligned, GridsShareALatticeWhateverTheirExtents)
{
    const Grid grid{{.x = 100, .y = 40}, 0.05, 0.05, 100, 100};
    EXPECT_TRUE(grid.aligned(grid));
    EXPECT_TRUE(grid.aligned({{.x = 90, .y = 60}, 0.05, 0.05, 3000, 7}));
    EXPECT_FALSE(grid.aligned({{.x = 90.025, .y = 60}, 0.05, 0.05, 10, 10}));
    EXPECT_FALSE(grid.aligned({{.x = 100, .y = 40}, 0.1, 0.1, 10, 10}));
    EXPECT_FALSE(grid.aligned({{.x = 100, .y = 40}, 0.05 * (1 + 1e-6), 0.05, 10, 1000}));
    EXPECT_FALSE(grid.aligned({{.x = 100, .y = 40}, 0.05, 0.025, 10, 10}));
}

TEST(Box, UniteGrowAndTouch)
{
    const Box a{.xmin = 0, .ymin = 0, .xmax = 2, .ymax = 1}, b{.xmin = 2, .ymin = -1, .xmax = 3, .ymax = 0};
    EXPECT_EQ(united(a, b), (Box{.xmin = 0, .ymin = -1, .xmax = 3, .ymax = 1}));
    EXPECT_EQ(grown(a, 1), (Box{.xmin = -1, .ymin = -1, .xmax = 3, .ymax = 2}));
    EXPECT_TRUE(touches(a, b));
    EXPECT_FALSE(touches(a, grown(b, -0.1)));
    EXPECT_FALSE(a.empty());
    EXPECT_TRUE((Box{.xmin = 0, .ymin = 0, .xmax = 0, .ymax = 1}).empty());
}

Window drawn_window()
{
    return {.row = Row{*rc::gen::inRange(-5, 10)},
            .col = Col{*rc::gen::inRange(-5, 10)},
            .rows = *rc::gen::inRange(0, 8),
            .cols = *rc::gen::inRange(0, 8)};
}

RC_GTEST_PROP(Window, IntersectionHoldsTheCellsThatBothHave, ())
{
    const auto a = drawn_window(), b = drawn_window(), both = intersection(a, b);
    std::size_t count = 0;
    for (int r = -6; r < 20; ++r)
        for (int c = -6; c < 20; ++c) {
            const Cell cell{Row{r}, Col{c}};
            RC_ASSERT(both.covers(cell) == (a.covers(cell) && b.covers(cell)));
            count += both.covers(cell) ? 1U : 0U;
        }
    RC_ASSERT(both.cells() == count);
    RC_ASSERT(intersection(b, a).cells() == count);
}

RC_GTEST_PROP(Window, UnionIsTheSmallestThatHoldsBoth, ())
{
    auto a = drawn_window(), b = drawn_window();
    a.rows += 1, a.cols += 1, b.rows += 1, b.cols += 1;
    const auto all = united(a, b);
    RC_ASSERT(intersection(all, a) == a && intersection(all, b) == b);
    RC_ASSERT(all.row == a.row || all.row == b.row);
    RC_ASSERT(all.row_end() == a.row_end() || all.row_end() == b.row_end());
    RC_ASSERT(all.col == a.col || all.col == b.col);
    RC_ASSERT(all.col_end() == a.col_end() || all.col_end() == b.col_end());
    RC_ASSERT(intersection(grown(a, 3), a) == a);
    RC_ASSERT(grown(grown(a, 3), -3) == a);
}

} // namespace
} // namespace peaksite
