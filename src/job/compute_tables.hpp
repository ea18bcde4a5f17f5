#pragma once

#include "job/compute_results.hpp"

namespace peaksite {

/// Places facilities into zones: emission rows, facility rows.
void compute_facilities(const OpenPlan& open, Results& results);

/// The rows of statistics.csv.
void compute_statistics(const Blueprint& blueprint, const StudyTally& tally, Results& results);

/// The rows of waterfall.csv and technologies.csv.
void compute_land(const Blueprint& blueprint, const StudyTally& tally, Results& results);

} // namespace peaksite
