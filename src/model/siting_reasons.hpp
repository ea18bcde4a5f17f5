#pragma once

#include "model/siting.hpp"

namespace peaksite {

/// Puts every candidate on its list and says why, with the clause where a rule decides.
void give_reasons(const SitingPlan& plan, const SitingData& data, SitingResult& result);

/// The quadrant of a candidate, or why it has none.
SitingReason quadrant_reason(const QuadrantPlace& place);

} // namespace peaksite
