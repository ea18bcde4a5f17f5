#pragma once

#include "grid/cell.hpp"

#include <algorithm>
#include <cstddef>

namespace peaksite {

/// A rectangle of cells: rows [row, row + rows), columns [col, col + cols).
struct Window {
    Row row;
    Col col;
    int rows = 0;
    int cols = 0;

    constexpr bool operator==(const Window&) const = default;
    constexpr bool empty() const { return rows <= 0 || cols <= 0; }
    constexpr Row row_end() const { return row + rows; }
    constexpr Col col_end() const { return col + cols; }
    constexpr std::size_t cells() const
    {
        return empty() ? 0 : static_cast<std::size_t>(rows) * static_cast<std::size_t>(cols);
    }
    constexpr bool covers(Cell cell) const
    {
        return cell.row >= row && cell.row < row_end() && cell.col >= col && cell.col < col_end();
    }
};

/// The cells that both windows have; empty when they do not touch.
constexpr Window intersection(const Window& a, const Window& b)
{
    const Row row = std::max(a.row, b.row);
    const Col col = std::max(a.col, b.col);
    return {.row = row,
            .col = col,
            .rows = std::max(0, std::min(a.row_end(), b.row_end()) - row),
            .cols = std::max(0, std::min(a.col_end(), b.col_end()) - col)};
}

/// The smallest window that holds both.
constexpr Window united(const Window& a, const Window& b)
{
    const Row row = std::min(a.row, b.row);
    const Col col = std::min(a.col, b.col);
    return {.row = row,
            .col = col,
            .rows = std::max(a.row_end(), b.row_end()) - row,
            .cols = std::max(a.col_end(), b.col_end()) - col};
}

/// The window with `cells` more on every side.
constexpr Window grown(const Window& window, int cells)
{
    return {.row = window.row - cells,
            .col = window.col - cells,
            .rows = window.rows + 2 * cells,
            .cols = window.cols + 2 * cells};
}

} // namespace peaksite
