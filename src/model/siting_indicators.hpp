#pragma once

#include "model/results.hpp"
#include "plan/indicator_entry.hpp"

#include <map>

namespace peaksite {

/// What a comparison of pilots gives, by function of the formulas ("score", "sel_freq", "medoid_closeness"), then by
/// set and zone.
using SitingNumbers = std::map<std::string, std::vector<std::vector<std::optional<double>>>>;

/// Adds the indicators that only a comparison of pilots can give (pilot_score, rank_acceptability, typicality) to a
/// run's results, and takes them off the list of missing ones. Zones without a number say that they were not compared.
void add_siting_indicators(Results& results, const IndicatorCatalogue& catalogue, const SitingNumbers& numbers);

/// Says of the indicators that only a comparison gives where they stand, for runs that keep them apart.
void refer_to_comparison(Results& results, const IndicatorCatalogue& catalogue);

} // namespace peaksite
