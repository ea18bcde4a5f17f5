#include "io/raster/block_file.hpp"

#include "io/raster/raster_part.hpp"

#include <gdal_priv.h>

namespace peaksite {

namespace {

bool alike(const BandShape& a, const BandShape& b)
{
    return a.rows == b.rows && a.cols == b.cols && a.block_rows == b.block_rows && a.block_cols == b.block_cols &&
           a.cell_bytes == b.cell_bytes && a.is_float == b.is_float;
}

} // namespace

BandShape band_shape(int number, const Window& window, BlockSize block, PixelType type)
{
    return {.number = number,
            .bands = number,
            .rows = window.rows,
            .cols = window.cols,
            .block_rows = block.rows,
            .block_cols = block.cols,
            .cell_bytes = bytes_of(type),
            .is_float = !is_whole(type)};
}

BlockFile::BlockFile(const std::string& path, const std::string& text, const BandShape& expected, SharedTiff& shared)
    : m_band(expected.number), m_dataset(open_part(path, text))
{
    const auto band = band_of(*m_dataset, m_band);
    if (!alike(band, expected))
        throw InputError{peaksite::text("raster '{}' is another one than when the work began: its size, blocks or type "
                                        "changed; begin again",
                                        path)};
    if (auto file = shared.open(path, *m_dataset, band); file && alike(file->layout.band, expected))
        m_blocks.emplace(std::move(file));
}

bool BlockFile::read_block(int row, int col, std::byte* cells)
{
    if (m_blocks && m_blocks->read(row, col, cells)) return true;
    CPLErrorReset();
    return m_dataset->GetRasterBand(m_band)->ReadBlock(col, row, cells) == CE_None;
}

} // namespace peaksite
