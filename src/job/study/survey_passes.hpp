#pragma once

#include "job/study/blueprint.hpp"

namespace peaksite {

/// Polygons with classes or values, laid over the zones exactly, whatever the grid: one pass per layer. Moments are by
/// class, the last of them for words that are no class (their counts are parcels), and class areas at 0; of values the
/// moments at 0.
Slot survey_pass(const OpenPlan& open, Blueprint& blueprint, const Layer& layer);

/// The polygons of a layer that says only where it is, laid over the zones exactly: the moments at 0 have the area
/// inside, land that is drawn several times once.
Slot cover_pass(const OpenPlan& open, Blueprint& blueprint, const Layer& layer);

} // namespace peaksite
