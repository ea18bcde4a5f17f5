#pragma once

#include "map/sheet.hpp"

#include <string>
#include <vector>

namespace peaksite {

/// All texts of a sheet that are printed.
std::vector<std::string> texts_of(const Sheet& sheet);

/// The extent with a size that can be drawn: at least `smallest` CRS units on both sides, about the same middle; the
/// box of the zones where it is no box. Throws InputError when there is nothing to show.
Box drawable_extent(const Sheet& sheet, double smallest);

} // namespace peaksite
