#pragma once

#include "plan/catalogue.hpp"
#include "plan/keys.hpp"
#include "plan/plan.hpp"

namespace peaksite {

/// Reads [siting]; what the plan leaves open comes from its policy.
SitingPlan read_siting(Keys& keys, const Catalogue& catalogue, const std::map<std::string, std::string>& paths);

/// Looks for what only the whole plan and the catalogue show: ids of zones, indicators and attributes that do not exist
/// (each with the nearest that does), weights that do not sum to 1, criteria that may not be used, decisions without a
/// reason.
void check_siting(const Plan& plan, const std::vector<IndicatorEntry>& indicators, Faults& faults);

} // namespace peaksite
