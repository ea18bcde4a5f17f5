#include "geo/areas.hpp"

#include "base/error.hpp"
#include "grid/tiling.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdint>

namespace peaksite {

namespace {

[[noreturn]] void beyond()
{
    throw InputError{text("the grid reaches beyond what its coordinate system covers; make its extent smaller")};
}

double ratio_at(const GroundMetric& ground, const Grid& grid, double col, double row)
{
    const auto metric = ground.at({.x = grid.x(col), .y = grid.y(row)});
    if (!metric) beyond();
    return metric->area_ratio();
}

// Mean ratio over a cell, by Gauss's three points a side.
double cell_ratio(const GroundMetric& ground, const Grid& grid, int col, int row)
{
    constexpr std::array<double, 3> at{0.5 - 0.3872983346207417, 0.5, 0.5 + 0.3872983346207417},
        weight{5.0 / 18, 8.0 / 18, 5.0 / 18};
    double sum = 0;
    for (std::size_t r = 0; r < 3; ++r)
        for (std::size_t c = 0; c < 3; ++c)
            sum += weight[r] * weight[c] * ratio_at(ground, grid, col + at[c], row + at[r]);
    return sum;
}

CellAreas sampled(const Grid& grid, const GroundMetric& ground, int step)
{
    const int down = (grid.rows() + step - 1) / step + 3, across = (grid.cols() + step - 1) / step + 3;
    std::vector<double> ratios;
    for (int r = -1; r < down - 1; ++r)
        for (int c = -1; c < across - 1; ++c)
            ratios.push_back(ratio_at(ground, grid, static_cast<double>(c) * step, static_cast<double>(r) * step));
    return CellAreas::lattice(grid, step, across, std::move(ratios));
}

// The relative error at a cell in the middle between the nodes about it.
double error_near(const Grid& grid, const GroundMetric& ground, int step, int row, int col)
{
    const int north = row / step * step, west = col / step * step;
    const int rows = std::min(step, grid.rows() - north), cols = std::min(step, grid.cols() - west);
    const Grid square{{.x = grid.x(west), .y = grid.y(north)}, grid.cell_width(), grid.cell_height(), rows, cols};
    const int r = std::min(step / 2, rows - 1), c = std::min(step / 2, cols - 1);
    const double exact = grid.cell_width() * grid.cell_height() * cell_ratio(ground, square, c, r);
    return std::fabs(sampled(square, ground, step).at({Row{r}, Col{c}}) / exact - 1);
}

// The largest of those of a few squares all over the grid.
double error_between(const Grid& grid, const GroundMetric& ground, int step)
{
    constexpr int across = 4;
    double worst = 0;
    for (int i = 0; i <= across; ++i)
        for (int j = 0; j <= across; ++j) {
            const auto row = std::int64_t{i} * (grid.rows() - 1) / across,
                       col = std::int64_t{j} * (grid.cols() - 1) / across;
            worst = std::max(worst, error_near(grid, ground, step, static_cast<int>(row), static_cast<int>(col)));
        }
    return worst;
}

double nodes_of(const Grid& grid, int step)
{
    return (grid.rows() / double(step) + 3) * (grid.cols() / double(step) + 3);
}

} // namespace

CellAreas cell_areas(const Grid& grid, const Crs& crs)
{
    if (crs.geographic()) return CellAreas::longitude_latitude(grid, crs.earth());
    const double unit = crs.unit_metres();
    if (crs.equal_area()) return CellAreas::constant(grid.cell_width() * grid.cell_height() * unit * unit);
    const GroundMetric ground{crs};
    constexpr int coarsest = 64;
    // Nodes as far apart as can be are as few as can be: then only memory sets a limit.
    constexpr double tolerance = 1e-9, most_close_nodes = 1e6, most_nodes = 3e7;
    int step = coarsest;
    double error = error_between(grid, ground, step);
    while (step > 1 && error > tolerance) error = error_between(grid, ground, step /= 2);
    if (error > tolerance)
        throw UsageError{text("areas of cells of {:.3g} m are not right to 1e-9 in '{}'; choose smaller cells, or an "
                              "equal-area system such as \"china-albers\"",
                              grid.cell_width() * unit, crs.name())};
    if (nodes_of(grid, step) > (step < coarsest ? most_close_nodes : most_nodes))
        throw InputError{text(
            "the grid reaches from {} {} to {} {}, so far from the middle of its coordinate system that its areas "
            "change from cell to cell; is a corner of a zone wrong? Make its extent smaller, or choose another crs",
            number(grid.box().xmin), number(grid.box().ymin), number(grid.box().xmax), number(grid.box().ymax))};
    return sampled(grid, ground, step);
}

std::optional<Metric> ground_metric(const GroundMetric& ground, const Grid& grid, int row, int col)
{
    const auto at = [&](double c, double r) { return ground.at({.x = grid.x(c), .y = grid.y(r)}); };
    if (const auto metric = at(col + lattice_step / 2.0, row + lattice_step / 2.0)) return metric;
    const auto inside =
        intersection({.row = Row{row}, .col = Col{col}, .rows = lattice_step, .cols = lattice_step}, grid.window());
    return inside.empty() ? std::nullopt
                          : at(inside.col.value + inside.cols / 2.0, inside.row.value + inside.rows / 2.0);
}

} // namespace peaksite
