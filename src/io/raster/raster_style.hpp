#pragma once

#include "io/raster/raster_writer.hpp"

class GDALRasterBand;

namespace peaksite {

/// Colour table, category names, description and unit of a band.
void describe_raster(GDALRasterBand& band, const RasterStyle& style);

/// The QGIS style beside a raster: `path` with the ending .qml. Only for states, whose classes need names.
void write_qml(const std::filesystem::path& path, const RasterStyle& style);

} // namespace peaksite
