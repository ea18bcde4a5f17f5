#include "grid/grid.hpp"

#include "base/error.hpp"

#include <cmath>

namespace peaksite {

namespace {
constexpr double most_cells_a_side = 1073741824.0;
}

Box united(const Box& a, const Box& b)
{
    return {.xmin = std::min(a.xmin, b.xmin),
            .ymin = std::min(a.ymin, b.ymin),
            .xmax = std::max(a.xmax, b.xmax),
            .ymax = std::max(a.ymax, b.ymax)};
}

Box grown(const Box& box, double margin)
{
    return {.xmin = box.xmin - margin, .ymin = box.ymin - margin, .xmax = box.xmax + margin, .ymax = box.ymax + margin};
}

bool touches(const Box& a, const Box& b)
{
    return a.xmin <= b.xmax && b.xmin <= a.xmax && a.ymin <= b.ymax && b.ymin <= a.ymax;
}

Grid::Grid(Point north_west, double cell_width, double cell_height, int rows, int cols)
    : m_origin(north_west), m_cell_width(cell_width), m_cell_height(cell_height), m_rows(rows), m_cols(cols)
{
    if (!(cell_width > 0 && cell_height > 0) || !std::isfinite(cell_width) || !std::isfinite(cell_height))
        throw UsageError{
            text("a cell of {} by {} is not a cell: both sides must be positive", cell_width, cell_height)};
    if (!std::isfinite(north_west.x) || !std::isfinite(north_west.y))
        throw UsageError{text("a grid cannot begin at {}, {}", north_west.x, north_west.y)};
    if (rows < 1 || cols < 1 || rows > most_cells_a_side || cols > most_cells_a_side)
        throw UsageError{text("a grid of {} rows by {} columns cannot be made", rows, cols)};
}

Box Grid::box(const Window& window) const
{
    return {.xmin = x(window.col.value),
            .ymin = y(window.row_end().value),
            .xmax = x(window.col_end().value),
            .ymax = y(window.row.value)};
}

bool Grid::aligned(const Grid& other) const
{
    constexpr double tolerance = 1e-6;
    const auto near_whole = [](double value) { return std::fabs(value - std::round(value)) < tolerance; };
    const Box there = other.box();
    const double first_col = col(there.xmin), last_col = col(there.xmax);
    const double first_row = row(there.ymax), last_row = row(there.ymin);
    return near_whole(first_col) && near_whole(last_col) && near_whole(first_row) && near_whole(last_row) &&
           std::fabs(last_col - first_col - other.cols()) < tolerance &&
           std::fabs(last_row - first_row - other.rows()) < tolerance;
}

Grid snapped_grid(const Box& box, double cell_width, double cell_height)
{
    // A box that ends on a cell edge, but for the last bits, does not get another row of cells.
    constexpr double slack = 1e-9;
    const double west = std::floor(box.xmin / cell_width + slack), east = std::ceil(box.xmax / cell_width - slack);
    const double south = std::floor(box.ymin / cell_height + slack), north = std::ceil(box.ymax / cell_height - slack);
    const double cols = std::max(1.0, east - west), rows = std::max(1.0, north - south);
    if (!(cols <= most_cells_a_side && rows <= most_cells_a_side))
        throw UsageError{text("cells of {} by {} would make a grid of {:.0f} by {:.0f} cells; choose larger cells",
                              cell_width, cell_height, rows, cols)};
    return {Point{.x = west * cell_width, .y = north * cell_height}, cell_width, cell_height, static_cast<int>(rows),
            static_cast<int>(cols)};
}

} // namespace peaksite
