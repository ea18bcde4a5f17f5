#pragma once

#include "io/raster/tiff_layout.hpp"

#include <memory>
#include <mutex>
#include <optional>
#include <string>

class GDALDataset;

namespace peaksite {

/// A band as GDAL sees it now. Throws nothing; a band that is not there has no rows.
BandShape shape_now(GDALDataset& dataset, int band);

/// What tells a file from another one under the same name.
struct FileIdentity {
    std::uint64_t device = 0, inode = 0;
    std::int64_t size = 0;
    std::int64_t seconds = 0, nanoseconds = 0; ///< when it was last written

    /// Nothing where there is no file.
    static std::optional<FileIdentity> of(const std::string& path);
    static std::optional<FileIdentity> of(int descriptor);
    bool operator==(const FileIdentity&) const = default;
};

/// A GeoTIFF file on disk whose blocks can be read without GDAL, which copies more and undoes predictors cell by
/// cell. Any number of workers may read from it.
struct TiffFile {
    int descriptor = -1;
    FileIdentity identity;
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
    /// See TiffFile::open. `before`: the file at `path` before GDAL opened it. Throws InputError where it is not the
    /// one that is shared, nor the one that was, since blocks of two files would be mixed.
    std::shared_ptr<const TiffFile> open(const std::string& path, GDALDataset& dataset, int band,
                                         const std::optional<FileIdentity>& before);

private:
    std::mutex m_mutex;
    std::weak_ptr<const TiffFile> m_file;
    std::optional<FileIdentity> m_identity; // of the first that was opened
};

/// Says that the file is not the one that was looked at.
[[noreturn]] void refuse_another_file(const std::string& path);

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
