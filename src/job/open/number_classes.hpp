#pragma once

#include "job/open/open_plan.hpp"

namespace peaksite {

/// Of a layer: one index more is for words that are no class, one means no data.
inline constexpr std::size_t most_classes = 253;

/// Gives the classes of a raster layer their indices, for the engine's bytes: those that the layer declares, and the
/// codes of a carbon table of it. A layer that declares none has as classes the codes that occur near the zones (and
/// within the reach of buffers), which are read now. Codes of more than 253 sorts are left numbers; throws InputError
/// where the plan counts them as classes.
void number_classes(OpenPlan& open, Layer& layer);

/// Codes of a raster near the zones that stand in no list, in order, at most `most` of them: names for what was counted
/// as unclassified.
std::vector<std::int64_t> unlisted_codes(const OpenPlan& open, const OpenRaster& raster, std::size_t most);

} // namespace peaksite
