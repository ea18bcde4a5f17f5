#pragma once

#include "job/open/open_plan.hpp"
#include "model/meaning/meaning.hpp"

namespace peaksite {

/// Warnings of layers whose mean over some zone lies where the middle of their values lies nowhere on land: one for
/// each layer, with zones and means; where cells of such a zone hold 0, with what that may be.
std::vector<Sentence> warnings_of_means(const OpenPlan& open, const Meaning& meaning, const StudyTally& tally);

} // namespace peaksite
