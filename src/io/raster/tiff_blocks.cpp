#include "io/raster/tiff_blocks.hpp"

#include "io/raster/predictor.hpp"

#include <gdal_priv.h>

#include <fcntl.h>
#include <libdeflate.h>
#include <unistd.h>
#include <zstd.h>

#include <algorithm>
#include <new>

namespace peaksite {

// Decoders and rooms that all blocks share.
struct TiffBlocks::Tools {
    struct Free {
        void operator()(libdeflate_decompressor* one) const { libdeflate_free_decompressor(one); }
        void operator()(ZSTD_DCtx* one) const { ZSTD_freeDCtx(one); }
    };
    std::unique_ptr<libdeflate_decompressor, Free> deflate{libdeflate_alloc_decompressor()};
    std::unique_ptr<ZSTD_DCtx, Free> zstd{ZSTD_createDCtx()};
    std::vector<std::byte> packed, row;
};

BandShape band_of(GDALDataset& dataset, int number)
{
    BandShape out{.number = number, .bands = dataset.GetRasterCount()};
    if (number > out.bands) return out;
    auto& band = *dataset.GetRasterBand(number);
    out.rows = dataset.GetRasterYSize();
    out.cols = dataset.GetRasterXSize();
    band.GetBlockSize(&out.block_cols, &out.block_rows);
    const auto type = band.GetRasterDataType();
    out.cell_bytes = static_cast<std::size_t>(GDALGetDataTypeSizeBytes(type));
    out.is_float = type == GDT_Float32 || type == GDT_Float64;
    return out;
}

TiffFile::~TiffFile()
{
    if (descriptor >= 0) close(descriptor);
}

std::shared_ptr<const TiffFile> TiffFile::open(const std::string& path, GDALDataset& dataset, const BandShape& band)
{
    if (dataset.GetDriverName() != std::string_view{"GTiff"} || dataset.GetDescription() != path) return {};
    auto out = std::make_shared<TiffFile>();
    out->descriptor = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
    if (out->descriptor < 0) return {};
    auto layout = tiff_layout(out->descriptor, band);
    if (!layout) return {};
    out->layout = std::move(*layout);
    return out;
}

std::shared_ptr<const TiffFile> SharedTiff::open(const std::string& path, GDALDataset& dataset, const BandShape& band)
{
    const std::lock_guard lock{m_mutex};
    if (auto file = m_file.lock()) return file;
    auto file = TiffFile::open(path, dataset, band);
    m_file = file;
    return file;
}

TiffBlocks::TiffBlocks(std::shared_ptr<const TiffFile> file)
    : m_file(std::move(file)), m_layout(m_file->layout), m_tools(std::make_unique<Tools>())
{
    if (!m_tools->deflate || !m_tools->zstd) throw std::bad_alloc{};
}

TiffBlocks::TiffBlocks(TiffBlocks&&) noexcept = default;
TiffBlocks::~TiffBlocks() = default;

bool TiffBlocks::read(int row, int col, std::byte* cells)
{
    const auto& band = m_layout.band;
    const int across = (band.cols + band.block_cols - 1) / band.block_cols,
              down = (band.rows + band.block_rows - 1) / band.block_rows;
    if (row < 0 || col < 0 || row >= down || col >= across) return false;
    const auto& block =
        m_layout
            .blocks[static_cast<std::size_t>(row) * static_cast<std::size_t>(across) + static_cast<std::size_t>(col)];
    const auto rows = static_cast<std::size_t>(
        m_layout.tiled ? band.block_rows : std::min(band.block_rows, band.rows - row * band.block_rows));
    if (!decode(block, cells, rows * static_cast<std::size_t>(band.block_cols) * band.cell_bytes)) return false;
    undo_predictor(cells, rows);
    return true;
}

bool TiffBlocks::decode(const TiffLayout::Block& block, std::byte* cells, std::size_t bytes)
{
    using Compression = TiffLayout::Compression;
    const auto fetch = [&](std::byte* to, std::size_t n) {
        return pread(m_file->descriptor, to, n, static_cast<off_t>(block.offset)) == static_cast<ssize_t>(n);
    };
    if (m_layout.compression == Compression::none) return block.bytes == bytes && fetch(cells, bytes);
    const auto most = bytes + bytes / 2 + 4096; // what a block that cannot be made smaller takes
    if (block.bytes == 0 || block.bytes > most) return false;
    auto& packed = m_tools->packed;
    packed.resize(std::max(packed.size(), static_cast<std::size_t>(block.bytes)));
    if (!fetch(packed.data(), block.bytes)) return false;
    if (m_layout.compression == Compression::zstd)
        return ZSTD_decompressDCtx(m_tools->zstd.get(), cells, bytes, packed.data(), block.bytes) == bytes;
    return libdeflate_zlib_decompress(m_tools->deflate.get(), packed.data(), block.bytes, cells, bytes, nullptr) ==
           LIBDEFLATE_SUCCESS;
}

void TiffBlocks::undo_predictor(std::byte* cells, std::size_t rows)
{
    if (m_layout.predictor == TiffLayout::Predictor::none) return;
    const auto cols = static_cast<std::size_t>(m_layout.band.block_cols), bytes = m_layout.band.cell_bytes;
    m_tools->row.resize(cols * bytes);
    for (std::size_t row = 0; row < rows; ++row) {
        auto* at = cells + row * cols * bytes;
        if (m_layout.predictor == TiffLayout::Predictor::differences)
            undo_differences(at, cols, bytes);
        else
            undo_split(at, cols, bytes, m_tools->row.data());
    }
}

} // namespace peaksite
