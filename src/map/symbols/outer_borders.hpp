#pragma once

#include "map/symbols/zone_traces.hpp"

namespace peaksite {

/// The pieces of borders that belong to one ring only: where zones end and nothing of their kind begins. Neighbours
/// share a border where they share its points.
std::vector<Trace> outer_borders(const std::vector<ZoneTrace>& zones);

} // namespace peaksite
