#pragma once

#include "map/ground/view.hpp"
#include "map/sheet/sheet.hpp"
#include "map/text/canvas.hpp"

#include <optional>
#include <vector>

namespace peaksite {

/// What lies below the zones, as far as drawing over it is concerned.
enum class Backdrop { none, tones, classes };

/// Tones for numbers: from the first tick to the last, values beyond them in the tone of the end.
struct ToneScale {
    std::vector<double> ticks; ///< round, increasing, evenly apart; one where all values are equal
    bool below = false;        ///< there are values below the first tick, or above the last
    bool above = false;

    double share(double value) const;
};

/// The scale of the values inside a box, wide enough for the middle 98 % of them; nothing where there are none.
std::optional<ToneScale> tone_scale(const SheetBackground& background, const Box& box);

/// The classes that occur inside a box, in their order.
std::vector<std::size_t> classes_within(const SheetBackground& background, const Box& box);

/// A class's colour as it is drawn; grey where it has none.
Color class_color(const SheetBackground::Class& one);

/// Draws numbers in tones, or classes in quiet colours; cells smaller than a dot of the printer are averaged, of
/// classes the most frequent one is taken. Cells without data are left as they are.
void draw_background(const Canvas& canvas, const SheetBackground& background, const std::optional<ToneScale>& tones,
                     const View& view);

} // namespace peaksite
