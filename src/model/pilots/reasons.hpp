#pragma once

#include "model/pilots/compare_pilots.hpp"

namespace peaksite {

/// Puts every candidate on its list and says why, with the clause where a rule decides.
void give_reasons(const PilotPlan& plan, const PilotData& data, PilotResult& result);

/// The quadrant of a candidate, or why it has none.
PilotReason quadrant_reason(const QuadrantPlace& place);

/// Which experts give no score of the member, or of an item of it, and what that does to its mean; nothing where none
/// is wanting or there are no experts.
std::optional<PilotReason> expert_gap_reason(const TypeComparison& type, std::size_t member);

} // namespace peaksite
