#pragma once

#include "peaksite/finding.hpp"

#include <string>
#include <vector>

namespace peaksite {

/// Findings as JSON for other programs: {"errors": 1, "warnings": 0, "notes": 2, "findings": [{"severity": "error",
/// "of": "plan", "place": "plan.toml:12", "key": "layers.slope", "what": "…", "hint": "…"}, …]}. Sentences come from
/// `say`.
std::string findings_json(const std::vector<Finding>& findings, std::string (*say)(const Sentence&));

} // namespace peaksite
