#include "map/text/labels.hpp"

#include "map/text/label_places.hpp"

#include <cairo.h>

#include <algorithm>
#include <numeric>

namespace peaksite {

namespace {

constexpr double halo = 1.1;

// Zones from the largest, ties in their order.
std::vector<std::size_t> by_area(const std::vector<ZoneMosaic::Extent>& extents)
{
    std::vector<std::size_t> out(extents.size());
    std::iota(out.begin(), out.end(), std::size_t{0});
    std::ranges::stable_sort(out, std::greater{}, [&](std::size_t i) { return extents[i].cells; });
    return out;
}

// Labels one map, step by step.
class Labeller {
public:
    Labeller(const std::vector<SheetZone>& zones, const std::vector<ZoneTrace>& traces, const LabelPlaces& places,
             const Typesetter& type)
        : m_zones(zones), m_places(places), m_type(type), m_size(label_size(zones.size())),
          m_order(by_area(places.extents())), m_done(zones.size())
    {
        for (std::size_t i = 0; i < zones.size(); ++i) m_done[i] = traces[i].empty() || zones[i].name.empty();
    }

    MapLabels label(Occupied& occupied)
    {
        constexpr std::size_t few = 80; // so few that each name counts
        constexpr double inside = 0.93, mostly_inside = 0.5;
        for (std::size_t zone = 0; zone < m_zones.size(); ++zone)
            if (const auto kept = m_done[zone] ? std::nullopt : m_places.surroundings(zone)) occupied.take(*kept);
        place_names(occupied, inside);
        if (m_zones.size() <= few) {
            place_names(occupied, mostly_inside);
            place_with_leaders(occupied);
        }
        place_numbers(occupied);
        return std::move(m_out);
    }

private:
    void add(std::size_t zone, const Lettering& lettering, const Rect& place, Occupied& occupied,
             std::optional<Spot> leader = {})
    {
        m_out.labels.push_back({.zone = zone, .lettering = lettering, .place = place, .leader = leader});
        occupied.take(place);
        m_done[zone] = true;
    }

    void place_names(Occupied& occupied, double share)
    {
        for (const auto zone : m_order) {
            if (m_done[zone]) continue;
            for (const auto& form : name_forms(m_zones[zone].name, m_size, m_type)) {
                const auto place = m_places.on_zone(zone, form.size, share, occupied);
                if (!place) continue;
                add(zone, form.lettering, *place, occupied);
                break;
            }
        }
    }

    void place_with_leaders(Occupied& occupied)
    {
        for (const auto zone : m_order) {
            if (m_done[zone]) continue;
            const auto form = name_forms(m_zones[zone].name, m_size, m_type).back();
            if (const auto place = m_places.nearby(zone, form.size, occupied))
                add(zone, form.lettering, *place, occupied, m_places.anchor(zone));
        }
    }

    // All numbers take the room of the widest; they are counted when it is known which of them have room.
    void place_numbers(Occupied& occupied)
    {
        const auto left = static_cast<std::size_t>(std::ranges::count(m_done, false));
        if (left == 0) return;
        const auto form = number_form(left, m_type);
        constexpr double mostly_inside = 0.6;
        const auto first = m_out.labels.size();
        std::vector<std::size_t> without;
        for (std::size_t zone = 0; zone < m_zones.size(); ++zone) {
            if (m_done[zone]) continue;
            if (const auto place = m_places.on_zone(zone, form.size, mostly_inside, occupied))
                add(zone, form.lettering, *place, occupied);
            else if (const auto near = m_places.nearby(zone, form.size, occupied))
                add(zone, form.lettering, *near, occupied, m_places.anchor(zone));
            else
                without.push_back(zone);
        }
        for (auto i = first; i < m_out.labels.size(); ++i) {
            const int number = static_cast<int>(i - first) + 1;
            m_out.labels[i].lettering.text = std::to_string(number);
            m_out.keys.push_back({.number = number, .name = m_zones[m_out.labels[i].zone].name});
        }
        for (const auto zone : without) m_out.keys.push_back({.number = 0, .name = m_zones[zone].name});
    }

    const std::vector<SheetZone>& m_zones;
    const LabelPlaces& m_places;
    const Typesetter& m_type;
    double m_size;
    std::vector<std::size_t> m_order;
    std::vector<bool> m_done;
    MapLabels m_out;
};

void draw_leader(const Canvas& canvas, const MapLabel& label)
{
    constexpr double dot = 0.9;
    canvas.line(*label.leader, nearest(label.place, *label.leader), ink, 0.45);
    canvas.fill(about(*label.leader, {.width = 2 * dot, .height = 2 * dot}), ink);
}

} // namespace

MapLabels place_labels(const std::vector<SheetZone>& zones, const std::vector<ZoneTrace>& traces,
                       const ZoneMosaic& mosaic, Occupied& occupied, const Typesetter& type)
{
    const LabelPlaces places{mosaic, traces};
    return Labeller{zones, traces, places, type}.label(occupied);
}

void draw_labels(const Canvas& canvas, const std::vector<MapLabel>& labels)
{
    for (const auto& label : labels)
        if (label.leader) draw_leader(canvas, label);
    set_color(canvas.to, paper, 0.82);
    for (const auto& label : labels) canvas.type->draw_halo(canvas.to, label.lettering, label.place.corner(), halo);
    for (const auto& label : labels) canvas.text(label.lettering, label.place.corner());
}

} // namespace peaksite
