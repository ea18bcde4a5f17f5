#include "io/raster/block_file.hpp"

#include "io/raster/raster_part.hpp"

#include <gdal_priv.h>

namespace peaksite {

BlockFile::BlockFile(std::string path, std::string text, int band)
    : m_path(std::move(path)), m_text(std::move(text)), m_band(band), m_dataset(open_part(m_path, m_text))
{}

bool BlockFile::read_block(int row, int col, std::byte* cells)
{
    if (!m_tried) {
        m_tried = true;
        m_blocks = TiffBlocks::open(m_path, *m_dataset, m_band);
        if (m_blocks) m_dataset.reset();
    }
    if (m_blocks && m_blocks->read(row, col, cells)) return true;
    CPLErrorReset();
    return dataset().GetRasterBand(m_band)->ReadBlock(col, row, cells) == CE_None;
}

GDALDataset& BlockFile::dataset()
{
    m_tried = true; // what needs GDAL once stays with it
    if (!m_dataset) {
        m_blocks.reset();
        m_dataset = open_part(m_path, m_text);
    }
    return *m_dataset;
}

} // namespace peaksite
