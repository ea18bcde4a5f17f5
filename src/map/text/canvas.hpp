#pragma once

#include "map/sheet/paper.hpp"
#include "map/symbols/color.hpp"
#include "map/text/typesetter.hpp"

#include <vector>

namespace peaksite {

/// A ring or line on the page.
using Trace = std::vector<Spot>;

/// Where everything is drawn: a surface in points, and the type. Neither is owned.
struct Canvas {
    cairo_t* to = nullptr;
    const Typesetter* type = nullptr;

    void text(const Lettering& lettering, Spot place) const { type->draw(to, lettering, place); }
    void fill(const Rect& rect, Color color, double opacity = 1) const;
    void outline(const Rect& rect, Color color, double width) const;
    void line(Spot from, Spot to_spot, Color color, double width) const;
};

void set_color(cairo_t* to, Color color, double opacity = 1);
void add_path(cairo_t* to, const Trace& trace, bool closed);
/// Closed rings.
void add_path(cairo_t* to, const std::vector<Trace>& rings);
void add_path(cairo_t* to, const Rect& rect);

/// Saves the state of a surface until the end of a scope.
class Saved {
public:
    explicit Saved(cairo_t* to);
    ~Saved();
    Saved(const Saved&) = delete;
    Saved& operator=(const Saved&) = delete;
    Saved(Saved&&) = delete;
    Saved& operator=(Saved&&) = delete;

private:
    cairo_t* m_to;
};

} // namespace peaksite
