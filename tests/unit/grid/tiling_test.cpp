#include "grid/tiling.hpp"

#include "base/error.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <set>

namespace peaksite {
namespace {

struct Cut {
    Grid grid;
    Tiling tiling;
};

Cut drawn()
{
    const Grid grid{{}, 1, 1, *rc::gen::inRange(1, 500), *rc::gen::inRange(1, 500)};
    return {grid, Tiling{grid, *rc::gen::element(64, 128, 192, 512)}};
}

RC_GTEST_PROP(Tiling, CoversEveryCellOfTheGridOnce, ())
{
    const auto [grid, tiling] = drawn();
    std::vector<int> seen(grid.window().cells());
    for (int tile = 0; tile < tiling.count(); ++tile) {
        const auto window = tiling.window(tile);
        RC_ASSERT(intersection(window, grid.window()) == window);
        RC_ASSERT(window.row.value % lattice_step == 0 && window.col.value % lattice_step == 0);
        for (Row row = window.row; row < window.row_end(); ++row)
            for (Col col = window.col; col < window.col_end(); ++col)
                ++seen[static_cast<std::size_t>(row.value) * static_cast<std::size_t>(grid.cols()) +
                       static_cast<std::size_t>(col.value)];
    }
    RC_ASSERT(std::ranges::all_of(seen, [](int count) { return count == 1; }));
}

RC_GTEST_PROP(Tiling, FindsTheTilesThatAWindowTouches, ())
{
    const auto [grid, tiling] = drawn();
    const Window window{.row = Row{*rc::gen::inRange(-200, 600)},
                        .col = Col{*rc::gen::inRange(-200, 600)},
                        .rows = *rc::gen::inRange(0, 300),
                        .cols = *rc::gen::inRange(0, 300)};
    const auto found = tiling.tiles_touching(window);
    for (int tile = 0; tile < tiling.count(); ++tile) {
        const Cell place{Row{tile / tiling.across()}, Col{tile % tiling.across()}};
        RC_ASSERT(found.covers(place) == !intersection(tiling.window(tile), window).empty());
    }
}

RC_GTEST_PROP(Tiling, OrdersEveryTileOnceInBandsFromTheNorth, ())
{
    const auto [grid, tiling] = drawn();
    const int band = *rc::gen::inRange(0, 12), width = std::max(1, band);
    const auto order = tiling.order(band);
    RC_ASSERT(std::set<int>(order.begin(), order.end()).size() == static_cast<std::size_t>(tiling.count()));
    RC_ASSERT(order.size() == static_cast<std::size_t>(tiling.count()));
    const auto key = [&, across = tiling.across()](int tile) {
        return std::tuple{tile % across / width, tile / across, tile % across};
    };
    RC_ASSERT(std::ranges::is_sorted(order, {}, key));
}

TEST(Tiling, RefusesSidesOffTheLattice)
{
    const Grid grid{{}, 1, 1, 100, 100};
    for (const int side : {-64, 0, 1, 63, 65, 100}) EXPECT_THROW((Tiling{grid, side}), UsageError) << side;
    EXPECT_EQ((Tiling{grid, 1 << 30}).count(), 1);
}

TEST(Tiling, RefusesMoreTilesThanCanBeCounted)
{
    const Grid grid{{}, 1, 1, 1 << 30, 1 << 30};
    EXPECT_THROW((Tiling{grid, 64}), UsageError);
    EXPECT_EQ((Tiling{grid, 2147483584}).count(), 1);
    EXPECT_EQ((Tiling{grid, 1 << 20}).count(), 1 << 20);
}

} // namespace
} // namespace peaksite
