#pragma once

#include "map/sheet/paper.hpp"
#include "map/symbols/color.hpp"

#include <memory>
#include <string>
#include <vector>

using cairo_t = struct _cairo;
using PangoContext = struct _PangoContext;
using PangoLayout = struct _PangoLayout;

namespace peaksite {

struct TextStyle {
    double size = 8; ///< points, the side of a Chinese character
    bool bold = false;
    Color color = ink;
};

enum class Align { left, centre, right };

/// A text set in type. With a width its lines are broken there, else only where the text says so.
struct Lettering {
    std::string text;
    TextStyle style;
    double width = 0;
    Align align = Align::left;
    double leading = 1.32; ///< from one line to the next, as a multiple of the size
};

/// Sets texts, always the same way whatever they are drawn on: sizes are points, nothing is fitted to pixels, so that a
/// PDF and an image carry the same lines. Use from one thread at a time.
class Typesetter {
public:
    Typesetter();

    /// What the lettering takes up: from the top of the first line's characters to the foot of the last line's, as wide
    /// as the widest line.
    Size size(const Lettering& lettering) const;
    /// `place` is the upper left corner; with an alignment other than left, of the lettering's width.
    void draw(cairo_t* to, const Lettering& lettering, Spot place) const;
    /// Only its outline, `margin` wider on every side: what separates a label from the map behind it.
    void draw_halo(cairo_t* to, const Lettering& lettering, Spot place, double margin) const;

    /// Throws InputError naming the first text with a character for which no font is installed.
    void check_glyphs(const std::vector<std::string>& texts) const;
    /// Whether the installed fonts have every character of the text.
    bool writes(const std::string& text) const;
    /// The text with "□" for every character that no installed font has.
    std::string written(const std::string& text) const;

private:
    struct Release {
        void operator()(void* object) const;
    };
    using Layout = std::unique_ptr<PangoLayout, Release>;
    struct Row;

    Layout layout(const Lettering& lettering) const;
    std::vector<Row> rows(PangoLayout* layout, const Lettering& lettering) const;

    std::unique_ptr<PangoContext, Release> m_context;
};

} // namespace peaksite
