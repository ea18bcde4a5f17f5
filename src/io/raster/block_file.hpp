#pragma once

#include "engine/raster.hpp"
#include "io/files/gdal.hpp"
#include "io/raster/tiff_blocks.hpp"

#include <optional>

namespace peaksite {

/// One band of a file whose blocks are read one by one, without GDAL where that is possible. Used by one worker.
class BlockFile {
public:
    /// `expected`: what was seen of the band when it was looked at. Throws InputError naming the file where it cannot
    /// be opened, or has another size, blocks or type now.
    BlockFile(const std::string& path, const std::string& text, const BandShape& expected, SharedTiff& shared);

    /// Fills `cells` with block `row`, `col` of blocks. False where it cannot be read: last_gdal_error says why.
    bool read_block(int row, int col, std::byte* cells);
    /// The file as GDAL opened it.
    GDALDataset& dataset() { return *m_dataset; }

private:
    int m_band;
    Dataset m_dataset;
    std::optional<TiffBlocks> m_blocks; // nothing: GDAL reads
};

struct BlockSize {
    int rows = 1, cols = 1;
};
/// Of band `number` of a file with the cells of `window`.
BandShape band_shape(int number, const Window& window, BlockSize block, PixelType type);

} // namespace peaksite
