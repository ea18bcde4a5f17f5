#pragma once

#include "plan/catalogue.hpp"
#include "plan/plan.hpp"

namespace peaksite {

/// What the command line changes in a plan: name=value. A name without a dot is a path of [paths]; "grid.cell" is a key.
using Settings = std::vector<std::pair<std::string, std::string>>;

/// Reads a plan. Throws UsageError with all faults at once: file, line, key, sentence, hint.
Plan read_plan(const std::string& file, const std::vector<std::filesystem::path>& catalogue_folders, const Settings& settings);

/// The same from text in memory; `file` serves for messages and relative paths.
Plan read_plan_text(const std::string& content, const std::string& file, const std::vector<std::filesystem::path>& catalogue_folders, const Settings& settings);

} // namespace peaksite
