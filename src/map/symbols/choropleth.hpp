#pragma once

#include "map/ground/background.hpp"
#include "map/symbols/classify.hpp"
#include "map/symbols/zone_traces.hpp"

#include <optional>
#include <set>
#include <vector>

namespace peaksite {

/// The classes of a theme and the one of each zone; nothing for zones without a value.
struct ZoneClasses {
    Classes classes;
    std::vector<std::optional<std::size_t>> of_zone;
    std::vector<Blank> blanks; ///< by zone: why it has none, where it has none
    std::vector<Color> colors; ///< by class
    bool plain = false;        ///< only borders are drawn
};
ZoneClasses zone_classes(const SheetTheme& theme);

/// What of a theme is inside the frame, and so in the legend.
struct ShownClasses {
    std::vector<bool> classes; ///< by class
    std::set<Blank> blanks{};  ///< of zones without a value
};
ShownClasses shown_classes(const ZoneClasses& zones, const std::vector<ZoneTrace>& traces);

/// Draws the zones in the colours of their classes so that the backdrop can still be read: tones show as lighter and
/// darker shades of the colour; over classes the colour is thin inside a zone and full along its border. Zones without
/// value are hatched, by why they have none.
void draw_zones(const Canvas& canvas, const ZoneClasses& zones, const std::vector<ZoneTrace>& traces,
                Backdrop backdrop);
/// Their borders, the outer ones stronger.
void draw_borders(const Canvas& canvas, const std::vector<ZoneTrace>& traces);

/// The same as one rectangle, for the legend; without a class hatched.
void draw_swatch(const Canvas& canvas, const Rect& rect, std::optional<Color> color, Backdrop backdrop,
                 Blank blank = Blank::no_data);

} // namespace peaksite
