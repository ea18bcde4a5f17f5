#include "engine/desk.hpp"

namespace peaksite {

void WindowList::add(int raster, const RasterInfo& info, const Window& window)
{
    const auto inside = intersection(window, info.window());
    if (inside.empty()) return;
    auto [found, added] = m_windows.try_emplace(raster, inside);
    if (!added) found->second = united(found->second, inside);
}

Desk::Desk(std::span<const Raster> rasters, BlockCache& cache)
    : m_rasters(rasters), m_cache(cache), m_sources(rasters.size()), m_held(rasters.size())
{}

void Desk::hold(const WindowList& wanted)
{
    ++m_round;
    // First what nobody has begun, then wait for what others are at.
    for (const auto& [raster, window] : wanted.windows()) {
        const auto at = static_cast<std::size_t>(raster);
        if (m_sources[at] == nullptr) m_sources[at] = m_rasters[at].open();
        m_cache.decode(raster, window, *m_sources[at]);
    }
    for (const auto& [raster, window] : wanted.windows()) {
        const auto at = static_cast<std::size_t>(raster);
        m_held[at] = {.holding = true,
                      .window = window,
                      .blocks = BlockCache::blocks(info(raster), window),
                      .cells = m_cache.hold(raster, window, *m_sources[at])};
    }
}

void Desk::release()
{
    for (std::size_t raster = 0; raster < m_held.size(); ++raster) {
        if (!m_held[raster].holding) continue;
        m_cache.release(static_cast<int>(raster), m_held[raster].window);
        m_held[raster] = {};
    }
}

} // namespace peaksite
