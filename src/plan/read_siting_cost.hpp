#pragma once

#include "plan/keys.hpp"
#include "plan/siting.hpp"

namespace peaksite {

/// budget: "5000 万元", or a bare number in the unit of the costs.
void read_budget(Keys& keys, SitingPlan& out);

/// cost: the role of an attribute, or { attribute = "…", unit = "万元" }.
void read_cost(Keys& keys, SitingPlan& out);

} // namespace peaksite
