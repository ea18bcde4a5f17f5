#pragma once

#include "map/ground/view.hpp"
#include "map/sheet/sheet.hpp"
#include "map/text/canvas.hpp"

#include <vector>

namespace peaksite {

/// How large the symbols of a layer are: the area of a circle follows the magnitude of its value.
struct SymbolScale {
    double value = 0;  ///< the largest magnitude
    double radius = 0; ///< its radius in points

    /// Never so small that it could not be seen.
    double radius_of(double magnitude) const;
    static constexpr double smallest = millimetres(0.55);
};

/// A symbol on the page.
struct Circle {
    enum class Kind { positive, negative, unknown }; ///< filled, pale, small and hollow
    Spot centre{};
    double radius = 0;
    Kind kind = Kind::positive;
    std::size_t layer = 0;
};

/// The scales of all layers: no circle is wider than 11 mm, and together they cover no more than a small part of the
/// map.
std::vector<SymbolScale> symbol_scales(const std::vector<SheetSymbols>& layers, const View& view, double map_area);

/// The symbols inside the frame, the largest first.
std::vector<Circle> circles(const std::vector<SheetSymbols>& layers, const std::vector<SymbolScale>& scales,
                            const View& view);

void draw_circle(const Canvas& canvas, const Circle& circle);

/// Up to three round values for the legend, the largest first, none above the largest value nor far below the smallest.
std::vector<double> reference_values(const SheetSymbols& layer);

} // namespace peaksite
