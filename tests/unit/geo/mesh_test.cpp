#include "geo/mesh.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <map>

namespace peaksite {
namespace {

struct Case {
    std::string grid_crs;
    Point centre; // longitude and latitude
    double cell = 0;
    int size = 0;
    std::string source_crs;
    Affine source;
};

Grid grid_of(const Case& one)
{
    const auto middle =
        Transform{Crs::parse("EPSG:4490"), Crs::parse(one.grid_crs)}.forward(one.centre).value_or(Point{});
    return {{.x = middle.x - one.size * one.cell / 2, .y = middle.y + one.size * one.cell / 2},
            one.cell,
            one.cell,
            one.size,
            one.size};
}

Mesh mesh_of(const Case& one, const Grid& grid)
{
    const auto source = Crs::parse(one.source_crs);
    return {std::make_shared<GridPlaces>(grid, Transform{Crs::parse(one.grid_crs), source}), one.source,
            source.geographic() ? std::optional{one.source.x0} : std::nullopt};
}

// Every cell of the grid by PROJ: how far off the mesh is, in cells of the source.
void expect_right(const Case& one)
{
    const auto grid = grid_of(one);
    auto mesh = mesh_of(one, grid);
    const auto source = Crs::parse(one.source_crs);
    const Transform transform{Crs::parse(one.grid_crs), source};
    mesh.prepare(grid.window());
    const auto reach = mesh.reach();
    const double turn = source.geographic() ? std::fabs(360 / one.source.dx_col) : 0;
    double worst = 0;
    std::vector<SourceLine> lines;
    for (int row = 0; row < one.size; ++row) {
        mesh.row(Row{row}, 0, one.size, lines);
        int next = 0;
        for (const auto& line : lines) {
            EXPECT_EQ(line.begin, next);
            next = line.end;
            for (int col = line.begin; col < line.end; ++col) {
                const auto exact = transform.forward(grid.centre({Row{row}, Col{col}}));
                ASSERT_TRUE(exact.has_value());
                const auto p = one.source.cells(*exact);
                double off = line.u_at(col) - p.x;
                if (turn > 0) {
                    off = std::remainder(off, turn);
                    // Within one turn of the raster's west edge, whoever reads it need not turn the earth.
                    ASSERT_GE(line.u_at(col), -0.02);
                    ASSERT_LT(line.u_at(col), turn + 0.02);
                }
                worst = std::max({worst, std::fabs(off), std::fabs(line.v_at(col) - p.y)});
                ASSERT_TRUE(reach && line.u_at(col) >= reach->xmin - 1e-9 && line.u_at(col) <= reach->xmax + 1e-9);
            }
        }
        ASSERT_EQ(next, one.size) << "row " << row;
    }
    EXPECT_LE(worst, 0.01) << one.grid_crs << " from " << one.source_crs;
}

Affine degrees(double west, double north, double cell)
{
    return {.x0 = west, .dx_col = cell, .dx_row = 0, .y0 = north, .dy_col = 0, .dy_row = -cell};
}

TEST(Mesh, IsRightToAHundredthOfASourceCell)
{
    expect_right({"china-albers", {.x = 106, .y = 38}, 500, 300, "EPSG:4326", degrees(73, 54, 1 / 120.0)});
    expect_right({"china-albers", {.x = 106, .y = 38}, 100, 600, "EPSG:4326", degrees(73, 54, 1 / 3600.0)});
    expect_right({"china-albers", {.x = 122, .y = 52}, 5000, 200, "EPSG:4326", degrees(-180, 90, 0.05)});
    expect_right({"china-albers",
                  {.x = 106, .y = 38},
                  250,
                  300,
                  "EPSG:4523",
                  {.x0 = 35200000, .dx_col = 30, .dx_row = 0, .y0 = 4500000, .dy_col = 0, .dy_row = -30}});
    expect_right({"EPSG:4490",
                  {.x = 106, .y = 38},
                  0.01,
                  300,
                  "+proj=sinu +R=6371007.181",
                  {.x0 = 8895604, .dx_col = 463.3127, .dx_row = 0, .y0 = 4447802, .dy_col = 0, .dy_row = -463.3127}});
    expect_right({"EPSG:4490", {.x = 106, .y = 38}, 0.01, 200, "GCJ-02", degrees(100, 45, 0.002)});
}

// How far the mesh is off the positions of PROJ, cell by cell: in cells of the source, and of the grid.
struct Off {
    double of_source = 0, of_grid = 0;
};

Off worst_of(const Case& one)
{
    const auto grid = grid_of(one);
    auto mesh = mesh_of(one, grid);
    const Transform transform{Crs::parse(one.grid_crs), Crs::parse(one.source_crs)};
    const auto at = [&](double col, double row) {
        return one.source.cells(transform.forward({.x = grid.x(col), .y = grid.y(row)}).value());
    };
    mesh.prepare(grid.window());
    Off out;
    std::vector<SourceLine> lines;
    for (int row = 0; row < one.size; ++row) {
        mesh.row(Row{row}, 0, one.size, lines);
        for (const auto& line : lines)
            for (int col = line.begin; col < line.end; ++col) {
                const auto exact = at(col + 0.5, row + 0.5), beside = at(col + 1.5, row + 0.5),
                           below = at(col + 0.5, row + 1.5);
                // Whole turns apart is the same place.
                const auto along = [&](double a, double b) { return std::remainder(a - b, 360 / one.source.dx_col); };
                const double off = std::max(std::fabs(along(line.u_at(col), exact.x)),
                                            std::fabs(line.v_at(col) - exact.y)),
                             cell = std::min(std::hypot(along(beside.x, exact.x), beside.y - exact.y),
                                             std::hypot(along(below.x, exact.x), below.y - exact.y));
                out = {.of_source = std::max(out.of_source, off), .of_grid = std::max(out.of_grid, off / cell)};
            }
    }
    return out;
}

// Both hold wherever the raster is coarser or finer than the grid: a density of 25 km under a grid of 100 m places a
// pilot as well as one of 30 m does.
TEST(Mesh, IsRightToTwoHundredthsOfASourceCellAndATwentiethOfAGridCell)
{
    constexpr double of_source = 0.0055, of_grid = 0.055; // between the points where it is tried, a little more
    bool coarse = false, fine = false;
    for (const double source : {0.25, 0.05, 1 / 120.0, 1 / 1200.0, 1 / 3600.0})
        for (const double cell : {50.0, 250.0, 1000.0, 20000.0})
            for (const Point centre : {Point{.x = 106, .y = 38}, Point{.x = 76, .y = 52}}) {
                const auto off = worst_of({"china-albers", centre, cell, 120, "EPSG:4326", degrees(60, 60, source)});
                EXPECT_LE(off.of_source, of_source) << source << " under " << cell;
                EXPECT_LE(off.of_grid, of_grid) << source << " under " << cell;
                // Each limit is what holds somewhere: without it the other would let more through.
                coarse = coarse || (off.of_grid > 0.01 && off.of_source < 0.001);
                fine = fine || (off.of_source > 0.001 && off.of_grid < 0.01);
            }
    EXPECT_TRUE(coarse);
    EXPECT_TRUE(fine);
}

TEST(Mesh, FollowsARotatedRaster)
{
    expect_right({"china-albers",
                  {.x = 106, .y = 38},
                  250,
                  200,
                  "EPSG:4523",
                  {.x0 = 35200000, .dx_col = 25, .dx_row = 10, .y0 = 4500000, .dy_col = 10, .dy_row = -25}});
}

TEST(Mesh, CrossesTheAntimeridian)
{
    expect_right({"+proj=laea +lat_0=20 +lon_0=180 +ellps=GRS80",
                  {.x = 180, .y = 20},
                  4000,
                  200,
                  "EPSG:4326",
                  degrees(-180, 90, 0.25)});
    expect_right({"+proj=laea +lat_0=20 +lon_0=0 +ellps=GRS80",
                  {.x = 0, .y = 20},
                  4000,
                  200,
                  "EPSG:4326",
                  degrees(0, 90, 0.25)});
}

// A regional raster whose west edge passes through the grid: cells on the edge belong to its first column or to none.
TEST(Mesh, CrossesTheWestEdgeOfARaster)
{
    expect_right({"china-albers", {.x = 106.03, .y = 38}, 500, 150, "EPSG:4326", degrees(106, 40, 0.05)});
    expect_right({"china-albers", {.x = 106, .y = 38}, 5000, 100, "EPSG:4326", degrees(106, 40, 0.01)});
}

TEST(Mesh, CoversThePole)
{
    expect_right({"+proj=stere +lat_0=90 +lon_0=0 +ellps=GRS80",
                  {.x = 0, .y = 90},
                  5000,
                  61,
                  "EPSG:4326",
                  degrees(-180, 90, 0.1)});
}

TEST(Mesh, DoesNotDependOnTheWindow)
{
    const Case one{"china-albers", {.x = 106.03, .y = 38}, 1000, 300, "EPSG:4326", degrees(106, 40, 0.02)};
    const auto grid = grid_of(one);
    auto whole = mesh_of(one, grid), part = mesh_of(one, grid);
    whole.prepare(grown(grid.window(), 10));
    std::vector<SourceLine> a, b;
    for (const int row : {-10, 0, 63, 64, 150}) {
        const Window window{.row = Row{row}, .col = Col{37}, .rows = 5, .cols = 101};
        part.prepare(window);
        part.row(Row{row + 2}, 37, 138, b);
        whole.row(Row{row + 2}, 37, 138, a);
        ASSERT_EQ(a.size(), b.size());
        for (std::size_t i = 0; i < a.size(); ++i)
            for (int col = a[i].begin; col < a[i].end; ++col) {
                ASSERT_EQ(a[i].u_at(col), b[i].u_at(col));
                ASSERT_EQ(a[i].v_at(col), b[i].v_at(col));
            }
    }
}

// Layers of one CRS ask for the same places; whoever asked before, the lines are the same bits.
TEST(Mesh, SharesPlacesWithOthersOfItsSystem)
{
    const Grid grid{{.x = 35400000, .y = 4200000}, 30, 30, 3000, 3000};
    const auto from = Crs::parse("EPSG:4523"), to = Crs::parse("EPSG:4490");
    const auto places = [&] { return std::make_shared<GridPlaces>(grid, Transform{from, to}); };
    const auto shared = places();
    std::vector<Affine> sources{degrees(100, 42, 1.0 / 3600), degrees(100, 42, 1.0 / 120),
                                degrees(100, 42, 1.0 / 10800)};
    std::vector<Mesh> together;
    for (const auto& source : sources) together.emplace_back(shared, source, 0.0);
    for (const int at : {0, 700, 256, 2100}) {
        const Window window{.row = Row{at}, .col = Col{2200 - at}, .rows = 256, .cols = 300};
        for (std::size_t i = 0; i < sources.size(); ++i) {
            Mesh alone{places(), sources[i], 0.0};
            alone.prepare(window);
            together[i].prepare(window);
            together[i].prepare(window); // nothing to do again
            for (Row row = window.row; row < window.row_end(); ++row) {
                std::vector<SourceLine> a, b;
                alone.row(row, window.col.value, window.col_end().value, a);
                together[i].row(row, window.col.value, window.col_end().value, b);
                ASSERT_EQ(a.size(), b.size());
                for (std::size_t k = 0; k < a.size(); ++k) {
                    ASSERT_EQ(a[k].u, b[k].u);
                    ASSERT_EQ(a[k].v, b[k].v);
                    ASSERT_EQ(a[k].du, b[k].du);
                }
            }
        }
    }
}

TEST(GridPlaces, AreThoseOfTheirTransformHoweverManyThereAre)
{
    const Grid grid{{.x = 35400000, .y = 4200000}, 30, 30, 4000, 4000};
    const Transform transform{Crs::parse("EPSG:4523"), Crs::parse("EPSG:4490")};
    GridPlaces places{grid, transform.clone()};
    for (int round = 0; round < 2; ++round)
        for (int row = -10; row < 290; ++row)
            for (int col = -20; col < 280; ++col) {
                const double r = row * 2.25, c = col * 3.75;
                const auto found = places.at(c, r), right = transform.forward({.x = grid.x(c), .y = grid.y(r)});
                ASSERT_TRUE(found && right);
                ASSERT_EQ(found->x, right->x);
                ASSERT_EQ(found->y, right->y);
            }
}

TEST(Mesh, LeavesOutCellsWithoutAPlace)
{
    const Grid grid{{.x = -6.6e6, .y = 1e5}, 1e5, 1e5, 2, 132};
    const auto from = Crs::parse("+proj=ortho +lat_0=0 +lon_0=105 +ellps=GRS80");
    Mesh mesh{std::make_shared<GridPlaces>(grid, Transform{from, Crs::parse("EPSG:4490")}), degrees(0, 90, 1), 0.0};
    mesh.prepare(grid.window());
    std::vector<SourceLine> lines;
    mesh.row(Row{0}, 0, 132, lines);
    const Transform transform{from, Crs::parse("EPSG:4490")};
    std::map<int, double> found;
    for (const auto& line : lines)
        for (int col = line.begin; col < line.end; ++col) found[col] = line.u_at(col);
    for (int col = 0; col < 132; ++col) {
        const auto exact = transform.forward(grid.centre({Row{0}, Col{col}}));
        ASSERT_EQ(found.count(col), exact ? 1U : 0U) << col;
        EXPECT_NEAR(found[col], exact ? std::fmod(exact->x + 360, 360) : 0, 0.01);
    }
}

} // namespace
} // namespace peaksite
