#pragma once

#include "model/meaning/meaning.hpp"
#include "model/results.hpp"

namespace peaksite {

/// The rows of statistics.csv.
void add_statistic_rows(const Meaning& meaning, const StudyTally& tally, Results& results);

} // namespace peaksite
