#include "model/facilities.hpp"

#include "base/exact_sum.hpp"
#include "geo/transform.hpp"
#include "geo/validity.hpp"

#include <algorithm>

namespace peaksite {

namespace {

// A zone ready to be asked for points.
struct Prepared {
    std::size_t zone = 0;
    Box box;
    PolygonIndex index;
};

std::vector<Prepared> prepare(const ZoneSet& set)
{
    std::vector<Prepared> out;
    for (std::size_t i = 0; i < set.zones.size(); ++i) {
        const auto box = bounds(set.zones[i].shape);
        if (box && set.zones[i].has_boundary())
            out.push_back({.zone = i, .box = *box, .index = PolygonIndex{set.zones[i].shape}});
    }
    return out;
}

bool covers(const Box& box, Point p)
{
    return p.x >= box.xmin && p.x <= box.xmax && p.y >= box.ymin && p.y <= box.ymax;
}

} // namespace

std::vector<Assignment> assign(const FacilityList& list, const ZoneSet& zones)
{
    const auto prepared = prepare(zones);
    const Transform to_zones{list.crs, zones.crs};
    std::vector<Assignment> out;
    for (std::size_t i = 0; i < list.facilities.size(); ++i) {
        auto& assignment = out.emplace_back();
        assignment.facility = i;
        const auto& place = list.facilities[i].place;
        const auto at = place ? to_zones.forward(*place) : std::nullopt;
        if (!at) continue;
        std::optional<std::size_t> smallest;
        for (const auto& zone : prepared) {
            if (!covers(zone.box, *at)) continue;
            const auto where = zone.index.locate(*at);
            if (where == Place::inside) assignment.zones.push_back(zone.zone);
            if (where == Place::boundary && (!smallest || zones.zones[zone.zone].key < zones.zones[*smallest].key))
                smallest = zone.zone;
        }
        assignment.on_boundary = smallest.has_value();
        if (smallest) assignment.zones.push_back(*smallest);
        std::ranges::sort(assignment.zones);
    }
    return out;
}

std::map<std::size_t, std::map<std::string, SectorSum>> emissions_by_zone(const FacilityList& list,
                                                                          const std::vector<Assignment>& assignments)
{
    struct Exact {
        ExactSum emission, capacity;
        bool any_emission = false, any_capacity = false;
    };
    std::map<std::size_t, std::map<std::string, SectorSum>> out;
    std::map<std::pair<std::size_t, std::string>, Exact> sums;
    for (const auto& assignment : assignments)
        for (const auto zone : assignment.zones) {
            const auto& facility = list.facilities[assignment.facility];
            auto& sum = out[zone][facility.sector];
            auto& exact = sums[{zone, facility.sector}];
            ++sum.facilities;
            exact.any_emission = exact.any_emission || facility.emission;
            exact.any_capacity = exact.any_capacity || facility.capacity;
            exact.emission.add(facility.emission.value_or(0));
            exact.capacity.add(facility.capacity.value_or(0));
            if (!facility.emission) ++sum.without_emission;
        }
    for (const auto& [at, exact] : sums) {
        auto& sum = out[at.first][at.second];
        if (exact.any_emission) sum.emission = exact.emission.value();
        if (exact.any_capacity) sum.capacity = exact.capacity.value();
    }
    return out;
}

} // namespace peaksite
