#include "map/text/label_places.hpp"

#include "map/text/line_breaks.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace peaksite {

namespace {

constexpr double clearance = 1.2;
constexpr double smallest_size = 6.2;
constexpr double kept_free = 3.5; // points about a zone too small for a label

LabelForm form(const std::string& text, double size, const Typesetter& type)
{
    Lettering lettering{.text = text, .style = {.size = size}, .align = Align::centre, .leading = 1.15};
    const auto wide = type.size(lettering);
    lettering.width = wide.width + 0.5; // room for rounding, or the last character would be broken off
    return {.lettering = lettering, .size = {.width = lettering.width, .height = wide.height}};
}

double distance(Spot a, Spot b) { return std::hypot(a.x - b.x, a.y - b.y); }

// Where a leader leaves the surroundings of its anchor, which are kept free for it.
Spot outside(Spot anchor, Spot end)
{
    const double length = distance(anchor, end);
    if (length <= kept_free) return end;
    const double t = kept_free / length;
    return {.x = anchor.x + (end.x - anchor.x) * t, .y = anchor.y + (end.y - anchor.y) * t};
}

} // namespace

double label_size(std::size_t zones)
{
    constexpr std::size_t few = 12, some = 40;
    return zones <= few ? 9.5 : zones <= some ? 8.2 : 7.2;
}

std::vector<LabelForm> name_forms(const std::string& name, double size, const Typesetter& type)
{
    constexpr std::size_t most_lines = 3;
    constexpr double smaller = 0.84;
    const double sizes[] = {size, std::max(smallest_size, size * smaller)};
    std::vector<LabelForm> out;
    for (const double one : sizes) {
        for (std::size_t lines = 1; lines <= most_lines; ++lines)
            if (const auto text = broken(name, lines); !text.empty()) out.push_back(form(text, one, type));
        if (const auto text = upright(name); !text.empty()) out.push_back(form(text, one, type));
    }
    out.push_back(form(name, sizes[1], type));
    return out;
}

LabelForm number_form(std::size_t largest, const Typesetter& type)
{
    return form(std::string(std::to_string(largest).size(), '8'), smallest_size, type);
}

std::optional<Rect> LabelPlaces::on_zone(std::size_t zone, Size size, double least_share,
                                         const Occupied& occupied) const
{
    const auto& extent = m_extents[zone];
    const double cells_needed =
        size.width * size.height * least_share * ZoneMosaic::cells_per_point * ZoneMosaic::cells_per_point;
    if (extent.cells == 0 || static_cast<double>(extent.cells) < cells_needed) return {};
    std::optional<Rect> best;
    double best_score = -1;
    constexpr int candidates = 14; // along each axis
    const int row_step = std::max(1, (extent.box.row_end - extent.box.row) / candidates);
    const int col_step = std::max(1, (extent.box.col_end - extent.box.col) / candidates);
    for (int row = extent.box.row; row < extent.box.row_end; row += row_step)
        for (int col = extent.box.col; col < extent.box.col_end; col += col_step) {
            if (m_mosaic.at(row, col) != zone + 1) continue;
            const Rect rect = about(m_mosaic.centre(row, col), size);
            const double score = this->score(zone, rect, least_share);
            if (score > best_score && occupied.free(grown(rect, clearance))) {
                best = rect;
                best_score = score;
            }
        }
    return best;
}

// Inside the zone with room around it, and near its middle; negative when too little of it is inside.
double LabelPlaces::score(std::size_t zone, const Rect& rect, double least_share) const
{
    const double inside = m_mosaic.share_of(zone, rect);
    if (inside < least_share) return -1;
    constexpr double room = 2.5;
    const double around = m_mosaic.share_of(zone, grown(rect, room));
    const auto& extent = m_extents[zone];
    const double reach = std::sqrt(static_cast<double>(extent.cells)) / ZoneMosaic::cells_per_point;
    return 4 * inside + 2 * around + 1 / (1 + distance(rect.centre(), extent.middle) / reach);
}

std::optional<Rect> LabelPlaces::nearby(std::size_t zone, Size size, const Occupied& occupied) const
{
    constexpr int directions = 16;
    const Spot from = anchor(zone);
    std::optional<Rect> best;
    double least = 0;
    for (const double away : {4.0, 8.0, 13.0, 19.0, 26.0})
        for (int i = 0; i < directions; ++i) {
            const double angle = 2 * std::numbers::pi * i / directions;
            const Spot centre{.x = from.x + std::cos(angle) * (away + size.width / 2),
                              .y = from.y - std::sin(angle) * (away + size.height / 2)};
            const Rect rect = about(centre, size);
            const Spot end = nearest(rect, from);
            if (!occupied.free(grown(rect, clearance)) || !occupied.free(outside(from, end), end)) continue;
            constexpr double on_zones = 20; // points of leader that a place off all zones is worth
            const double cost =
                distance(from, end) + on_zones * (m_mosaic.zone_share(rect) - m_mosaic.share_of(zone, rect));
            if (!best || cost < least) {
                best = rect;
                least = cost;
            }
        }
    return best;
}

std::optional<Rect> LabelPlaces::surroundings(std::size_t zone) const
{
    constexpr double smallest_label = 36; // square points
    const double area =
        static_cast<double>(m_extents[zone].cells) / (ZoneMosaic::cells_per_point * ZoneMosaic::cells_per_point);
    if (m_traces[zone].empty() || area > smallest_label) return {};
    return about(anchor(zone), {.width = 1.4 * kept_free, .height = 1.4 * kept_free});
}

Spot LabelPlaces::anchor(std::size_t zone) const
{
    const auto& extent = m_extents[zone];
    if (extent.cells == 0) return m_traces[zone].front().front();
    Spot best = extent.middle;
    double least = -1;
    for (int row = extent.box.row; row < extent.box.row_end; ++row)
        for (int col = extent.box.col; col < extent.box.col_end; ++col) {
            if (m_mosaic.at(row, col) != zone + 1) continue;
            const Spot spot = m_mosaic.centre(row, col);
            const double away = distance(spot, extent.middle);
            if (least >= 0 && away >= least) continue;
            best = spot;
            least = away;
        }
    return best;
}

} // namespace peaksite
