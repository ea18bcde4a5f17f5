#pragma once

#include "job/open_plan.hpp"
#include "model/meaning/meaning.hpp"
#include "model/results.hpp"

namespace peaksite {

/// A warning for every raster layer of which zones hold codes that are no class, with their areas. Reads cells where
/// codes were not counted one by one.
void warn_of_unclassified(const OpenPlan& open, const Meaning& meaning, const StudyTally& tally, Results& results);

} // namespace peaksite
