#include "model/emissions/facilities.hpp"

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

Assignment assignment_at(Point at, const std::vector<Prepared>& prepared, const ZoneSet& zones)
{
    Assignment out;
    std::optional<std::size_t> smallest;
    for (const auto& zone : prepared) {
        if (!covers(zone.box, at)) continue;
        const auto where = zone.index.locate(at);
        if (where == Location::inside) out.zones.push_back(zone.zone);
        if (where == Location::boundary && (!smallest || zones.zones[zone.zone].key < zones.zones[*smallest].key))
            smallest = zone.zone;
    }
    out.on_boundary = smallest.has_value();
    if (smallest) out.zones.push_back(*smallest);
    std::ranges::sort(out.zones);
    return out;
}

} // namespace

Assignments::Assignments(const std::vector<Assignment>& all)
{
    for (const auto& one : all) add(one);
}

void Assignments::add(const Assignment& one)
{
    for (const auto zone : one.zones) m_zones.push_back(static_cast<std::uint32_t>(zone));
    m_ends.push_back(static_cast<std::uint32_t>(m_zones.size()));
    m_on_boundary.push_back(one.on_boundary);
}

std::span<const std::uint32_t> Assignments::zones(std::size_t facility) const
{
    const std::size_t begin = facility == 0 ? 0 : m_ends[facility - 1];
    return std::span{m_zones}.subspan(begin, m_ends[facility] - begin);
}

Assignment Assignments::operator[](std::size_t facility) const
{
    const auto all = zones(facility);
    return {.zones = {all.begin(), all.end()}, .on_boundary = on_boundary(facility)};
}

bool PlacedList::outside_all(std::size_t facility) const
{
    return std::ranges::all_of(by_set, [&](const Assignments& set) { return set.zones(facility).empty(); });
}

bool PlacedList::on_boundary(std::size_t facility) const
{
    return std::ranges::any_of(by_set, [&](const Assignments& set) { return set.on_boundary(facility); });
}

std::string_view PlacedList::standing(std::size_t facility) const
{
    if (!list.facilities[facility].place) return "no position";
    if (outside_all(facility)) return "outside every zone";
    return on_boundary(facility) ? "on a boundary" : "inside";
}

Assignments assign(const FacilityList& list, const ZoneSet& zones)
{
    const auto prepared = prepare(zones);
    const Transform to_zones{list.crs, zones.crs};
    Assignments out;
    for (const auto& facility : list.facilities) {
        const auto at = facility.place ? to_zones.forward(*facility.place) : std::nullopt;
        out.add(at ? assignment_at(*at, prepared, zones) : Assignment{});
    }
    return out;
}

std::map<std::size_t, std::map<std::string, SectorSum>> emissions_by_zone(const FacilityList& list,
                                                                          const Assignments& assignments)
{
    struct Exact {
        ExactSum emission, capacity;
        bool any_emission = false, any_capacity = false;
    };
    std::map<std::size_t, std::map<std::string, SectorSum>> out;
    std::map<std::pair<std::size_t, std::string>, Exact> sums;
    for (std::size_t i = 0; i < assignments.size(); ++i)
        for (const auto zone : assignments.zones(i)) {
            const auto& facility = list.facilities[i];
            auto& sum = out[zone][facility.sector];
            auto& exact = sums[{zone, facility.sector}];
            ++sum.facilities;
            exact.any_emission = exact.any_emission || facility.emission;
            exact.any_capacity = exact.any_capacity || facility.capacity;
            exact.emission.add(facility.emission.value_or(0));
            exact.capacity.add(facility.capacity.value_or(0));
            if (!facility.emission) ++sum.without_emission;
            if (!facility.capacity) ++sum.without_capacity;
        }
    for (const auto& [at, exact] : sums) {
        auto& sum = out[at.first][at.second];
        if (exact.any_emission) sum.emission = exact.emission.value();
        if (exact.any_capacity) sum.capacity = exact.capacity.value();
    }
    return out;
}

} // namespace peaksite
