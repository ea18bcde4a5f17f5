#include "map/furniture/north_arrow.hpp"

#include <cairo.h>

#include <cmath>

namespace peaksite {

std::optional<double> north_angle(const Ground& ground, const View& view, Point place)
{
    constexpr double step = 0.01; // degrees
    const auto here = ground.degrees(place);
    if (!here || here->y + step > 90) return {};
    const auto there = ground.place({.x = here->x, .y = here->y + step});
    if (!there) return {};
    const auto from = view.to_page(place), to = view.to_page(*there);
    return std::atan2(to.x - from.x, from.y - to.y);
}

void draw_north_arrow(const Canvas& canvas, double angle, Spot corner, const std::string& lang)
{
    const Saved saved{canvas.to};
    constexpr double letter = 9, tip = -12, foot = 15, notch = 10, half = 5.5, shift = 5;
    cairo_translate(canvas.to, corner.x + north_arrow_size.width / 2, corner.y + north_arrow_size.height / 2 + shift);
    cairo_rotate(canvas.to, angle);
    const Lettering north{.text = lang == "en" ? "N" : "北", .style = {.size = letter, .bold = true}};
    canvas.text(north, {.x = -canvas.type->size(north).width / 2, .y = tip - letter - 2});
    cairo_set_line_join(canvas.to, CAIRO_LINE_JOIN_MITER);
    const auto side = [&](double x, Color color) {
        set_color(canvas.to, color);
        add_path(canvas.to, Trace{{0, tip}, {x, foot}, {0, notch}}, true);
        cairo_fill(canvas.to);
    };
    side(half, ink);
    side(-half, paper);
    set_color(canvas.to, ink);
    cairo_set_line_width(canvas.to, 0.5);
    add_path(canvas.to, Trace{{0, tip}, {half, foot}, {0, notch}, {-half, foot}}, true);
    cairo_stroke(canvas.to);
}

} // namespace peaksite
