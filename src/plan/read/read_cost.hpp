#pragma once

#include "plan/pilots.hpp"
#include "plan/read/keys.hpp"

namespace peaksite {

/// budget: "5000 万元", or a bare number in the unit of the costs.
void read_budget(Keys& keys, PilotPlan& out);

/// cost: the role of an attribute, or { attribute = "…", unit = "万元" }.
void read_cost(Keys& keys, PilotPlan& out);

} // namespace peaksite
