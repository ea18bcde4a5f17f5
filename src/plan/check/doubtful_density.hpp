#pragma once

#include "base/text.hpp"
#include "plan/plan.hpp"

#include <vector>

namespace peaksite {

/// A warning for each technology whose density is above the highest that the catalogue, or the plan, knows of its kind.
std::vector<Sentence> doubtful_densities(const Plan& plan);

} // namespace peaksite
