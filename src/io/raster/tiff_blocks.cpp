#include "io/raster/tiff_blocks.hpp"

#include "base/error.hpp"
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

namespace {

// A number of a list in the file; 0 where it cannot be read.
std::uint64_t number_at(int file, const TiffLayout::Numbers& list, std::uint64_t i)
{
    std::uint64_t out = 0; // the first byte is the lowest, else there is no layout
    const auto place = static_cast<off_t>(list.position + i * list.width);
    return pread(file, &out, list.width, place) == static_cast<ssize_t>(list.width) ? out : 0;
}

} // namespace

BandShape shape_now(GDALDataset& dataset, int band)
{
    BandShape out;
    if (band > dataset.GetRasterCount()) return out;
    auto& one = *dataset.GetRasterBand(band);
    out.rows = dataset.GetRasterYSize();
    out.cols = dataset.GetRasterXSize();
    one.GetBlockSize(&out.block_cols, &out.block_rows);
    const auto type = one.GetRasterDataType();
    out.cell_bytes = static_cast<std::size_t>(GDALGetDataTypeSizeBytes(type));
    out.is_float = type == GDT_Float32 || type == GDT_Float64;
    return out;
}

TiffFile::~TiffFile()
{
    if (descriptor >= 0) close(descriptor);
}

std::shared_ptr<const TiffFile> TiffFile::open(const std::string& path, GDALDataset& dataset, int band)
{
    if (dataset.GetDriverName() != std::string_view{"GTiff"} || dataset.GetDescription() != path) return {};
    auto out = std::make_shared<TiffFile>();
    out->descriptor = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
    if (out->descriptor < 0) return {};
    auto layout =
        tiff_layout(out->descriptor, {.number = band, .of = dataset.GetRasterCount()}, shape_now(dataset, band));
    if (!layout) return {};
    out->layout = *layout;
    return out;
}

std::shared_ptr<const TiffFile> SharedTiff::open(const std::string& path, GDALDataset& dataset, int band)
{
    const std::lock_guard lock{m_mutex};
    auto file = m_file.lock();
    if (!file) file = TiffFile::open(path, dataset, band);
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
    const auto& shape = m_layout.shape;
    if (row < 0 || col < 0 || row >= shape.blocks_down() || col >= shape.blocks_across()) return false;
    const auto rows = static_cast<std::size_t>(
        m_layout.tiled ? shape.block_rows : std::min(shape.block_rows, shape.rows - row * shape.block_rows));
    const auto block = static_cast<std::uint64_t>(row) * static_cast<std::uint64_t>(shape.blocks_across()) +
                       static_cast<std::uint64_t>(col);
    if (!decode(block, cells, rows * static_cast<std::size_t>(shape.block_cols) * shape.cell_bytes)) return false;
    undo_predictor(cells, rows);
    return true;
}

bool TiffBlocks::decode(std::uint64_t block, std::byte* cells, std::size_t bytes)
{
    using Compression = TiffLayout::Compression;
    const int file = m_file->descriptor;
    const auto offset = number_at(file, m_layout.offsets, block);
    if (offset == 0) return false; // not in the file
    const auto taken = number_at(file, m_layout.byte_counts, block);
    const auto fetch = [&](std::byte* to, std::size_t n) {
        return pread(file, to, n, static_cast<off_t>(offset)) == static_cast<ssize_t>(n);
    };
    if (m_layout.compression == Compression::none) return taken == bytes && fetch(cells, bytes);
    const auto most = bytes + bytes / 2 + 4096; // what a block that cannot be made smaller takes
    if (taken == 0 || taken > most) return false;
    auto& packed = m_tools->packed;
    packed.resize(std::max(packed.size(), static_cast<std::size_t>(taken)));
    if (!fetch(packed.data(), taken)) return false;
    if (m_layout.compression == Compression::zstd)
        return ZSTD_decompressDCtx(m_tools->zstd.get(), cells, bytes, packed.data(), taken) == bytes;
    return libdeflate_zlib_decompress(m_tools->deflate.get(), packed.data(), taken, cells, bytes, nullptr) ==
           LIBDEFLATE_SUCCESS;
}

void TiffBlocks::undo_predictor(std::byte* cells, std::size_t rows)
{
    if (m_layout.predictor == TiffLayout::Predictor::none) return;
    const auto cols = static_cast<std::size_t>(m_layout.shape.block_cols), bytes = m_layout.shape.cell_bytes;
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
