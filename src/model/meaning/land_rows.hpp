#pragma once

#include "model/meaning/zone_land.hpp"

namespace peaksite {

/// The rows of waterfall.csv and technologies.csv.
void add_land_rows(const Meaning& meaning, const std::vector<TechnologyUse>& uses, const StudyTally& tally,
                   ZoneLand& land, Results& results);

} // namespace peaksite
