#pragma once

#include "engine/block_cache.hpp"

#include <map>
#include <vector>

namespace peaksite {

/// Collects which windows of which rasters a tile needs; windows of one raster are united.
class WindowList {
public:
    /// Windows in cells of the raster; what lies beyond it is cut off.
    void add(int raster, const RasterInfo& info, const Window& window);
    const std::map<int, Window>& windows() const { return m_windows; }
    void clear() { m_windows.clear(); }

private:
    std::map<int, Window> m_windows;
};

/// What one worker has on its desk: its own open rasters, and the decoded blocks of the tile it works on.
class Desk {
public:
    Desk(std::span<const Raster> rasters, BlockCache& cache);
    Desk(const Desk&) = delete;
    Desk& operator=(const Desk&) = delete;
    ~Desk() { release(); }

    void hold(const WindowList& wanted);
    void release();
    /// How often `hold` was called: changes with every tile.
    int round() const { return m_round; }

    const RasterInfo& info(int raster) const { return m_rasters[static_cast<std::size_t>(raster)].info; }

    /// Calls use(cells, count, first) for the stretches of a held row that lie in one block; `first` is their first
    /// column. Columns [begin, end) and the row must lie in the held window.
    template <class Use>
    void each_stretch(int raster, int row, int begin, int end, Use use) const
    {
        const auto& held = m_held[static_cast<std::size_t>(raster)];
        const auto& in = info(raster);
        const std::size_t bytes = bytes_of(in.type);
        const int block_row = row / in.block_rows - held.blocks.row.value;
        for (int col = begin; col < end;) {
            const int block_col = col / in.block_cols, stop = std::min(end, (block_col + 1) * in.block_cols);
            const auto* cells =
                held.cells[static_cast<std::size_t>(block_row * held.blocks.cols + block_col - held.blocks.col.value)];
            const auto at = static_cast<std::size_t>(row % in.block_rows) * static_cast<std::size_t>(in.block_cols) +
                            static_cast<std::size_t>(col - block_col * in.block_cols);
            use(cells + at * bytes, stop - col, col);
            col = stop;
        }
    }

private:
    struct Held {
        bool holding = false;
        Window window; // cells
        Window blocks;
        std::vector<const std::byte*> cells;
    };
    std::span<const Raster> m_rasters;
    BlockCache& m_cache;
    std::vector<std::unique_ptr<LayerSource>> m_sources;
    std::vector<Held> m_held;
    int m_round = 0;
};

} // namespace peaksite
