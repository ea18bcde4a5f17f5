#include "geo/areas.hpp"

#include "base/error.hpp"
#include "grid/tiling.hpp"

#include <array>
#include <cmath>

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
    constexpr std::array<double, 3> at{0.5 - 0.3872983346207417, 0.5, 0.5 + 0.3872983346207417}, weight{5.0 / 18, 8.0 / 18, 5.0 / 18};
    double sum = 0;
    for (std::size_t r = 0; r < 3; ++r)
        for (std::size_t c = 0; c < 3; ++c) sum += weight[r] * weight[c] * ratio_at(ground, grid, col + at[c], row + at[r]);
    return sum;
}

CellAreas sampled(const Grid& grid, const GroundMetric& ground, int step)
{
    const int down = (grid.rows() + step - 1) / step + 3, across = (grid.cols() + step - 1) / step + 3;
    std::vector<double> ratios;
    for (int r = -1; r < down - 1; ++r)
        for (int c = -1; c < across - 1; ++c) ratios.push_back(ratio_at(ground, grid, static_cast<double>(c) * step, static_cast<double>(r) * step));
    return CellAreas::lattice(grid, step, across, std::move(ratios));
}

// The largest relative error at cells in the middle between nodes, of a few squares over the grid.
double error_between(const CellAreas& areas, const Grid& grid, const GroundMetric& ground, int step)
{
    double worst = 0;
    const double plane = grid.cell_width() * grid.cell_height();
    for (const double down : {0.0, 0.5, 1.0})
        for (const double along : {0.0, 0.5, 1.0}) {
            const int row = std::min(grid.rows() - 1, static_cast<int>(down * (grid.rows() - 1)) / step * step + step / 2);
            const int col = std::min(grid.cols() - 1, static_cast<int>(along * (grid.cols() - 1)) / step * step + step / 2);
            const double exact = plane * cell_ratio(ground, grid, col, row);
            worst = std::max(worst, std::fabs(areas.at({Row{row}, Col{col}}) / exact - 1));
        }
    return worst;
}

} // namespace

CellAreas cell_areas(const Grid& grid, const Crs& crs)
{
    if (crs.geographic()) return CellAreas::longitude_latitude(grid, crs.earth());
    const double unit = crs.unit_metres();
    if (crs.equal_area()) return CellAreas::constant(grid.cell_width() * grid.cell_height() * unit * unit);
    const GroundMetric ground{crs};
    constexpr int coarsest = 64;
    constexpr double tolerance = 1e-9;
    for (int step = coarsest;; step /= 2) {
        auto areas = sampled(grid, ground, step);
        const double error = error_between(areas, grid, ground, step);
        if (error <= tolerance) return areas;
        if (step == 1) throw UsageError{text("areas of cells of {:.3g} m are not right to 1e-9 in '{}'; choose smaller cells, or an equal-area system such as \"china-albers\"", grid.cell_width() * unit, crs.name())};
    }
}

std::optional<Metric> ground_metric(const GroundMetric& ground, const Grid& grid, int row, int col)
{
    const auto at = [&](double c, double r) { return ground.at({.x = grid.x(c), .y = grid.y(r)}); };
    if (const auto metric = at(col + lattice_step / 2.0, row + lattice_step / 2.0)) return metric;
    const auto inside = intersection({.row = Row{row}, .col = Col{col}, .rows = lattice_step, .cols = lattice_step}, grid.window());
    return inside.empty() ? std::nullopt : at(inside.col.value + inside.cols / 2.0, inside.row.value + inside.rows / 2.0);
}

} // namespace peaksite
