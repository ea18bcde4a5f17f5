#pragma once

#include "model/results.hpp"
#include "plan/catalogue/indicator_entry.hpp"

#include <cstdint>

namespace peaksite {

/// What a folder has of the comparison of pilots.
enum class ComparisonHere : std::uint8_t {
    ranking,  ///< ranking.csv
    ground,   ///< siting.json alone, which `peaksite rank` ranks by
    withheld, ///< neither: the siting is public
};

/// Says of the indicators that only a comparison of pilots gives (pilot_score, rank_acceptability, typicality) where
/// they stand.
void refer_to_comparison(Results& results, const IndicatorCatalogue& catalogue, ComparisonHere here);

} // namespace peaksite
