#include "map/symbols/patches.hpp"

#include <cairo.h>

#include <array>

namespace peaksite {

namespace {

constexpr double faint = 0.16, within = 0.55, outline_width = 0.5;

void fill_patches(const Canvas& canvas, const std::vector<ZoneTrace>& patches, Color color)
{
    set_color(canvas.to, color);
    for (const auto& patch : patches) {
        add_path(canvas.to, patch);
        cairo_fill(canvas.to);
    }
}

void outline(const Canvas& canvas, const std::vector<ZoneTrace>& patches, Color color)
{
    set_color(canvas.to, mixed(color, ink, 0.35));
    cairo_set_line_width(canvas.to, outline_width);
    cairo_set_line_join(canvas.to, CAIRO_LINE_JOIN_ROUND);
    for (const auto& patch : patches) {
        add_path(canvas.to, patch);
        cairo_stroke(canvas.to);
    }
}

// What `draw` draws, as one picture, so that patches that overlap are no darker than others.
template <class Draw>
void lay(const Canvas& canvas, double opacity, Draw draw)
{
    cairo_push_group(canvas.to);
    cairo_set_fill_rule(canvas.to, CAIRO_FILL_RULE_EVEN_ODD);
    draw();
    cairo_pop_group_to_source(canvas.to);
    cairo_paint_with_alpha(canvas.to, opacity);
}

// Zones may overlap: each is a clip of its own.
template <class Draw>
void inside(const Canvas& canvas, const std::vector<ZoneTrace>& zones, Draw draw)
{
    for (const auto& zone : zones) {
        if (zone.empty()) continue;
        const Saved saved{canvas.to};
        cairo_set_fill_rule(canvas.to, CAIRO_FILL_RULE_EVEN_ODD);
        add_path(canvas.to, zone);
        cairo_clip(canvas.to);
        draw();
    }
}

} // namespace

Color patch_color(std::size_t layer)
{
    constexpr std::array colors{rgb(0xd55e00), rgb(0x009e73), rgb(0x0072b2), rgb(0xe69f00),
                                rgb(0xcc79a7), rgb(0x56b4e9), rgb(0x8c8c2e), rgb(0x7a4b9a)};
    return colors[layer % colors.size()];
}

Color patch_color_within(std::size_t layer) { return mixed(paper, patch_color(layer), within); }

std::vector<std::vector<ZoneTrace>> patch_traces(const std::vector<SheetPatches>& layers, const View& view)
{
    std::vector<std::vector<ZoneTrace>> out;
    for (const auto& layer : layers) {
        auto& traces = out.emplace_back();
        for (const auto& shape : layer.shapes)
            if (auto trace = shape_trace(shape, view); !trace.empty()) traces.push_back(std::move(trace));
    }
    return out;
}

void draw_patches(const Canvas& canvas, const std::vector<std::vector<ZoneTrace>>& layers,
                  const std::vector<ZoneTrace>& zones)
{
    for (std::size_t i = 0; i < layers.size(); ++i) {
        const Saved saved{canvas.to};
        const auto color = patch_color(i);
        lay(canvas, faint, [&] { fill_patches(canvas, layers[i], color); });
        lay(canvas, within, [&] { inside(canvas, zones, [&] { fill_patches(canvas, layers[i], color); }); });
        inside(canvas, zones, [&] { outline(canvas, layers[i], color); });
    }
}

} // namespace peaksite
