#pragma once

#include "model/meaning/meaning.hpp"
#include "model/results.hpp"

namespace peaksite {

/// Turns a tally into everything the outputs show, but the comparison of pilots. No file and no cell is read. Throws
/// UsageError where the plan asks for rules, shares or yields that were not counted, InputError where a class that
/// occurs has no carbon density. The results are the same for any number of `threads`.
Results compute(const Meaning& meaning, Tables tables, const StudyTally& tally, unsigned threads);

} // namespace peaksite
