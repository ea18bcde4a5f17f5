#pragma once

#include "plan/catalogue/catalogue.hpp"
#include "plan/plan.hpp"
#include "plan/read/keys.hpp"

namespace peaksite {

/// Reads [siting]; what the plan leaves open comes from its policy.
PilotPlan read_pilots(Keys& keys, const Catalogue& catalogue, const std::map<std::string, std::string>& paths);

/// Looks for what only the whole plan and the catalogue show: ids of zones, indicators and attributes that do not exist
/// (each with the nearest that does), weights that do not sum to 1, criteria that may not be used, decisions without a
/// reason.
void check_pilots(const Plan& plan, const std::vector<IndicatorEntry>& indicators, Faults& faults);

} // namespace peaksite
