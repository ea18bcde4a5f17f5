#pragma once

#include "engine/raster.hpp"

namespace peaksite {

/// What a raster covers of its plane.
Box box_of(const RasterInfo& info);

} // namespace peaksite
