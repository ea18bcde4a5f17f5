#include "map/symbols/choropleth.hpp"

#include "map/symbols/outer_borders.hpp"

#include <cairo.h>

#include <cmath>
#include <limits>

namespace peaksite {

namespace {

constexpr double thin = 0.42, full = 0.92, band = millimetres(1.1), veil = 0.5;
constexpr Color border = rgb(0x4d4d4d), outer_border = rgb(0x333333), hatch = rgb(0x8a8a8a);

// All zones of a class in its colour. Without smoothing, for neighbours must not let the ground shine through between
// them; the borders drawn over them hide the steps.
void fill(const Canvas& canvas, const ZoneClasses& zones, const std::vector<ZoneTrace>& traces)
{
    cairo_set_antialias(canvas.to, CAIRO_ANTIALIAS_NONE);
    cairo_set_fill_rule(canvas.to, CAIRO_FILL_RULE_EVEN_ODD);
    for (std::size_t i = 0; i < traces.size(); ++i) {
        if (!zones.of_zone[i] || traces[i].empty()) continue;
        set_color(canvas.to, zones.colors[*zones.of_zone[i]]);
        add_path(canvas.to, traces[i]);
        cairo_fill(canvas.to);
    }
    cairo_set_antialias(canvas.to, CAIRO_ANTIALIAS_DEFAULT);
}

// The colour along the inner side of each border.
void fill_bands(const Canvas& canvas, const ZoneClasses& zones, const std::vector<ZoneTrace>& traces)
{
    cairo_set_line_join(canvas.to, CAIRO_LINE_JOIN_ROUND);
    cairo_set_fill_rule(canvas.to, CAIRO_FILL_RULE_EVEN_ODD);
    for (std::size_t i = 0; i < traces.size(); ++i) {
        if (!zones.of_zone[i] || traces[i].empty()) continue;
        const Saved saved{canvas.to};
        add_path(canvas.to, traces[i]);
        cairo_clip_preserve(canvas.to);
        set_color(canvas.to, zones.colors[*zones.of_zone[i]]);
        cairo_set_line_width(canvas.to, 2 * band);
        cairo_stroke(canvas.to);
    }
}

// What `draw` draws, laid over the map as one picture.
template <class Draw>
void lay_group(const Canvas& canvas, cairo_operator_t how, double opacity, Draw draw)
{
    const Saved saved{canvas.to};
    cairo_push_group(canvas.to);
    draw();
    cairo_pop_group_to_source(canvas.to);
    cairo_set_operator(canvas.to, how);
    cairo_paint_with_alpha(canvas.to, opacity);
}

// The same zones without colour: they make the tones below them fainter.
ZoneClasses all_paper(ZoneClasses zones)
{
    std::ranges::fill(zones.colors, paper);
    return zones;
}

constexpr double apart = 3.6; // lines of hatching, on one lattice for the whole page

// Lines that rise to the right.
void add_rising(const Canvas& canvas, const Rect& rect)
{
    const double first = std::ceil((rect.x + rect.y) / apart), last = (rect.right() + rect.bottom()) / apart;
    for (double k = first; k <= last; ++k) {
        const double sum = k * apart; // of x and y along the line
        cairo_move_to(canvas.to, sum - rect.y, rect.y);
        cairo_line_to(canvas.to, sum - rect.bottom(), rect.bottom());
    }
}

void add_falling(const Canvas& canvas, const Rect& rect)
{
    const double first = std::ceil((rect.x - rect.bottom()) / apart), last = (rect.right() - rect.y) / apart;
    for (double k = first; k <= last; ++k) {
        const double difference = k * apart; // of x and y along the line
        cairo_move_to(canvas.to, difference + rect.y, rect.y);
        cairo_line_to(canvas.to, difference + rect.bottom(), rect.bottom());
    }
}

// Rising lines where there is no data, crossing ones where there is too little, falling ones where nothing is compared.
void draw_hatching(const Canvas& canvas, const Rect& rect, Blank blank)
{
    set_color(canvas.to, hatch);
    cairo_set_line_width(canvas.to, 0.35);
    if (blank != Blank::not_compared) add_rising(canvas, rect);
    if (blank != Blank::no_data) add_falling(canvas, rect);
    cairo_stroke(canvas.to);
}

Rect bounds(const Rect& a, Spot s)
{
    const double x = std::min(a.x, s.x), y = std::min(a.y, s.y);
    return {.x = x, .y = y, .width = std::max(a.right(), s.x) - x, .height = std::max(a.bottom(), s.y) - y};
}

void hatch_empty_zones(const Canvas& canvas, const ZoneClasses& zones, const std::vector<ZoneTrace>& traces,
                       Blank blank)
{
    const Saved saved{canvas.to};
    cairo_set_fill_rule(canvas.to, CAIRO_FILL_RULE_EVEN_ODD);
    std::optional<Rect> reach;
    for (std::size_t i = 0; i < traces.size(); ++i) {
        if (zones.of_zone[i] || traces[i].empty() || zones.blanks[i] != blank) continue;
        add_path(canvas.to, traces[i]);
        for (const auto& ring : traces[i])
            for (const auto& spot : ring) reach = bounds(reach.value_or(Rect{.x = spot.x, .y = spot.y}), spot);
    }
    if (!reach) return;
    cairo_clip_preserve(canvas.to);
    set_color(canvas.to, paper, 0.75);
    cairo_fill(canvas.to);
    draw_hatching(canvas, *reach, blank);
}

} // namespace

ZoneClasses zone_classes(const SheetTheme& theme)
{
    ZoneClasses out;
    out.plain = theme.plain;
    std::vector<double> values;
    const auto known = [](const SheetZone& zone) { return zone.value && std::isfinite(*zone.value); };
    for (const auto& zone : theme.zones)
        if (known(zone)) values.push_back(*zone.value);
    out.classes = classify(std::move(values));
    out.colors = sequential_colors(out.classes.count);
    for (const auto& zone : theme.zones) {
        out.of_zone.push_back(known(zone) ? std::optional{out.classes.of(*zone.value)} : std::nullopt);
        out.blanks.push_back(zone.blank);
    }
    return out;
}

ShownClasses shown_classes(const ZoneClasses& zones, const std::vector<ZoneTrace>& traces)
{
    ShownClasses out{.classes = std::vector<bool>(zones.classes.count)};
    for (std::size_t i = 0; i < traces.size(); ++i) {
        if (traces[i].empty()) continue;
        if (zones.of_zone[i])
            out.classes[*zones.of_zone[i]] = true;
        else if (!zones.plain)
            out.blanks.insert(zones.blanks[i]);
    }
    return out;
}

void draw_zones(const Canvas& canvas, const ZoneClasses& zones, const std::vector<ZoneTrace>& traces, Backdrop backdrop)
{
    if (zones.plain) return;
    const auto lay = [&](const ZoneClasses& colored, cairo_operator_t how, double opacity) {
        lay_group(canvas, how, opacity, [&] { fill(canvas, colored, traces); });
    };
    if (backdrop == Backdrop::tones) {
        lay(all_paper(zones), CAIRO_OPERATOR_OVER, veil);
        lay(zones, CAIRO_OPERATOR_MULTIPLY, 1);
    } else {
        lay(zones, CAIRO_OPERATOR_OVER, backdrop == Backdrop::classes ? thin : 1);
    }
    if (backdrop == Backdrop::classes)
        lay_group(canvas, CAIRO_OPERATOR_OVER, full, [&] { fill_bands(canvas, zones, traces); });
    for (const auto blank : {Blank::no_data, Blank::too_little, Blank::not_compared})
        hatch_empty_zones(canvas, zones, traces, blank);
}

void draw_borders(const Canvas& canvas, const std::vector<ZoneTrace>& traces)
{
    const Saved saved{canvas.to};
    constexpr std::size_t few = 60, many = 600;
    const double width = traces.size() <= few ? 0.45 : traces.size() <= many ? 0.3 : 0.15;
    cairo_set_line_join(canvas.to, CAIRO_LINE_JOIN_ROUND);
    cairo_set_line_cap(canvas.to, CAIRO_LINE_CAP_ROUND);
    cairo_set_line_width(canvas.to, width);
    set_color(canvas.to, border);
    for (const auto& zone : traces) {
        add_path(canvas.to, zone);
        cairo_stroke(canvas.to);
    }
    constexpr double stronger = 2.2;
    cairo_set_line_width(canvas.to, stronger * width);
    set_color(canvas.to, outer_border);
    for (const auto& piece : outer_borders(traces)) {
        peaksite::add_path(canvas.to, piece, false);
        cairo_stroke(canvas.to);
    }
}

void draw_swatch(const Canvas& canvas, const Rect& rect, std::optional<Color> color, Backdrop backdrop, Blank blank)
{
    const Saved saved{canvas.to};
    peaksite::add_path(canvas.to, rect);
    cairo_clip(canvas.to);
    if (!color)
        draw_hatching(canvas, rect, blank);
    else if (backdrop != Backdrop::classes)
        canvas.fill(rect, *color);
    else {
        canvas.fill(rect, *color, thin);
        canvas.outline(rect, mixed(paper, *color, full), 2 * band * 0.75);
    }
    canvas.outline(rect, border, 0.8);
}

} // namespace peaksite
