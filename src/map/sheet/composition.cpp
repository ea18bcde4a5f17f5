#include "map/sheet/composition.hpp"

#include <cairo.h>

namespace peaksite {

namespace {

constexpr Color beyond = rgb(0xedeae4); // where a background has no data
constexpr TextStyle degree_style{.size = 6.6, .color = soft_ink};

void draw_map(const Canvas& canvas, const Composition& c)
{
    const Saved saved{canvas.to};
    const View& view = c.layout.division.map.view;
    add_path(canvas.to, view.frame());
    cairo_clip(canvas.to);
    // A layer may end inside the frame: beyond it is ground, not paper.
    if (c.shown.backdrop != Backdrop::none) canvas.fill(view.frame(), beyond);
    if (c.shown.backdrop != Backdrop::none) draw_background(canvas, *c.sheet->background, c.shown.tones, view);
    draw_patches(canvas, c.patches, c.traces);
    draw_zones(canvas, c.shown.zones, c.traces, c.shown.backdrop);
    draw_graticule(canvas, c.graticule);
    draw_borders(canvas, c.traces);
    for (const auto& circle : c.shown.circles) draw_circle(canvas, circle);
    draw_labels(canvas, c.labels);
    draw_furniture(canvas, c.furniture);
}

void draw_frame(const Canvas& canvas, const Composition& c)
{
    canvas.outline(c.layout.division.map.view.frame(), ink, 0.6);
    canvas.outline(grown(c.layout.division.border, -0.5), ink, 1);
    draw_frame_labels(canvas, c.degrees, degree_style, degree_band);
}

// The sheet laid out so that the legend has room for these zones without names.
Composition laid_out_with(const Sheet& sheet, const std::vector<ZoneKey>& keys, const Ground& ground,
                          const Typesetter& type)
{
    const auto zones = zone_classes(sheet.theme);
    auto most = all_shown(sheet, zones);
    most.keys = keys;
    most.north = 1; // turned, so that it takes a sentence to say so
    Composition out{.sheet = &sheet, .layout = laid_out(sheet, most, ground, type)};
    const auto& map = out.layout.division.map;
    out.traces = zone_traces(sheet.theme.zones, map.view);
    out.patches = patch_traces(sheet.patches, map.view);
    out.shown = shown(sheet, zones, out.traces, map.view);
    const ZoneMosaic mosaic{out.traces, map.view.frame()};
    out.furniture = furniture(sheet, map, ground, mosaic, out.shown.circles, type);
    out.shown.north = out.furniture.north;
    Occupied occupied{mosaic};
    occupied.take(grown(out.furniture.bar, 4));
    if (out.furniture.north) occupied.take(out.furniture.arrow);
    for (const auto& circle : out.shown.circles) occupied.take(circle);
    auto labels = place_labels(sheet.theme.zones, out.traces, mosaic, occupied, type);
    out.labels = std::move(labels.labels);
    out.shown.keys = std::move(labels.keys);
    return out;
}

} // namespace

Composition composed(const Sheet& sheet, const Typesetter& type)
{
    const Ground ground{sheet.crs};
    auto out = laid_out_with(sheet, {}, ground, type);
    if (!out.shown.keys.empty()) out = laid_out_with(sheet, out.shown.keys, ground, type);
    const auto& view = out.layout.division.map.view;
    out.panel = panel(sheet, out.layout.division, out.shown, type);
    out.graticule = graticule(ground, view);
    out.degrees = readable(out.graticule.labels, view.frame(), type, degree_style);
    return out;
}

void draw(const Canvas& canvas, const Composition& composition)
{
    canvas.fill(composition.layout.page, paper);
    draw_map(canvas, composition);
    draw_frame(canvas, composition);
    draw_header(canvas, composition.layout.header);
    for (const auto& placed : composition.panel) placed.block.paint(canvas, placed.place);
}

} // namespace peaksite
