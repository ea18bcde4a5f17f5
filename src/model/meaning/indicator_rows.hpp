#pragma once

#include "model/meaning/zone_land.hpp"

namespace peaksite {

/// Fills indicators, what is missing and why, their values by zone, provenance and targets. Needs the tables of the
/// results, and area and inside share by zone.
void add_indicator_rows(const Meaning& meaning, const std::vector<TechnologyUse>& uses, const StudyTally& tally,
                        ZoneLand& land, Results& results);

} // namespace peaksite
