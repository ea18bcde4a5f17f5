#pragma once

#include "map/sheet/sheet.hpp"
#include "map/text/canvas.hpp"

#include <vector>

namespace peaksite {

/// Title and subtitle in the middle above the map, secrecy in the left corner.
struct Header {
    struct Line {
        Lettering lettering;
        Spot place;
    };
    std::vector<Line> lines;
    double height = 0;
};

/// Set into the width of `page` from its top; long titles get smaller, then take more lines.
Header header(const Sheet& sheet, const Typesetter& type, const Rect& page);

void draw_header(const Canvas& canvas, const Header& header);

} // namespace peaksite
