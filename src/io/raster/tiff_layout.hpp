#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>

namespace peaksite {

/// Size, blocks and cells of a band.
struct BandShape {
    int rows = 0, cols = 0;
    int block_rows = 0, block_cols = 0;
    std::size_t cell_bytes = 1;
    bool is_float = false;
    bool operator==(const BandShape&) const = default;
    int blocks_across() const { return (cols - 1) / block_cols + 1; }
    int blocks_down() const { return (rows - 1) / block_rows + 1; }
};

/// One band among those of a file, counted from 1 on.
struct BandNumber {
    int number = 1;
    int of = 1;
};

/// How to read the blocks of one band of a TIFF file without GDAL. Where they lie stays in the file: tables of large
/// rasters take more memory than all else.
struct TiffLayout {
    enum class Compression : std::uint8_t { none, deflate, zstd };
    enum class Predictor : std::uint8_t { none, differences, split };
    /// Whole numbers of `width` bytes each that stand one after another in the file.
    struct Numbers {
        std::uint64_t position = 0;
        std::size_t width = 4;
    };

    BandShape shape;
    bool tiled = false; ///< blocks are whole; else the last strip ends with the raster
    Compression compression = Compression::none;
    Predictor predictor = Predictor::none;
    Numbers offsets;     ///< of the blocks in the file, by row, then column; 0: not in the file
    Numbers byte_counts; ///< likewise
};

/// Reads the first directory of a TIFF file (TIFF 6.0, BigTIFF) that is open as `file`. Nothing for all that GDAL has
/// to read: other byte orders, compressions, bits per cell or interleavings, and whatever does not fit `shape`, which
/// is how GDAL sees the band.
std::optional<TiffLayout> tiff_layout(int file, const BandNumber& band, const BandShape& shape);

} // namespace peaksite
