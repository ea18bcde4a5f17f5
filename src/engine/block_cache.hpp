#pragma once

#include "engine/raster.hpp"

#include <condition_variable>
#include <mutex>
#include <span>
#include <unordered_map>
#include <vector>

namespace peaksite {

/// Decoded blocks of all rasters of a pass, shared by all workers, so that a block that several tiles need is decoded
/// once. Every block knows how many tiles will still ask for it and is given back when the last one is done.
class BlockCache {
public:
    explicit BlockCache(std::span<const Raster> rasters);

    /// Says that one more tile will hold the blocks of `window` (cells of raster `raster`); all workers at once may.
    /// Before any `decode` or `hold`.
    void expect(int raster, const Window& window);

    /// Decodes with `source` those blocks of the window that nobody has begun. Every `decode` answers one `expect` and
    /// is followed by `hold` and `release` of the same window. Throws what `source` throws; the block then stays
    /// absent.
    void decode(int raster, const Window& window, LayerSource& source);
    /// Waits for the blocks of the window and returns them row by row; takes over those whose worker failed.
    std::vector<const std::byte*> hold(int raster, const Window& window, LayerSource& source);
    void release(int raster, const Window& window);

    /// Blocks that hold the window: rows and columns of blocks.
    static Window blocks(const RasterInfo& info, const Window& window);

    /// Bytes taken for blocks; given-back ones are kept for the next.
    std::size_t bytes() const { return m_bytes; }

private:
    enum class State : std::uint8_t { absent, decoding, present };
    struct Block {
        State state = State::absent;
        int uses = 0;
        std::unique_ptr<std::byte[]> cells;
    };
    struct Shelf {
        RasterInfo info;
        std::unordered_map<std::int64_t, Block> blocks; // those that are expected, whatever the size of the raster
        std::vector<std::unique_ptr<std::byte[]>> spare;
    };
    static std::int64_t number(const Shelf& shelf, int row, int col)
    {
        return std::int64_t{row} * shelf.info.blocks_across() + col;
    }
    static Block& block(Shelf& shelf, int row, int col) { return shelf.blocks.at(number(shelf, row, col)); }
    /// The cells of the block, decoded if nobody else does; nothing if another worker is at it and `wait` is false.
    const std::byte* present(Shelf& shelf, int row, int col, LayerSource& source, bool wait);
    std::unique_ptr<std::byte[]> buffer(Shelf& shelf);

    std::vector<Shelf> m_shelves;
    std::mutex m_mutex;
    std::condition_variable m_changed;
    std::size_t m_bytes = 0;
};

} // namespace peaksite
