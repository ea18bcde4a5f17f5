#include "map/ground/graticule.hpp"

#include <cairo.h>
#include <fmt/format.h>

#include <cmath>
#include <cstdlib>
#include <limits>
#include <numbers>

namespace peaksite {

namespace {

constexpr int minute = 60, degree = 60 * minute, half_turn = 180 * degree;

std::string angle_text(int seconds)
{
    const int rest = std::abs(seconds);
    auto out = fmt::format("{}°", rest / degree);
    if (rest % degree != 0) out += fmt::format("{:02}′", rest % degree / minute);
    if (rest % minute != 0) out += fmt::format("{:02}″", rest % minute);
    return out;
}

// Longitudes and latitudes that the frame shows, longitudes running on over the date line; empty when none.
Box shown_degrees(const Ground& ground, const View& view)
{
    constexpr double none = std::numeric_limits<double>::infinity();
    constexpr int steps = 16;
    Box out{.xmin = none, .ymin = none, .xmax = -none, .ymax = -none};
    const auto middle = ground.degrees(view.centre());
    if (!middle) return out;
    const Rect& frame = view.frame();
    for (int i = 0; i <= steps; ++i)
        for (int j = 0; j <= steps; ++j) {
            const auto p = ground.degrees(
                view.to_plane({.x = frame.x + frame.width * i / steps, .y = frame.y + frame.height * j / steps}));
            if (!p) continue;
            const double x = p->x - 360 * std::round((p->x - middle->x) / 360);
            out = united(out, {.xmin = x, .ymin = p->y, .xmax = x, .ymax = p->y});
        }
    return out;
}

// One line of the graticule under construction, from place to place.
class Tracer {
public:
    Tracer(const Ground& ground, const View& view) : m_ground(ground), m_view(view) {}

    // The line from a to b (degrees), its visible pieces added to `out`, its crossings of two sides named.
    void trace(Point a, Point b, const std::string& name, bool meridian, Graticule& out) const
    {
        constexpr int pieces = 96;
        std::optional<Spot> before;
        Trace run;
        for (int i = 0; i <= pieces; ++i) {
            const double t = static_cast<double>(i) / pieces;
            const auto place = m_ground.place({.x = a.x + (b.x - a.x) * t, .y = a.y + (b.y - a.y) * t});
            const auto spot = place ? std::optional{m_view.to_page(*place)} : std::nullopt;
            const auto seen = before && spot ? clipped_line(*before, *spot, m_view.frame()) : std::nullopt;
            if (seen) {
                if (run.empty()) run.push_back(seen->first);
                run.push_back(seen->second);
                name_ends(*seen, *before, *spot, {.text = name, .side = meridian ? Side::top : Side::left, .at = {}},
                          out);
            } else if (!run.empty()) {
                out.lines.push_back(std::exchange(run, {}));
            }
            before = spot;
        }
        if (!run.empty()) out.lines.push_back(run);
    }

private:
    // A piece that was cut off ends on the frame: there the line gets its name, if it is a side for such lines.
    void name_ends(const std::pair<Spot, Spot>& seen, Spot from, Spot to, Graticule::Label label, Graticule& out) const
    {
        const Rect& frame = m_view.frame();
        for (const auto& [end, whole] : {std::pair{seen.first, from}, std::pair{seen.second, to}}) {
            if (end == whole) continue;
            constexpr double close = 1e-6;
            const bool low = label.side == Side::top || label.side == Side::bottom ? std::fabs(end.y - frame.y) < close
                                                                                   : std::fabs(end.x - frame.x) < close;
            const bool high = label.side == Side::top || label.side == Side::bottom
                                  ? std::fabs(end.y - frame.bottom()) < close
                                  : std::fabs(end.x - frame.right()) < close;
            if (!low && !high) continue;
            const bool meridian = label.side == Side::top || label.side == Side::bottom;
            label.side = meridian ? (low ? Side::top : Side::bottom) : (low ? Side::left : Side::right);
            label.at = end;
            out.labels.push_back(label);
        }
    }

