#pragma once

#include "engine/raster.hpp"

namespace peaksite {

/// What a raster file says of itself beyond its cells.
struct RasterFile {
    Raster raster;                 ///< the band asked for
    bool has_crs = false;
    std::string assumed_crs{}; ///< taken for a NetCDF file over longitude and latitude that names none
    int bands = 0;
    std::optional<double> scale;   ///< as the file states them
    std::optional<double> offset;
    std::string unit;              ///< empty when not stated
    std::vector<std::string> files; ///< all that it is read from: parts of a mosaic, sources of a VRT, side files
    bool masked = false;           ///< the file has a mask band of its own, which is not read
};

/// Looks at a band of a raster file without reading cells. `crs` overrides what the file says. Throws InputError naming the
/// file: not there, not a raster, band missing, complex cells, no position, no or unknown coordinate system.
RasterFile look_at_raster(const std::string& path, int band, const std::optional<std::string>& crs);

} // namespace peaksite
