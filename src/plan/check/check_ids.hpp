#pragma once

#include "plan/plan.hpp"
#include "plan/read/keys.hpp"

namespace peaksite {

/// Ids become names of files, tables and columns: letters, digits, _ and - of ASCII, not too long, no name that an
/// operating system keeps for itself, each once whatever the case. What is wrong becomes faults.
void check_ids(const Plan& plan, Faults& faults);

} // namespace peaksite
