#pragma once

#include "model/pilots/compare_pilots.hpp"

namespace peaksite {

/// Fills what is selected: objective, rules, the best set and the next ones, prices, sensitivity, how often each
/// candidate is selected; where no set obeys the rules, which rules conflict. Without quotas nothing is selected.
void select_set(const PilotPlan& plan, const PilotData& data, unsigned threads, PilotResult& result);

} // namespace peaksite
