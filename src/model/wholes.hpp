#pragma once

#include "model/zone.hpp"

namespace peaksite {

/// All wholes among the sets of a run: at least two zones of another set in the same coordinate system, whose insides
/// lie in the zone and whose plane areas sum to its own to 1e-9.
std::vector<Whole> wholes_of(const std::vector<ZoneSet>& sets);

} // namespace peaksite
