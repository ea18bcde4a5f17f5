#pragma once

#include "model/results.hpp"
#include "plan/plan.hpp"

namespace peaksite {

/// The rows of emissions.csv, and what is odd about the lists of facilities.
void add_emission_rows(const Plan& plan, Results& results);

} // namespace peaksite
