#pragma once

#include "engine/raster.hpp"
#include "io/files/files_seen.hpp"
#include "io/files/gdal.hpp"
#include "io/raster/tiff_blocks.hpp"

#include <optional>

namespace peaksite {

/// A band of a file as messages call it.
std::string name_of_band(const std::string& path, int band);

/// Size of the blocks of a band.
struct BlockSize {
    int rows = 1, cols = 1;
};
/// What a band with the cells of `window` was seen to be.
BandShape shape_seen(const Window& window, BlockSize block, PixelType type);

/// A band, and the files it is read from, when it was looked at.
struct BandSeen {
    BandShape shape;
    FilesSeen files{};
};

/// One band of a file, as GDAL opened it. Used by one worker. Blocks are read one by one, without GDAL where that is
/// possible.
class BlockFile {
public:
    struct Place {
        std::string path;
        std::string text; ///< what is opened: the path, or the text of a virtual raster
        int band = 1;
    };
    /// `shared`: what the workers of the raster share; nothing where `read_block` will never be asked. Throws
    /// InputError naming the file where it cannot be opened, or is another one than was seen; once opened it is read to
    /// its end as it was, unless it is written into.
    BlockFile(Place place, const BandSeen& seen, SharedTiff* shared);

    /// Fills `cells` with block `row`, `col` of blocks. Throws InputError naming its rows and columns.
    void read_block(int row, int col, std::byte* cells);
    GDALDataset& dataset() { return *m_dataset; }
    /// Throws InputError: these cells of the file, and what GDAL last said.
    [[noreturn]] void cannot_be_read(const Window& part) const;

private:
    Place m_place;
    BandShape m_shape;
    Dataset m_dataset;
    std::optional<TiffBlocks> m_blocks; // nothing: GDAL reads
};

} // namespace peaksite
