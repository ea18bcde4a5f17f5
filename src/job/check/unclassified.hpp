#pragma once

#include "job/open/open_plan.hpp"
#include "model/meaning/meaning.hpp"

namespace peaksite {

/// A warning for every raster layer of which zones hold codes that are no class, with their areas. Reads cells where
/// codes were not counted one by one, and notes them in the meaning.
std::vector<Sentence> warnings_of_unclassified(const OpenPlan& open, Meaning& meaning, const StudyTally& tally);

} // namespace peaksite
