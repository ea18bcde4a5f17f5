#include "map/text/canvas.hpp"

#include <cairo.h>

namespace peaksite {

void Canvas::fill(const Rect& rect, Color color, double opacity) const
{
    set_color(to, color, opacity);
    add_path(to, rect);
    cairo_fill(to);
}

void Canvas::outline(const Rect& rect, Color color, double width) const
{
    set_color(to, color);
    cairo_set_line_width(to, width);
    cairo_set_line_join(to, CAIRO_LINE_JOIN_MITER);
    add_path(to, rect);
    cairo_stroke(to);
}

void Canvas::line(Spot from, Spot to_spot, Color color, double width) const
{
    set_color(to, color);
    cairo_set_line_width(to, width);
    cairo_set_line_cap(to, CAIRO_LINE_CAP_BUTT);
    add_path(to, Trace{from, to_spot}, false);
    cairo_stroke(to);
}

void set_color(cairo_t* to, Color color, double opacity)
{
    cairo_set_source_rgba(to, color.red, color.green, color.blue, opacity);
}

void add_path(cairo_t* to, const Trace& trace, bool closed)
{
    cairo_new_sub_path(to);
    for (const auto& spot : trace) cairo_line_to(to, spot.x, spot.y);
    if (closed) cairo_close_path(to);
}

void add_path(cairo_t* to, const std::vector<Trace>& rings)
{
    for (const auto& ring : rings) add_path(to, ring, true);
}

void add_path(cairo_t* to, const Rect& rect) { cairo_rectangle(to, rect.x, rect.y, rect.width, rect.height); }

Saved::Saved(cairo_t* to) : m_to(to) { cairo_save(to); }
Saved::~Saved() { cairo_restore(m_to); }

} // namespace peaksite
