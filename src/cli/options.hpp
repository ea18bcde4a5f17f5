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

/// The catalogue, one for the whole command. Its folders: --catalogue, the environment's PEAKSITE_CATALOGUE, beside the
/// installed program, the source tree of the build. Throws UsageError when --catalogue is no folder.
const Catalogue& catalogue_of(const Session& session);

} // namespace peaksite::cli
