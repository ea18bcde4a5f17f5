#pragma once

#include "map/sheet/block.hpp"
#include "map/sheet/sheet.hpp"

#include <optional>
#include <vector>

namespace peaksite {

/// The texts a sheet carries: notes, sources, coordinate system, north, date, program, map numbers, and the mark of a
/// map that was not reviewed. Parts without content are left out. `north` is the angle of the arrow, where there is
/// one.
std::vector<Block> credits(const Sheet& sheet, std::optional<double> north, const PanelStyle& style);

} // namespace peaksite
