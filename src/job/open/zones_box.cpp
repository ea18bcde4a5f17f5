#include "job/open/zones_box.hpp"

#include "base/error.hpp"
#include "geo/areas.hpp"

namespace peaksite {

std::optional<Box> box_of_zones(const OpenPlan& open)
{
    std::optional<Box> all;
    for (const auto& set : open.sets) {
        std::optional<Box> box;
        for (const auto& zone : set.zones)
            if (const auto one = bounds(zone.shape)) box = box ? united(*box, *one) : *one;
        if (!box) continue;
        try {
            const auto degrees = longitude_latitude_box(set.crs, *box);
            all = all ? united(*all, degrees) : degrees;
        } catch (const InputError&) {
            continue; // build_grid says so
        }
    }
    return all;
}

} // namespace peaksite
