#pragma once

#include "grid/window.hpp"

namespace peaksite {

/// A position in the plane of some CRS, x east and y north whatever the authority's axis order.
struct Point {
    double x = 0;
    double y = 0;
    bool operator==(const Point&) const = default;
};

struct Box {
    double xmin = 0;
    double ymin = 0;
    double xmax = 0;
    double ymax = 0;
    bool operator==(const Box&) const = default;
    bool empty() const { return !(xmin < xmax && ymin < ymax); }
};

Box united(const Box& a, const Box& b);
Box grown(const Box& box, double margin);
bool touches(const Box& a, const Box& b);

/// A north-up raster lattice: origin at the north-west corner, cell sizes in CRS units. All positions are computed from
/// the origin, so that a cell lies where it lies whatever tile it is looked at from.
class Grid {
public:
    Grid() = default;
    /// Throws UsageError unless the corner is finite, cell sizes are positive and the grid has between 1 and 2^30 rows
    /// and columns.
    Grid(Point north_west, double cell_width, double cell_height, int rows, int cols);

    int rows() const { return m_rows; }
    int cols() const { return m_cols; }
    double cell_width() const { return m_cell_width; }
    double cell_height() const { return m_cell_height; }
    Point north_west() const { return m_origin; }

    double x(double col) const { return m_origin.x + col * m_cell_width; }
    double y(double row) const { return m_origin.y - row * m_cell_height; }
    /// Columns east of the west edge, rows south of the north edge; whole numbers are cell edges.
    double col(double x) const { return (x - m_origin.x) / m_cell_width; }
    double row(double y) const { return (m_origin.y - y) / m_cell_height; }
    Point centre(Cell cell) const { return {.x = x(cell.col.value + 0.5), .y = y(cell.row.value + 0.5)}; }

    Box box() const { return {.xmin = x(0), .ymin = y(m_rows), .xmax = x(m_cols), .ymax = y(0)}; }
    Box box(const Window& window) const;
    Window window() const { return {.row = Row{0}, .col = Col{0}, .rows = m_rows, .cols = m_cols}; }

    /// Same lattice (cell edges coincide to 1e-6 cell over the whole of `other`), whatever the extents.
    bool aligned(const Grid& other) const;

    bool operator==(const Grid&) const = default;

private:
    Point m_origin;
    double m_cell_width = 1;
    double m_cell_height = 1;
    int m_rows = 0;
    int m_cols = 0;
};

/// The smallest grid of the given cell size that covers the box, its edges on multiples of the cell size.
/// Throws UsageError when that has too many cells.
Grid snapped_grid(const Box& box, double cell_width, double cell_height);

} // namespace peaksite
