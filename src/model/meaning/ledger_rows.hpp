#pragma once

#include "model/meaning/meaning.hpp"
#include "model/results.hpp"

namespace peaksite {

/// The rows of ledger.csv, and a warning for zones of which parcels claim more than there is.
void add_ledger_rows(const Meaning& meaning, const StudyTally& tally, Results& results);

} // namespace peaksite
