#pragma once

#include "io/files/gdal.hpp"
#include "io/raster/tiff_blocks.hpp"

namespace peaksite {

/// One band of a file whose blocks are read one by one, without GDAL where that is possible. Takes one open file at a
/// time. Used by one worker.
class BlockFile {
public:
    /// Opens the file; see open_part. Throws InputError naming it.
    BlockFile(std::string path, std::string text, int band);

    /// Fills `cells` with block `row`, `col` of blocks. False where it cannot be read: last_gdal_error says why.
    bool read_block(int row, int col, std::byte* cells);
    /// The file as GDAL opens it.
    GDALDataset& dataset();

private:
    std::string m_path, m_text;
    int m_band;
    Dataset m_dataset;                    // not while blocks are read without it
    std::unique_ptr<TiffBlocks> m_blocks; // the other way round
    bool m_tried = false;                 // whether blocks can be read without GDAL
};

} // namespace peaksite
