#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace peaksite {

/// A band as GDAL sees it, which a file must agree with.
struct BandShape {
    int number = 1; ///< from 1 on
    int bands = 1;
    int rows = 0, cols = 0;
    int block_rows = 0, block_cols = 0;
    std::size_t cell_bytes = 1;
    bool is_float = false;
};

/// Where the blocks of one band lie in a TIFF file, and how to read them without GDAL.
struct TiffLayout {
    enum class Compression : std::uint8_t { none, deflate, zstd };
    enum class Predictor : std::uint8_t { none, differences, split };
    struct Block {
        std::uint64_t offset = 0;
        std::uint64_t bytes = 0; ///< 0: not in the file
    };

    BandShape band;
    bool tiled = false; ///< blocks are whole; else the last strip ends with the raster
    Compression compression = Compression::none;
    Predictor predictor = Predictor::none;
    std::vector<Block> blocks; ///< by row, then column
};

/// Reads the first directory of a TIFF file (TIFF 6.0, BigTIFF) that is open as `file`. Nothing for all that GDAL has
/// to read: other byte orders, compressions, bits per cell or interleavings, and whatever does not fit the band.
std::optional<TiffLayout> tiff_layout(int file, const BandShape& band);

} // namespace peaksite
