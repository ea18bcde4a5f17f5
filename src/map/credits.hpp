#pragma once

#include "map/block.hpp"
#include "map/sheet.hpp"

#include <vector>

namespace peaksite {

/// The texts a sheet carries: notes, sources, coordinate system, date, program, map numbers, and the mark of a map that
/// was not reviewed. Parts without content are left out.
std::vector<Block> credits(const Sheet& sheet, const PanelStyle& style);

} // namespace peaksite
