#pragma once

#include "job/study/blueprint.hpp"
#include "map/sheet/sheet.hpp"

namespace peaksite {

/// A raster layer on and around the grid of the study, about as fine as a sheet shows it: averaged, or of classes the
/// most frequent one, where the layer is finer. Throws InputError when it cannot be read.
SheetBackground sheet_background(const Layer& layer, const OpenRaster& open, const GridFrame& frame);

} // namespace peaksite
