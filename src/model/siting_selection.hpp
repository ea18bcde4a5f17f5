#pragma once

#include "model/siting.hpp"

namespace peaksite {

/// Fills what is selected: objective, rules, the best set and the next ones, prices, sensitivity, how often each
/// candidate is selected; where no set obeys the rules, which rules conflict. Without quotas nothing is selected.
void select_set(const SitingPlan& plan, const SitingData& data, unsigned threads, SitingResult& result);

} // namespace peaksite
