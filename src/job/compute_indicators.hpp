#pragma once

#include "job/compute_results.hpp"

namespace peaksite {

/// Fills indicators, what is missing and why, their values by zone, provenance and targets. Needs area and inside share
/// by zone.
void compute_indicators(const OpenPlan& open, const Blueprint& blueprint, const StudyTally& tally, Results& results);

} // namespace peaksite
