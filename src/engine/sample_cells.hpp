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

/// A cell of the raster; beyond the window it is missing.
template <class T>
T cell_at(const Patch<T>& patch, int col, int row)
{
    const auto c = col - patch.window.col.value, r = row - patch.window.row.value;
    if (c < 0 || r < 0 || c >= patch.window.cols || r >= patch.window.rows) return patch.missing;
    return patch.rows[static_cast<std::size_t>(r)][c];
}

} // namespace peaksite
