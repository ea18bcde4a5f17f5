#pragma once

#include "model/results.hpp"
#include "plan/catalogue/indicator_entry.hpp"

namespace peaksite {

/// Says of the indicators that only a comparison of pilots gives (pilot_score, rank_acceptability, typicality) where
/// they stand.
void refer_to_comparison(Results& results, const IndicatorCatalogue& catalogue);

} // namespace peaksite
