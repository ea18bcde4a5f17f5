#pragma once

#include "job/options.hpp"
#include "peaksite/plan.hpp"

namespace peaksite::api {

/// What the modules below call a plan file with its catalogue and settings.
PlanSource source_of(const PlanFile& plan);

} // namespace peaksite::api
