#include "io/raster/block_file.hpp"

#include "io/raster/raster_part.hpp"

#include <gdal_priv.h>

namespace peaksite {

std::string name_of_band(const std::string& path, int band)
{
    return band == 1 ? path : path + " (band " + std::to_string(band) + ")";
}

BandShape shape_seen(const Window& window, BlockSize block, PixelType type)
{
    return {.rows = window.rows,
            .cols = window.cols,
            .block_rows = block.rows,
            .block_cols = block.cols,
            .cell_bytes = bytes_of(type),
            .is_float = !is_whole(type)};
}

BlockFile::BlockFile(Place place, const BandSeen& seen, SharedTiff* shared)
    : m_place(std::move(place)), m_shape(seen.shape), m_dataset(open_part(m_place.path, m_place.text))
{
    if (shape_now(*m_dataset, m_place.band) != m_shape) refuse_another_file(m_place.path);
    auto file = shared == nullptr ? nullptr : shared->open(m_place.path, *m_dataset, m_place.band);
    seen.files.require_unchanged(); // now that both are open: blocks of two files would be mixed
    if (file) m_blocks.emplace(std::move(file));
}

void BlockFile::read_block(int row, int col, std::byte* cells)
{
    if (m_blocks && m_blocks->read(row, col, cells)) return;
    CPLErrorReset();
    if (m_dataset->GetRasterBand(m_place.band)->ReadBlock(col, row, cells) == CE_None) return;
    const Window block{.row = Row{row * m_shape.block_rows},
                       .col = Col{col * m_shape.block_cols},
                       .rows = m_shape.block_rows,
                       .cols = m_shape.block_cols};
    cannot_be_read(intersection(block, {.row = Row{0}, .col = Col{0}, .rows = m_shape.rows, .cols = m_shape.cols}));
}

void BlockFile::cannot_be_read(const Window& part) const
{
    throw InputError{text("raster '{}' cannot be read at rows {}–{}, columns {}–{}: {}; the file is damaged or cut "
                          "short, copy it again",
                          name_of_band(m_place.path, m_place.band), part.row.value, part.row_end().value - 1,
                          part.col.value, part.col_end().value - 1, last_gdal_error())};
}

} // namespace peaksite
