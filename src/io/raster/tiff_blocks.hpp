#pragma once

#include "io/raster/tiff_layout.hpp"

#include <memory>
#include <string>

class GDALDataset;

namespace peaksite {

/// Decodes blocks of a local GeoTIFF without GDAL, which copies and undoes predictors at half of the speed. All that is
/// not plain, or looks damaged, is left to GDAL, so that its answer counts. Used by one worker.
class TiffBlocks {
public:
    /// Nothing where GDAL has to read the file. `dataset`: the same file, as GDAL opened it.
    static std::unique_ptr<TiffBlocks> open(const std::string& path, GDALDataset& dataset, int band);
    ~TiffBlocks();
    TiffBlocks(const TiffBlocks&) = delete;
    TiffBlocks& operator=(const TiffBlocks&) = delete;

    /// Fills `cells` with block `row`, `col` of blocks, as GDAL's ReadBlock does; cells beyond the raster may hold
    /// anything. False: ask GDAL.
    bool read(int row, int col, std::byte* cells);

private:
    struct Tools;
    explicit TiffBlocks(int file);
    bool decode(const TiffLayout::Block& block, std::byte* cells, std::size_t bytes);
    void undo_predictor(std::byte* cells, std::size_t rows);

    int m_file;
    TiffLayout m_layout;
    std::unique_ptr<Tools> m_tools;
};

} // namespace peaksite
