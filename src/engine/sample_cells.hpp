#pragma once

#include "engine/sample.hpp"

#include <cmath>

namespace peaksite {

/// Floor of positions that fit an int; far outside becomes something outside every window.
inline int cell_of(double position)
{
    if (!(std::fabs(position) < 1e9)) return -1000000000;
    const int cut = static_cast<int>(position);
    return cut - (position < cut ? 1 : 0);
}

/// A place within the columns of the window, from 0 on, where it goes round the earth.
template <class T>
int turned(const Patch<T>& patch, int place)
{
    if (patch.period == 0 || (place >= 0 && place < patch.period) || place < -patch.period || place >= 2 * patch.period)
        return place;
    return place < 0 ? place + patch.period : place - patch.period;
}

/// A cell of the raster; beyond the window it is missing.
template <class T>
T cell_at(const Patch<T>& patch, int col, int row)
{
    const auto c = turned(patch, col - patch.window.col.value), r = row - patch.window.row.value;
    if (c < 0 || r < 0 || c >= patch.window.cols || r >= patch.window.rows) return patch.missing;
    return patch.rows[static_cast<std::size_t>(r)][c];
}

/// Calls use(east, south) for places spread evenly over a cell of the grid, in rows from the north: how far from its
/// centre, in cells of the grid.
template <class Use>
void each_offset(int points, Use use)
{
    for (int j = 0; j < points; ++j)
        for (int i = 0; i < points; ++i) use((i + 0.5) / points - 0.5, (j + 0.5) / points - 0.5);
}

/// Calls use(u, v) for such places in the raster.
template <class Use>
void each_point(const SourceLine& line, int col, int points, Use use)
{
    const double u = line.u_at(col), v = line.v_at(col);
    each_offset(points, [&](double east, double south) {
        use(u + east * line.du + south * line.du_down, v + east * line.dv + south * line.dv_down);
    });
}

} // namespace peaksite
