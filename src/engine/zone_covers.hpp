#pragma once

#include "engine/pass.hpp"

#include <atomic>
#include <memory>
#include <mutex>
#include <span>
#include <unordered_map>

namespace peaksite {

/// Coverage of the zones of a pass: computed by the first worker that needs it, kept until the last tile of the zone is
/// done.
class ZoneCovers {
public:
    /// `tiles`: those that will be done, each once.
    ZoneCovers(const Pass& pass, std::span<const int> tiles);

    /// Zones that may touch a tile, by number.
    const std::vector<int>& zones(int tile) const
    {
        const auto found = m_by_tile.find(tile);
        return found == m_by_tile.end() ? nobody : found->second;
    }
    std::shared_ptr<const Coverage> cover_of(int zone);
    /// One tile of the zone is done.
    void done(int zone);
    /// Whether the zone touches few enough cells to keep all their values. After the first `cover_of`.
    bool few_cells(int zone) const { return m_slots[static_cast<std::size_t>(zone)].few; }

private:
    struct Slot {
        std::once_flag once;
        std::shared_ptr<const Coverage> coverage;
        bool few = false;
        std::atomic<int> tiles{0};
    };
    const Pass& m_pass;
    std::vector<Slot> m_slots;
    std::unordered_map<int, std::vector<int>> m_by_tile; // those that have zones and will be done
    static const std::vector<int> nobody;
};

} // namespace peaksite
