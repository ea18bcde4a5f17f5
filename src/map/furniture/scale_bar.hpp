#pragma once

#include "map/ground/ground.hpp"
#include "map/ground/view.hpp"
#include "map/text/canvas.hpp"

#include <string>
#include <vector>

namespace peaksite {

/// A bar of a round ground distance, right to 1e-6 for the line on the page from its left end; `width` is in points.
struct ScaleBar {
    struct Mark {
        double share = 0; ///< of the width, from the left
        std::string text;
    };
    double metres = 0;
    double width = 0;
    int parts = 1;
    std::vector<Mark> marks;
    std::string unit; ///< "km", "千米"
};

/// The longest bar of 1, 2, 3, 4 or 6 times a power of ten that is at most `longest` points where it lies. Where the
/// plane has no place on earth, after the plane itself.
ScaleBar scale_bar(const Ground& ground, const View& view, Spot left_end, double longest, const std::string& lang);

/// "1:2 500 000"; with decimals only below 1:10.
std::string fraction(double denominator);

/// Bar and fraction together; `size` is what they take up.
struct ScaleBlock {
    ScaleBar bar;
    Lettering fraction;
    double size_of_type = 7;
};
Size size(const ScaleBlock& block, const Typesetter& type);
void draw(const Canvas& canvas, const ScaleBlock& block, Spot place);

} // namespace peaksite
