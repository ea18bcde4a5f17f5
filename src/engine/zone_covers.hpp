#pragma once

#include "engine/pass.hpp"

#include <atomic>
#include <memory>
#include <mutex>

namespace peaksite {

/// Coverage of the zones of a pass: computed by the first worker that needs it, kept until the last tile of the zone is
/// done.
class ZoneCovers {
public:
    explicit ZoneCovers(const Pass& pass);

    /// Zones that may touch a tile, by number.
    const std::vector<int>& zones(int tile) const { return m_by_tile[static_cast<std::size_t>(tile)]; }
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
    std::vector<std::vector<int>> m_by_tile;
};

} // namespace peaksite
