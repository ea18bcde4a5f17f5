#include "engine/block_cache.hpp"

#include <algorithm>
#include <cassert>

namespace peaksite {

BlockCache::BlockCache(std::span<const Raster> rasters)
{
    for (const auto& raster : rasters) {
        auto& shelf = m_shelves.emplace_back();
        shelf.info = raster.info;
    }
}

Window BlockCache::blocks(const RasterInfo& info, const Window& window)
{
    const auto inside = intersection(window, info.window());
    if (inside.empty()) return {};
    const int top = inside.row.value / info.block_rows, left = inside.col.value / info.block_cols;
    return {.row = Row{top},
            .col = Col{left},
            .rows = (inside.row_end().value - 1) / info.block_rows - top + 1,
            .cols = (inside.col_end().value - 1) / info.block_cols - left + 1};
}

void BlockCache::expect(int raster, const Window& window)
{
    auto& shelf = m_shelves[static_cast<std::size_t>(raster)];
    const auto wanted = blocks(shelf.info, window);
    const std::lock_guard lock{m_mutex};
    for (int row = wanted.row.value; row < wanted.row_end().value; ++row)
        for (int col = wanted.col.value; col < wanted.col_end().value; ++col)
            ++shelf.blocks[number(shelf, row, col)].uses;
}

std::unique_ptr<std::byte[]> BlockCache::buffer(Shelf& shelf)
{
    if (shelf.spare.empty()) {
        auto out = std::make_unique_for_overwrite<std::byte[]>(shelf.info.block_bytes());
        m_bytes += shelf.info.block_bytes();
        return out;
    }
    auto out = std::move(shelf.spare.back());
    shelf.spare.pop_back();
    return out;
}

const std::byte* BlockCache::present(Shelf& shelf, int row, int col, LayerSource& source, bool wait)
{
    auto& one = block(shelf, row, col);
    {
        std::unique_lock lock{m_mutex};
        if (wait) m_changed.wait(lock, [&] { return one.state != State::decoding; });
        if (one.state == State::present) return one.cells.get();
        if (one.state == State::decoding) return nullptr;
        if (one.cells == nullptr) one.cells = buffer(shelf);
        one.state = State::decoding;
    }
    // Marked as being decoded: nobody else touches its cells.
    const auto finish = [&](State state) {
        const std::lock_guard lock{m_mutex};
        one.state = state;
        m_changed.notify_all();
    };
    try {
        source.read_block(row, col, one.cells.get());
    } catch (...) {
        finish(State::absent);
        throw;
    }
    finish(State::present);
    return one.cells.get();
}

void BlockCache::decode(int raster, const Window& window, LayerSource& source)
{
    auto& shelf = m_shelves[static_cast<std::size_t>(raster)];
    const auto wanted = blocks(shelf.info, window);
    for (int row = wanted.row.value; row < wanted.row_end().value; ++row)
        for (int col = wanted.col.value; col < wanted.col_end().value; ++col) present(shelf, row, col, source, false);
}

std::vector<const std::byte*> BlockCache::hold(int raster, const Window& window, LayerSource& source)
{
    auto& shelf = m_shelves[static_cast<std::size_t>(raster)];
    const auto wanted = blocks(shelf.info, window);
    std::vector<const std::byte*> out;
    for (int row = wanted.row.value; row < wanted.row_end().value; ++row)
        for (int col = wanted.col.value; col < wanted.col_end().value; ++col)
            out.push_back(present(shelf, row, col, source, true));
    return out;
}

void BlockCache::release(int raster, const Window& window)
{
    auto& shelf = m_shelves[static_cast<std::size_t>(raster)];
    const auto wanted = blocks(shelf.info, window);
    const std::lock_guard lock{m_mutex};
    for (int row = wanted.row.value; row < wanted.row_end().value; ++row)
        for (int col = wanted.col.value; col < wanted.col_end().value; ++col) {
            auto& one = block(shelf, row, col);
            assert(one.uses > 0);
            if (--one.uses > 0 || one.state != State::present) continue;
            one.state = State::absent;
            shelf.spare.push_back(std::move(one.cells));
        }
}

} // namespace peaksite