    const Ground& m_ground;
    const View& m_view;
};

// Points of the page per degree of longitude and of latitude in the middle of the map, the smaller.
double points_per_degree(const Ground& ground, const View& view, Point middle)
{
    constexpr double step = 0.05;
    double out = std::numeric_limits<double>::infinity();
    for (const Point d : {Point{.x = step, .y = 0}, Point{.x = 0, .y = step}}) {
        const auto a = ground.place({.x = middle.x - d.x, .y = middle.y - d.y}),
                   b = ground.place({.x = middle.x + d.x, .y = middle.y + d.y});
        if (!a || !b) continue;
        const auto from = view.to_page(*a), to = view.to_page(*b);
        out = std::min(out, std::hypot(to.x - from.x, to.y - from.y) / (2 * step));
    }
    return out;
}

} // namespace

int graticule_step(double points_per_degree, double apart)
{
    constexpr int steps[] = {1,      2,          5,          10,          15,          30,
                             minute, 2 * minute, 5 * minute, 10 * minute, 15 * minute, 30 * minute,
                             degree, 2 * degree, 5 * degree, 10 * degree, 15 * degree, 30 * degree};
    for (const int step : steps)
        if (points_per_degree * step / degree >= apart) return step;
    return 45 * degree;
}

std::string longitude_text(int seconds)
{
    while (seconds > half_turn) seconds -= 2 * half_turn;
    while (seconds <= -half_turn) seconds += 2 * half_turn;
    return angle_text(seconds) + (seconds == 0 || seconds == half_turn ? "" : seconds > 0 ? "E" : "W");
}

std::string latitude_text(int seconds) { return angle_text(seconds) + (seconds == 0 ? "" : seconds > 0 ? "N" : "S"); }

Graticule graticule(const Ground& ground, const View& view)
{
    Graticule out;
    const auto shown = shown_degrees(ground, view);
    if (shown.xmin > shown.xmax) return out;
    const Point middle{.x = (shown.xmin + shown.xmax) / 2, .y = (shown.ymin + shown.ymax) / 2};
    const int step = graticule_step(points_per_degree(ground, view, middle), millimetres(22));
    const double span = static_cast<double>(step) / degree;
    const double south = std::max(-90.0, shown.ymin - span), north = std::min(90.0, shown.ymax + span);
    const double west = shown.xmin - span, east = std::min(shown.xmax + span, west + 360);
    const auto first = [&](double degrees) { return static_cast<int>(std::ceil(degrees / span)); };
    const Tracer tracer{ground, view};
    for (int k = first(west); k * span <= east; ++k)
        tracer.trace({.x = k * span, .y = south}, {.x = k * span, .y = north}, longitude_text(k * step), true, out);
    for (int k = first(south); k * span <= north; ++k)
        tracer.trace({.x = west, .y = k * span}, {.x = east, .y = k * span}, latitude_text(k * step), false, out);
    return out;
}

std::vector<Graticule::Label> readable(const std::vector<Graticule::Label>& labels, const Rect& frame,
                                       const Typesetter& type, const TextStyle& style)
{
    constexpr double gap = 6;
    std::vector<Graticule::Label> out;
    const auto along = [](const Graticule::Label& l) {
        return l.side == Side::top || l.side == Side::bottom ? l.at.x : l.at.y;
    };
    const auto room = [&](const Graticule::Label& l) { return type.size({.text = l.text, .style = style}).width / 2; };
    for (const auto& label : labels) {
        const bool level = label.side == Side::top || label.side == Side::bottom;
        const double at = along(label), half = room(label);
        if (at - half < (level ? frame.x : frame.y) || at + half > (level ? frame.right() : frame.bottom())) continue;
        const auto touches = [&](const Graticule::Label& other) {
            return other.side == label.side && std::fabs(along(other) - at) < half + room(other) + gap;
        };
        if (std::ranges::none_of(out, touches)) out.push_back(label);
    }
    return out;
}

void draw_graticule(const Canvas& canvas, const Graticule& graticule)
{
    const Saved saved{canvas.to};
    set_color(canvas.to, rgb(0x4a6478), 0.45);
    cairo_set_line_width(canvas.to, 0.3);
    for (const auto& line : graticule.lines) add_path(canvas.to, line, false);
    cairo_stroke(canvas.to);
}

void draw_frame_labels(const Canvas& canvas, const std::vector<Graticule::Label>& labels, const TextStyle& style,
                       double band)
{
    for (const auto& label : labels) {
        const Saved saved{canvas.to};
        const Lettering lettering{.text = label.text, .style = style};
        const auto size = canvas.type->size(lettering);
        const double out = label.side == Side::top || label.side == Side::left ? -band / 2 : band / 2;
        const bool level = label.side == Side::top || label.side == Side::bottom;
        cairo_translate(canvas.to, label.at.x + (level ? 0 : out), label.at.y + (level ? out : 0));
        if (!level) cairo_rotate(canvas.to, -std::numbers::pi / 2);
        canvas.text(lettering, {.x = -size.width / 2, .y = -size.height / 2});
    }
}

} // namespace peaksite
