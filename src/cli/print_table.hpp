#pragma once

#include "plan/read/read_plan.hpp"

#include <string>
#include <vector>

namespace peaksite::cli {

/// A table with aligned columns; Chinese characters count two.
void print_table(const std::vector<std::vector<std::string>>& rows);

/// What changed, a line each, below a head; nothing where nothing did.
void print_changes(const std::string& head, const std::vector<PlanChange>& changes);

} // namespace peaksite::cli
