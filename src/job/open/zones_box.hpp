#pragma once

#include "job/open/open_plan.hpp"

#include <optional>

namespace peaksite {

/// Longitudes and latitudes of all zones with a boundary that can be placed; nothing where there are none.
std::optional<Box> box_of_zones(const OpenPlan& open);

} // namespace peaksite
