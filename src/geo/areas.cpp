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

// The relative error at a cell in the middle between the nodes about it.
double error_near(const Grid& grid, const GroundMetric& ground, int step, int row, int col)
{
    const int north = row / step * step, west = col / step * step;
    const int rows = std::min(step, grid.rows() - north), cols = std::min(step, grid.cols() - west);
    const Grid square{{.x = grid.x(west), .y = grid.y(north)}, grid.cell_width(), grid.cell_height(), rows, cols};
    const int r = std::min(step / 2, rows - 1), c = std::min(step / 2, cols - 1);
    const double exact = grid.cell_width() * grid.cell_height() * ratio_at(ground, square, c + 0.5, r + 0.5);
    return std::fabs(sampled(square, ground, step).at({Row{r}, Col{c}}) / exact - 1);
}

// The largest of those of a few squares all over the grid.
double error_between(const Grid& grid, const GroundMetric& ground, int step)
{
    constexpr int across = 4;
    double worst = 0;
    for (int i = 0; i <= across; ++i)
        for (int j = 0; j <= across; ++j)
            worst = std::max(worst, error_near(grid, ground, step, static_cast<int>(std::int64_t{i} * (grid.rows() - 1) / across), static_cast<int>(std::int64_t{j} * (grid.cols() - 1) / across)));
    return worst;
}

double nodes_of(const Grid& grid, int step) { return (grid.rows() / double(step) + 3) * (grid.cols() / double(step) + 3); }

} // namespace

CellAreas cell_areas(const Grid& grid, const Crs& crs)
{
    if (crs.geographic()) return CellAreas::longitude_latitude(grid, crs.earth());
    const double unit = crs.unit_metres();
    if (crs.equal_area()) return CellAreas::constant(grid.cell_width() * grid.cell_height() * unit * unit);
    const GroundMetric ground{crs};
    constexpr int coarsest = 64;
    constexpr double tolerance = 1e-9, most_nodes = 1e6;
    int step = coarsest;
    while (step > 1 && error_between(grid, ground, step) > tolerance) step /= 2;
    if (nodes_of(grid, step) > most_nodes)
        throw InputError{text("the grid reaches from {} {} to {} {}, so far from the middle of its coordinate system that its areas change from cell to cell; is a corner of a zone wrong? Make its extent smaller, or choose another crs",
                              number(grid.box().xmin), number(grid.box().ymin), number(grid.box().xmax), number(grid.box().ymax))};
    return sampled(grid, ground, step);
}

} // namespace peaksite
