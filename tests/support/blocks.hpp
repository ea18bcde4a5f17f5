#pragma once

#include "engine/raster.hpp"

namespace peaksite {

/// Rows of blocks of a raster.
inline int blocks_down(const RasterInfo& info) { return (info.rows + info.block_rows - 1) / info.block_rows; }

} // namespace peaksite
