#pragma once

#include <string>

namespace peaksite {

/// Refuses a virtual raster (VRT) that takes raw bytes of a file for cells, itself or through the virtual rasters it names:
/// such a text could turn any file of the system into numbers. Other files pass. Throws InputError.
void refuse_raw_bytes(const std::string& path);

} // namespace peaksite
