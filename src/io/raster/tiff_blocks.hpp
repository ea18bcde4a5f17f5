#pragma once

#include "io/raster/tiff_layout.hpp"

#include <memory>
#include <mutex>
#include <string>

class GDALDataset;

namespace peaksite {

/// A band as GDAL sees it now. Throws nothing; a band that is not there has no rows.
BandShape shape_now(GDALDataset& dataset, int band);

/// A GeoTIFF file on disk whose blocks can be read without GDAL, which copies more and undoes predictors cell by
/// cell. Any number of workers may read from it.
struct TiffFile {
    int descriptor = -1;
    TiffLayout layout;

    TiffFile() = default;
    TiffFile(const TiffFile&) = delete;
    TiffFile& operator=(const TiffFile&) = delete;
    ~TiffFile();

    /// Nothing where GDAL has to read the file. `dataset`: the same file, as GDAL opened it.
    static std::shared_ptr<const TiffFile> open(const std::string& path, GDALDataset& dataset, int band);
};

/// A file that all workers of a raster share while any of them has it open.
class SharedTiff {
public:
    /// See TiffFile::open. Whether `path` is still the file that is shared, the caller must ask.
    std::shared_ptr<const TiffFile> open(const std::string& path, GDALDataset& dataset, int band);

private:
    std::mutex m_mutex;
    std::weak_ptr<const TiffFile> m_file;
};

/// Decodes blocks of such a file; used by one worker. What is not plain, or looks damaged, is left to GDAL, so that its
/// answer counts.
class TiffBlocks {
public:
    explicit TiffBlocks(std::shared_ptr<const TiffFile> file);
    TiffBlocks(TiffBlocks&&) noexcept;
    TiffBlocks& operator=(TiffBlocks&&) = delete;
    ~TiffBlocks();

    /// Fills `cells` with block `row`, `col` of blocks, as GDAL's ReadBlock does; cells beyond the raster may hold
    /// anything. False: ask GDAL.
    bool read(int row, int col, std::byte* cells);

private:
    struct Tools;
    bool decode(std::uint64_t block, std::byte* cells, std::size_t bytes);
    void undo_predictor(std::byte* cells, std::size_t rows);

    std::shared_ptr<const TiffFile> m_file;
    const TiffLayout& m_layout;
    std::unique_ptr<Tools> m_tools;
};

} // namespace peaksite
