#pragma once

#include "map/sheet/sheet.hpp"
#include "map/text/typesetter.hpp"

#include <string>
#include <vector>

namespace peaksite {

/// The sheet as the fonts at hand can write it: zones whose names they cannot write have none, in other texts "□"
/// stands for every character that no font has, and a note says so. `lost` takes the texts that were changed, each
/// once.
Sheet writable(const Sheet& sheet, const Typesetter& type, std::vector<std::string>& lost);

/// The extent with a size that can be drawn: at least `smallest` CRS units on both sides, about the same middle; the
/// box of the zones where it is no box. Throws InputError when there is nothing to show.
Box drawable_extent(const Sheet& sheet, double smallest);

} // namespace peaksite
