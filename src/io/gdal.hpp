#pragma once

#include "base/error.hpp"

#include <memory>
#include <string>

class GDALDataset;

namespace peaksite {

/// Prepares GDAL once for the process: only the formats the program reads and writes are registered (a VRT cannot reach
/// others), and the network file systems are shut unless `network`. Calling it again changes nothing.
void prepare_gdal(bool network = false);

struct CloseDataset {
    void operator()(GDALDataset* dataset) const;
};
using Dataset = std::unique_ptr<GDALDataset, CloseDataset>;

enum class DatasetKind { raster, vector };

/// Opens a file for reading. Throws InputError naming the file: not there, not readable, not of a known format.
Dataset open_dataset(const std::string& path, DatasetKind kind);

/// What GDAL last said was wrong, without the path it repeats; empty when it said nothing. Clears it.
std::string last_gdal_error();

} // namespace peaksite
