#pragma once

#include "job/options.hpp"
#include "peaksite/plan.hpp"

namespace peaksite::api {

/// The entries of these folders. Throws UsageError where there are none: nothing could be computed, and no number would
/// be missed.
Catalogue catalogue_in(const std::vector<std::filesystem::path>& folders);

/// What the modules below call a plan file with its catalogue and settings.
PlanSource source_of(const PlanFile& plan);

} // namespace peaksite::api
