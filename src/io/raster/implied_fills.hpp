#pragma once

#include "base/raw_number.hpp"

#include <array>
#include <optional>
#include <string>

class GDALDataset;
class GDALRasterBand;

namespace peaksite {

/// What raw cells without data hold.
struct MissingCells {
    Fills fills;
    std::optional<std::array<double, 2>> valid; ///< raw numbers; others are no data
};

/// All that a file says of missing cells, and what its format implies where it says nothing: the one fill value of the
/// library exactly, `_FillValue`, `missing_value`, `valid_range`, `valid_min` and `valid_max` of NetCDF, -9999 of text
/// and binary grids of Esri that name none.
MissingCells missing_cells(GDALDataset& dataset, GDALRasterBand& band, const std::string& path);

/// Bytes count from -128 to 127; the library before its version 3.7 has no type of its own for them.
bool holds_signed_bytes(GDALRasterBand& band);

} // namespace peaksite
