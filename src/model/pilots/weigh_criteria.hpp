#pragma once

#include "model/pilots/compare_type.hpp"

namespace peaksite {

/// Settles the weights of the criteria in use (they sum to 1) from what the plan says they rest on, with the sets of
/// weights that are combined, the judgements, and warnings. `complete`: the values of members that have all of them,
/// `normal`: the same normalised. Weights of criteria that are left out are shared out among the others. UsageError
/// where judgements are inconsistent or combined weights are all 0.
void weigh_criteria(const PilotPlan& plan, const PilotTypePlan& type, const CandidateTable& complete,
                    const CandidateTable& normal, TypeComparison& out);

} // namespace peaksite
