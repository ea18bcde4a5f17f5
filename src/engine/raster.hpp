#pragma once

#include "base/raw_number.hpp"
#include "geo/mesh.hpp"

#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>

namespace peaksite {

/// How a raster keeps its cells.
enum class PixelType : std::uint8_t { u8, i8, u16, i16, u32, i32, i64, u64, f32, f64 };

std::size_t bytes_of(PixelType type);
bool is_whole(PixelType type);

/// What is known of one band of a raster before its cells are read.
struct RasterInfo {
    std::string name; ///< for messages: file, and band if not the first
    int rows = 0;
    int cols = 0;
    int block_rows = 1; ///< decoded together
    int block_cols = 1;
    PixelType type = PixelType::f32;
    Affine position;
    Fills nodata;                 ///< what its files declare, or their format implies
    std::optional<RawNumber> gap; ///< what its source puts where no file has a cell, or a mask hides it

    int blocks_across() const { return (cols + block_cols - 1) / block_cols; }
    std::size_t block_bytes() const
    {
        return static_cast<std::size_t>(block_rows) * static_cast<std::size_t>(block_cols) * bytes_of(type);
    }
    Window window() const { return {.row = Row{0}, .col = Col{0}, .rows = rows, .cols = cols}; }
    bool operator==(const RasterInfo&) const = default;
};

/// Decodes blocks of one band: a file, or something made up in a test. Used by one worker.
class LayerSource {
public:
    LayerSource() = default;
    LayerSource(const LayerSource&) = delete;
    LayerSource& operator=(const LayerSource&) = delete;
    virtual ~LayerSource() = default;

    /// Fills `cells` (block_bytes) with block `row`, `col` of blocks; cells beyond the raster may hold anything.
    /// Throws InputError naming file and block.
    virtual void read_block(int row, int col, std::byte* cells) = 0;
};

/// A raster as the engine takes it: what is known of it, and how a worker opens it for itself.
struct Raster {
    RasterInfo info;
    Crs crs;
    std::function<std::unique_ptr<LayerSource>()> open;
};

} // namespace peaksite
