#pragma once

#include "job/blueprint.hpp"
#include "model/results.hpp"

namespace peaksite {

/// The tally of a whole study: by pass, then zone number.
using StudyTally = std::vector<std::vector<ZoneTally>>;

/// Turns a tally into everything the outputs show. No cell is read: the same function serves what-if.
Results compute_results(const OpenPlan& open, const Blueprint& blueprint, const StudyTally& tally);

} // namespace peaksite
