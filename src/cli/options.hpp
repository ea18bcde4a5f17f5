#pragma once

#include "cli/commands.hpp"
#include "job/options.hpp"

#include <memory>
#include <string>
#include <vector>

namespace peaksite::cli {

/// Options that several commands share, spelled the same everywhere.
struct PlanOptions {
    std::string plan;
    std::vector<std::string> set;
};

/// Declares PLAN and --set.
void add_plan_options(Arguments& arguments, PlanOptions& options);

/// The plan to read. Throws UsageError for a --set without "=".
PlanSource plan_source(const PlanOptions& options, const Session& session);

/// Folders of the catalogue: --catalogue, the environment's PEAKSITE_CATALOGUE, beside the installed program, the
/// source tree of the build.
std::vector<std::filesystem::path> catalogue_of(const Session& session);

} // namespace peaksite::cli
