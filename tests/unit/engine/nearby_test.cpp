#include "support/drawing.hpp"
#include "support/memory_pass.hpp"

#include "engine/stencil.hpp"
#include "geo/geodesic.hpp"
#include "geo/inside.hpp"
#include "grid/tiling.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

namespace peaksite {
namespace {

struct GridPlace {
    std::string name;
    std::string crs;
    Point corner;
    double cell; // CRS units
    double metres;
};

const std::vector<GridPlace>& places()
{
    static const std::vector<GridPlace> all{{"Plane", "china-albers", {.x = 100000, .y = 4100000}, 100, 100},
                                            {"FarEast", "china-albers", {.x = 1900000, .y = 5100000}, 100, 100},
                                            {"Degrees", "EPSG:4490", {.x = 106, .y = 52}, 0.001, 90}};
    return all;
}

// Metres from the middle of a cell to the nearest point on the sides of another, `down` rows and `along` columns away.
double to_square(const Metric& metric, const Grid& grid, int down, int along)
{
    const std::array<Point, 5> corners{{{.x = along - 0.5, .y = down - 0.5},
                                        {.x = along + 0.5, .y = down - 0.5},
                                        {.x = along + 0.5, .y = down + 0.5},
                                        {.x = along - 0.5, .y = down + 0.5},
                                        {.x = along - 0.5, .y = down - 0.5}}};
    const auto metre = [&](Point p) { return metric.length(p.x * grid.cell_width(), -p.y * grid.cell_height()); };
    double least = 1e300;
    for (std::size_t i = 1; i < corners.size(); ++i) {
        // The squared length along a side is a parabola: three of its points give the lowest.
        const auto a = corners[i - 1], b = corners[i];
        const Point middle{.x = (a.x + b.x) / 2, .y = (a.y + b.y) / 2};
        const double at_a = metre(a) * metre(a), at_b = metre(b) * metre(b), at_middle = metre(middle) * metre(middle);
        const double bend = 2 * (at_a + at_b - 2 * at_middle), slant = at_b - at_a - bend;
        const double t = std::clamp(-slant / (2 * bend), 0.0, 1.0);
        least = std::min(least, metre({.x = a.x + (b.x - a.x) * t, .y = a.y + (b.y - a.y) * t}));
    }
    return least;
}

RC_GTEST_PROP(Stencil, HoldsExactlyTheCellsWhoseSquaresAreNear, (std::uint32_t seed))
{
    std::mt19937 random{seed};
    std::uniform_real_distribution<double> part{0, 1};
    const double xx = 0.3 + part(random), yy = 0.3 + part(random), xy = (part(random) - 0.5) * std::sqrt(xx * yy);
    const Metric metric{.xx = xx, .xy = xy, .yy = yy};
    const Grid grid{{.x = 0, .y = 0}, 20 + 20 * part(random), 20 + 20 * part(random), 10, 10};
    const double distance = 90 * part(random);
    const Stencil stencil{metric, grid.cell_width(), grid.cell_height(), metres(distance)};
    const int far = 12;
    for (int down = -far; down <= far; ++down)
        for (int along = -far; along <= far; ++along) {
            const double least = down == 0 && along == 0 ? 0 : to_square(metric, grid, down, along);
            if (std::fabs(least - distance) < 1e-6) continue; // on the line
            const bool in_rows = std::abs(down) <= stencil.reach();
            const bool held = in_rows && along >= stencil.row(down).first && along <= stencil.row(down).last;
            RC_ASSERT(held == (least <= distance));
            if (held) RC_ASSERT(std::abs(along) <= stencil.width());
        }
}

class Nearby : public testing::TestWithParam<GridPlace> {};

// The metric that the engine uses: that of the middle of the square of the lattice.
Metric metric_at(const GroundMetric& ground, const Grid& grid, int row, int col)
{
    const auto middle = [](int cell) { return (cell & ~(lattice_step - 1)) + lattice_step / 2.0; };
    return ground.at({.x = grid.x(middle(col)), .y = grid.y(middle(row))}).value();
}

TEST_P(Nearby, ConditionsReachAsFarAsTheBufferSays)
{
    constexpr int around = 9; // the raster goes on beyond the grid
    for (std::uint32_t seed = 0; seed < 6; ++seed) {
        std::mt19937 random{seed};
        const auto& place = GetParam();
        const Crs crs = Crs::parse(place.crs);
        const Grid grid{place.corner, place.cell, place.cell, 90, 140};
        const Grid source{
            {.x = grid.x(-around), .y = grid.y(-around)}, place.cell, place.cell, 90 + 2 * around, 140 + 2 * around};
        const auto cells = random_cells(source.rows(), source.cols(), random, 0, 1, 0.003);
        const double buffer = place.metres * (0.2 + 6 * std::uniform_real_distribution<double>{0, 1}(random));
        auto pass = empty_pass(grid, crs, 64);
        const int input = add_numbers(pass, memory_raster(cells, position_of(source), crs).raster, Resampling::nearest);
        const Symbols symbols{{"x", NumberInput{.input = input, .unit = {}, .twin = {}}}};
        Compiler compiler{symbols};
        compiler.condition(parse("x > 0.995"));
        pass.inputs.emplace_back(
            HaloConditionPlan{.program = std::make_shared<const Program>(compiler.finish()), .buffer = metres(buffer)});
        const auto found = read_input<Truth>(pass, 1);

        const GroundMetric ground{crs};
        const int far = static_cast<int>(buffer / (0.5 * place.metres)) + 3;
        std::map<std::pair<int, int>, Metric> metrics;
        int yes = 0, unknown = 0;
        for (int r = 0; r < grid.rows(); ++r)
            for (int c = 0; c < grid.cols(); ++c) {
                const std::pair square{r / lattice_step, c / lattice_step};
                if (!metrics.contains(square)) metrics[square] = metric_at(ground, grid, r, c);
                const auto& metric = metrics[square];
                bool holds = false, maybe = false, close_call = false;
                for (int down = -far; down <= far; ++down)
                    for (int along = -far; along <= far; ++along) {
                        // Beyond the raster nothing is known.
                        const double x = cells.at(r + around + down, c + around + along);
                        if (x <= 0.995) continue;
                        const double least = down == 0 && along == 0 ? 0 : to_square(metric, grid, down, along);
                        close_call = close_call || std::fabs(least - buffer) < 1e-6;
                        if (least > buffer) continue;
                        (std::isnan(x) ? maybe : holds) = true;
                    }
                if (close_call) continue;
                const auto here = found[static_cast<std::size_t>(r * grid.cols() + c)];
                ASSERT_EQ(here, holds   ? Truth::yes
                                : maybe ? Truth::unknown
                                        : Truth::no)
                    << seed << ' ' << r << ' ' << c;
                yes += holds ? 1 : 0;
                unknown += !holds && maybe ? 1 : 0;
            }
        EXPECT_GT(yes, 0);
        EXPECT_GT(unknown, 0);
    }
}

// Lines, points and polygons, inside the grid and beyond it, in the plane of the grid.
Shape features(std::mt19937& random, const Grid& grid)
{
    std::uniform_real_distribution<double> col{-40.0, grid.cols() + 40.0}, row{-40.0, grid.rows() + 40.0}, step{-8, 8};
    Shape shape;
    for (int i = 0; i < 6; ++i) {
        const double c = col(random), r = row(random);
        const auto at = [&](double dc, double dr) { return Point{.x = grid.x(c + dc), .y = grid.y(r + dr)}; };
        if (i % 3 == 0) shape.points.push_back(at(0, 0));
        if (i % 3 == 1)
            shape.lines.push_back({at(0, 0), at(step(random), step(random)), at(step(random), step(random))});
        if (i % 3 == 2) shape.polygons.push_back({.rings = {{at(0, 0), at(9, 1), at(8, 12), at(1, 10), at(0, 0)}}});
    }
    return shape;
}

std::shared_ptr<const VectorField> field_of(const Shape& shape, const Grid& grid, int halo)
{
    auto field = std::make_shared<VectorField>();
    field->grid = grid;
    field->halo = halo;
    const auto shifted =
        transformed(in_cells(shape, grid), [halo](Point p) { return Point{.x = p.x + halo, .y = p.y + halo}; });
    field->inside = centres_inside(shifted, grid.rows() + 2 * halo, grid.cols() + 2 * halo);
    field->nearness = std::make_shared<const Nearness>(grid, shape);
    return field;
}

bool inside_slowly(const Shape& shape, Point p)
{
    bool inside = false;
    for (const auto& polygon : shape.polygons)
        for (const auto& ring : polygon.rings)
            for (std::size_t i = 1; i < ring.size(); ++i) {
                const auto a = ring[i - 1], b = ring[i];
                if ((a.y > p.y) != (b.y > p.y) && p.x < a.x + (b.x - a.x) * (p.y - a.y) / (b.y - a.y)) inside = !inside;
            }
    return inside;
}

// Metres from a place to the nearest of many points along every edge.
double distance_slowly(const Shape& shape, Point p, const Metric& metric)
{
    double least = 1e300;
    const auto look = [&](Point q) { least = std::min(least, metric.length(q.x - p.x, q.y - p.y)); };
    for_each_edge(shape, [&](Point a, Point b) {
        constexpr int steps = 200;
        for (int i = 0; i <= steps; ++i) look({.x = a.x + (b.x - a.x) * i / steps, .y = a.y + (b.y - a.y) * i / steps});
    });
    for (const auto point : shape.points) look(point);
    return least;
}

TEST_P(Nearby, VectorFeaturesReachAsFarAsTheBufferSays)
{
    for (std::uint32_t seed = 0; seed < 5; ++seed) {
        std::mt19937 random{seed};
        const auto& place = GetParam();
        const Crs crs = Crs::parse(place.crs);
        const Grid grid{place.corner, place.cell, place.cell, 70, 100};
        const auto shape = features(random, grid);
        const double buffer = 7.3 * place.metres;
        auto pass = empty_pass(grid, crs, 64);
        pass.fields.push_back(field_of(shape, grid, 0));
        pass.inputs.emplace_back(VectorConditionPlan{.field = 0, .buffer = {}});
        pass.inputs.emplace_back(VectorConditionPlan{.field = 0, .buffer = metres(buffer)});
        pass.inputs.emplace_back(VectorDistancePlan{.field = 0});
        const auto within = read_input<Truth>(pass, 0), near = read_input<Truth>(pass, 1);
        const auto kilometres_away = read_input<double>(pass, 2);
        const GroundMetric ground{crs};
        for (int r = 0; r < grid.rows(); ++r)
            for (int c = 0; c < grid.cols(); ++c) {
                const auto centre = grid.centre({Row{r}, Col{c}});
                const auto at = static_cast<std::size_t>(r * grid.cols() + c);
                const bool in = inside_slowly(shape, centre);
                ASSERT_EQ(within[at], in ? Truth::yes : Truth::no);
                const double away = in ? 0 : distance_slowly(shape, centre, metric_at(ground, grid, r, c));
                const double slack = 0.03 * place.metres; // of the points along the edges
                const bool sure = std::fabs(away - buffer) > slack;
                ASSERT_TRUE(!sure || (near[at] == Truth::yes) == (away < buffer)) << seed << ' ' << r << ' ' << c;
                ASSERT_NEAR(1000 * kilometres_away[at], away, slack);
            }
    }
}

TEST_P(Nearby, DistancesAreThoseOnTheEllipsoid)
{
    const auto& place = GetParam();
    const Crs crs = Crs::parse(place.crs);
    const Grid grid{place.corner, place.cell, place.cell, 64, 64};
    Shape shape;
    shape.points.push_back(grid.centre({Row{40}, Col{90}})); // beyond the grid
    auto pass = empty_pass(grid, crs, 64);
    pass.fields.push_back(field_of(shape, grid, 0));
    pass.inputs.emplace_back(VectorDistancePlan{.field = 0});
    const auto found = read_input<double>(pass, 0);
    const Transform to_degrees{crs, Crs::parse("EPSG:4490")};
    const auto there = to_degrees.forward(shape.points.front()).value();
    for (const int at : {0, 63, 1000, 2020, 64 * 63, 64 * 64 - 1}) {
        const auto here = to_degrees.forward(grid.centre({Row{at / 64}, Col{at % 64}})).value();
        const double truth = geodesic_distance(cgcs2000, here, there);
        EXPECT_NEAR(1000 * found[static_cast<std::size_t>(at)] / truth, 1, 5e-4) << at;
    }
}

void PrintTo(const GridPlace& place, std::ostream* out) { *out << place.name; }

// A buffer around cells that are themselves within a distance of a feature: distances are asked for beyond the grid.
TEST_P(Nearby, DistancesBeyondTheGridAreAsGoodAsInside)
{
    const auto& place = GetParam();
    const Crs crs = Crs::parse(place.crs);
    const Grid grid{place.corner, place.cell, place.cell, 64, 64};
    Shape shape;
    shape.points.push_back(grid.centre({Row{30}, Col{-40}}));
    shape.points.push_back(grid.centre({Row{30}, Col{100}}));
    auto pass = empty_pass(grid, crs, 64);
    pass.fields.push_back(field_of(shape, grid, 200));
    pass.inputs.emplace_back(VectorDistancePlan{.field = 0});
    const InputKit kit{pass};
    BlockCache cache{pass.rasters};
    Desk desk{pass.rasters, cache};
    auto readers = kit.readers(desk, {0});
    const Window window{.row = Row{-37}, .col = Col{-64}, .rows = 140, .cols = 190};
    readers[0]->begin(window);
    const GroundMetric ground{crs};
    for (Row row = window.row; row < window.row_end(); ++row) {
        const auto* cells =
            static_cast<const double*>(readers[0]->row(row, window.col.value, window.col_end().value).cells);
        for (int c = 0; c < window.cols; ++c) {
            const int col = window.col.value + c;
            const auto centre = grid.centre({row, Col{col}});
            ASSERT_NEAR(1000 * cells[c], distance_slowly(shape, centre, metric_at(ground, grid, row.value, col)),
                        0.01 * place.metres)
                << row.value << ' ' << col;
        }
    }
}

INSTANTIATE_TEST_SUITE_P(Places, Nearby, testing::ValuesIn(places()),
                         [](const auto& place) { return place.param.name; });

} // namespace
} // namespace peaksite
