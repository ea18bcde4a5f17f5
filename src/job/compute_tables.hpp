#pragma once

#include "job/compute_results.hpp"

#include <map>

namespace peaksite {

/// t CO2/a of the facilities in a zone, by set and zone: only zones of a run whose plan states emissions.
using EmissionOf = std::map<std::pair<std::size_t, std::size_t>, double>;

/// Places facilities into zones: emission rows, facility rows, sums for e_facilities.
void compute_facilities(const OpenPlan& open, Results& results, EmissionOf& emission_of);

/// The rows of statistics.csv.
void compute_statistics(const Blueprint& blueprint, const StudyTally& tally, Results& results);

/// The rows of waterfall.csv and technologies.csv.
void compute_land(const Blueprint& blueprint, const StudyTally& tally, Results& results);

} // namespace peaksite
