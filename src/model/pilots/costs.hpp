#pragma once

#include "model/pilots/pilot_data.hpp"

#include <string>
#include <vector>

namespace peaksite {

/// What the candidates cost, all in the one unit in which they and the budget are compared: that of the budget, else
/// that of [siting] cost, else that of the heads of the lists.
struct PilotCosts {
    std::vector<double> of;         ///< by candidate; NaN where the list states none
    std::optional<double> budget{}; ///< in the same unit
    std::string unit{};             ///< of both; empty where nobody states one
};

/// The costs of the candidates of types that the plan compares. UsageError where units are stated that cannot be
/// brought together: of another quantity, or stated by some lists, or the budget, and not by others.
PilotCosts pilot_costs(const PilotPlan& plan, const PilotData& data);

} // namespace peaksite
