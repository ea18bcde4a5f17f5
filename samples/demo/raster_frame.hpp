#pragma once

#include "plane.hpp"

#include <gdal.h>

#include <filesystem>
#include <functional>
#include <optional>
#include <string>

namespace demo {

/// Cells of a raster in a coordinate system, north up.
struct Frame {
    std::string crs;
    double left = 0, top = 0, step = 0;
    int columns = 0, rows = 0;
};

/// The cells of this size that cover the province and its rim, on multiples of the size.
Frame covering(const std::string& crs, double step);

struct RasterFileTo {
    std::filesystem::path path;
    GDALDataType type = GDT_Byte;
    double nodata = 0;
    std::optional<double> scale = {};
    std::string unit = {};
};

/// Writes a compressed GeoTIFF of the value at the middle of every cell; no data outside the rim.
void write_raster(const RasterFileTo& file, const Frame& frame, const std::function<double(Place)>& value);

} // namespace demo
