#pragma once

#include "map/ground/background.hpp"
#include "map/sheet/block.hpp"
#include "map/symbols/choropleth.hpp"
#include "map/symbols/patches.hpp"
#include "map/symbols/symbols.hpp"
#include "map/text/labels.hpp"

#include <optional>
#include <vector>

namespace peaksite {

/// What is drawn in the frame, and so explained in the legend.
struct Shown {
    ZoneClasses zones;
    ShownClasses classes;
    Backdrop backdrop = Backdrop::none;
    std::optional<ToneScale> tones{};
    std::vector<std::size_t> background_classes{};
    std::vector<SymbolScale> symbol_scales{};
    std::vector<Circle> circles{};
    std::vector<ZoneKey> keys{};   ///< zones without a name on the map
    std::optional<double> north{}; ///< angle of the arrow
};
Shown shown(const Sheet& sheet, const ZoneClasses& zones, const std::vector<ZoneTrace>& traces, const View& view);

/// As if all zones and the whole background were in the frame, without symbols: about the most a legend can need.
Shown all_shown(const Sheet& sheet, const ZoneClasses& zones);
/// Adds the symbols inside the frame.
void show_symbols(Shown& shown, const Sheet& sheet, const View& view);

/// The blocks of the legend, with a title unless there is nothing to explain.
std::vector<Block> legend(const Sheet& sheet, const Shown& shown, const PanelStyle& style);

} // namespace peaksite
