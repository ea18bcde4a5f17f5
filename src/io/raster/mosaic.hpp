#pragma once

#include "io/raster/disagreements.hpp"
#include "io/raster/raster_part.hpp"
#include "io/raster/tiff_blocks.hpp"

#include <memory>

namespace peaksite {

/// A file of a mosaic: where its cells lie in the whole, and which of them have data.
struct MosaicTile {
    std::string path, text;
    int band = 1;
    Window window;
    int block_rows = 1, block_cols = 1;
    Fills fills;
    std::optional<std::array<double, 2>> valid;
    bool mask = false;
    int alpha = 0;
    FilesSeen seen{};
    std::shared_ptr<SharedTiff> shared{}; ///< nothing: its blocks are never those of the whole
};

/// A raster made of files on one lattice, without a file of its own. Cells that no file vouches for hold `info.gap`; of
/// files that overlap the later wins where it has data. Its size in memory grows with the number of files by their
/// records alone.
struct Mosaic {
    RasterInfo info;
    PixelType type = PixelType::f32; ///< of the cells of the files; info.type may be roomier
    bool aligned = false;            ///< blocks of the files are blocks of the whole
    std::vector<MosaicTile> tiles;   ///< in the order of the plan
    int bucket_rows = 1, bucket_cols = 1;
    std::vector<std::pair<std::int64_t, int>> buckets; ///< squares of cells and the tiles that touch them, sorted
    std::shared_ptr<Disagreements> disagreements = std::make_shared<Disagreements>(); ///< that readers met

    /// Tiles that touch a window, in the order of the plan.
    std::vector<int> touching(const Window& window) const;
};

/// Fits the parts together. Throws InputError naming two files that do not: another lattice, cell size, cell type,
/// scale, offset, unit or coordinate system.
class MosaicBuilder {
public:
    explicit MosaicBuilder(RasterPart first);
    void add(const RasterPart& part);
    /// `name` is for messages.
    Mosaic finish(const std::string& name);

private:
    void require_alike(const RasterPart& part) const;
    void settle_blocks(Mosaic& out) const;
    void settle_gap(Mosaic& out) const;
    void settle_sharing(Mosaic& out) const;

    RasterPart m_first;
    std::vector<MosaicTile> m_tiles; // windows from the first tile's corner
    bool m_same_blocks = true;
    mutable std::string m_alike_wkt; // the last one that was found to mean the first's system
};

/// Reads cells of a mosaic; at most a few files are open at a time.
std::unique_ptr<LayerSource> open_mosaic(std::shared_ptr<const Mosaic> mosaic);

} // namespace peaksite
