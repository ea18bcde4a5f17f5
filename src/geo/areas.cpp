#include "geo/areas.hpp"

#include "base/error.hpp"
#include "geo/metric.hpp"

#include <cmath>

namespace peaksite {

namespace {

double ratio_at(const GroundMetric& ground, const Grid& grid, double col, double row)
{
    const auto metric = ground.at({.x = grid.x(col), .y = grid.y(row)});
    if (!metric) throw InputError{text("the grid reaches beyond what its coordinate system covers; make its extent smaller")};
    return metric->area_ratio();
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
            const double exact = plane * ratio_at(ground, grid, col + 0.5, row + 0.5);
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
        if (step == 1 || error_between(areas, grid, ground, step) <= tolerance) return areas;
    }
}

} // namespace peaksite
