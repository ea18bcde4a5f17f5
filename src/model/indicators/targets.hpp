#pragma once

#include "model/indicators/zonal_terms.hpp"
#include "model/results.hpp"

namespace peaksite {

/// What is still to be done to reach a target, in the unit of `value`; 0 when it is reached. "about" counts as "at
/// least".
double gap_to_target(double value, double target, const std::string& relation);

/// The targets of policy documents beside the values of the zones: only where the run has the indicator that a target
/// is compared with (domain 1.8), and, for reductions since a base year, where the base year is the same. A target is
/// context for a unit unless the plan names it as its own ([parameters] targets).
std::vector<TargetRow> gaps_to_targets(const std::vector<TargetEntry>& targets, const ParametersPlan& parameters,
                                       const FormulaNames& names, const Results& results);

} // namespace peaksite
