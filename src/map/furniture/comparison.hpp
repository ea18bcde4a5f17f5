#pragma once

#include "map/sheet/block.hpp"
#include "map/sheet/sheet.hpp"

namespace peaksite {

/// The blocks of a comparison: bars of scores, one per candidate, and the chart of four quadrants with its names.
/// Nothing for sheets without one.
std::vector<Block> comparison_blocks(const Sheet& sheet, const PanelStyle& style);

} // namespace peaksite
