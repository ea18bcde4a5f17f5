#pragma once

#include "base/error.hpp"

#include <memory>
#include <string>
#include <vector>

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
/// `options` are those of the format ("KEY=VALUE").
Dataset open_dataset(const std::string& path, DatasetKind kind, const std::vector<std::string>& options = {});

/// Opens a raster whose sources have been looked at: `text` is the path itself or the text of a virtual raster.
Dataset open_raster_text(const std::string& path, const std::string& text);

/// Throws InputError for what is no file that ends: not there, no right to read it, a pipe, a device; or on the
/// network.
void require_file(const std::string& path);

/// What GDAL last said was wrong, without the path it repeats; empty when it said nothing. Clears it.
std::string last_gdal_error();

} // namespace peaksite
