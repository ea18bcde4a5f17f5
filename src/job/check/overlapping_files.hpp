#pragma once

#include "job/open/open_plan.hpp"

namespace peaksite {

/// A warning for every raster layer of which two files hold different numbers for one cell, of the cells read so far.
std::vector<Sentence> warnings_of_overlapping_files(const OpenPlan& open);

} // namespace peaksite
