#include "map/labels.hpp"

#include "map/line_breaks.hpp"

#include <cairo.h>

#include <cmath>
#include <numeric>
#include <optional>

namespace peaksite {

namespace {

constexpr double halo = 1.1, clearance = 1.2;

// A way to write a name.
struct Form {
    Lettering lettering;
    Size size;
};

// From the best to the last resort.
std::vector<Form> forms(const std::string& name, const Typesetter& type)
{
    constexpr double sizes[] = {7.4, 6.2};
    constexpr std::size_t most_lines = 3;
    std::vector<Form> out;
    for (const double size : sizes) {
        std::vector<std::string> texts;
        for (std::size_t lines = 1; lines <= most_lines; ++lines) texts.push_back(broken(name, lines));
        texts.push_back(upright(name));
        for (const auto& text : texts) {
            if (text.empty()) continue;
            Lettering lettering{.text = text, .style = {.size = size}, .align = Align::centre, .leading = 1.15};
            const auto wide = type.size(lettering);
            lettering.width = wide.width + 0.5; // room for rounding, or the last character would be broken off
            out.push_back({.lettering = lettering, .size = {.width = lettering.width, .height = wide.height}});
        }
    }
    return out;
}

// Places labels of one mosaic.
class Placer {
public:
    Placer(const Mosaic& mosaic, Occupied& occupied) : m_mosaic(mosaic), m_occupied(occupied) {}

    // The best free place for a form on a zone of which it covers at least `share` of the label.
    std::optional<Rect> place(std::size_t zone, const Mosaic::Extent& extent, const Form& form, double least_share) const
    {
        const double cells_needed = form.size.width * form.size.height * least_share * Mosaic::cells_per_point * Mosaic::cells_per_point;
        if (static_cast<double>(extent.cells) < cells_needed) return {};
        std::optional<Rect> best;
        double best_score = -1;
        constexpr int candidates = 14; // along each axis
        const int row_step = std::max(1, (extent.box.row_end - extent.box.row) / candidates);
        const int col_step = std::max(1, (extent.box.col_end - extent.box.col) / candidates);
        for (int row = extent.box.row; row < extent.box.row_end; row += row_step)
            for (int col = extent.box.col; col < extent.box.col_end; col += col_step) {
                if (m_mosaic.at(row, col) != zone + 1) continue;
                const Rect rect = about(m_mosaic.centre(row, col), form.size);
                const double score = this->score(zone, extent, rect, least_share);
                if (score > best_score && m_occupied.free(grown(rect, clearance))) {
                    best = rect;
                    best_score = score;
                }
            }
        return best;
    }

private:
    static Rect about(Spot centre, Size size)
    {
        return {.x = centre.x - size.width / 2, .y = centre.y - size.height / 2, .width = size.width, .height = size.height};
    }

    // Inside the zone with room around it, and near its middle; negative when too little of it is inside.
    double score(std::size_t zone, const Mosaic::Extent& extent, const Rect& rect, double least_share) const
    {
        const double inside = m_mosaic.share_of(zone, rect);
        if (inside < least_share) return -1;
        constexpr double room = 2.5;
        const double around = m_mosaic.share_of(zone, grown(rect, room));
        const Spot at = rect.centre();
        const double reach = std::sqrt(static_cast<double>(extent.cells)) / Mosaic::cells_per_point;
        const double away = std::hypot(at.x - extent.middle.x, at.y - extent.middle.y) / reach;
        return 4 * inside + 2 * around + 1 / (1 + away);
    }

    const Mosaic& m_mosaic;
    Occupied& m_occupied;
};

// Zones from the largest, ties in their order.
std::vector<std::size_t> by_area(const std::vector<Mosaic::Extent>& extents)
{
    std::vector<std::size_t> out(extents.size());
    std::iota(out.begin(), out.end(), std::size_t{0});
    std::ranges::stable_sort(out, std::greater{}, [&](std::size_t i) { return extents[i].cells; });
    return out;
}

} // namespace

void Occupied::take(const Rect& rect)
{
    const auto where = m_mosaic->cells(rect);
    for (int row = where.row; row < where.row_end; ++row)
        for (int col = where.col; col < where.col_end; ++col) m_taken[index(row, col)] = true;
}

void Occupied::take(const Circle& circle)
{
    const Rect box{.x = circle.centre.x - circle.radius, .y = circle.centre.y - circle.radius, .width = 2 * circle.radius, .height = 2 * circle.radius};
    const auto where = m_mosaic->cells(grown(box, 1));
    for (int row = where.row; row < where.row_end; ++row)
        for (int col = where.col; col < where.col_end; ++col) {
            const Spot spot = m_mosaic->centre(row, col);
            if (std::hypot(spot.x - circle.centre.x, spot.y - circle.centre.y) <= circle.radius + 0.5) m_taken[index(row, col)] = true;
        }
}

bool Occupied::free(const Rect& rect) const
{
    if (!m_mosaic->frame().holds(rect)) return false;
    const auto where = m_mosaic->cells(rect);
    for (int row = where.row; row < where.row_end; ++row)
        for (int col = where.col; col < where.col_end; ++col)
            if (m_taken[index(row, col)]) return false;
    return true;
}

std::vector<MapLabel> place_labels(const std::vector<SheetZone>& zones, const Mosaic& mosaic, Occupied& occupied, const Typesetter& type)
{
    constexpr std::size_t few = 80; // so few that each name counts and may reach over its border
    constexpr double inside = 0.93, mostly_inside = 0.5;
    const auto extents = mosaic.extents(zones.size());
    const Placer placer{mosaic, occupied};
    std::vector<MapLabel> out;
    std::vector<bool> placed(zones.size());
    for (const double share : {inside, mostly_inside}) {
        if (share < inside && zones.size() > few) break;
        for (const auto zone : by_area(extents)) {
            if (placed[zone] || extents[zone].cells == 0) continue;
            for (const auto& form : forms(zones[zone].name, type)) {
                const auto place = placer.place(zone, extents[zone], form, share);
                if (!place) continue;
                out.push_back({.zone = zone, .lettering = form.lettering, .place = *place});
                occupied.take(*place);
                placed[zone] = true;
                break;
            }
        }
    }
    return out;
}

void draw_labels(const Canvas& canvas, const std::vector<MapLabel>& labels)
{
    set_color(canvas.to, paper, 0.82);
    for (const auto& label : labels) canvas.type->draw_halo(canvas.to, label.lettering, label.place.corner(), halo);
    for (const auto& label : labels) canvas.text(label.lettering, label.place.corner());
}

} // namespace peaksite
