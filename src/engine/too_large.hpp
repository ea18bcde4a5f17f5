#pragma once

#include "base/text.hpp"
#include "engine/pass.hpp"

#include <set>

namespace peaksite {

/// The inputs that a value output of a program is computed from.
std::set<int> inputs_behind(const Program& program, int output);

/// Whom a sum that no number holds is owed to: "layer 'dem' (dem.tif, band 2)", joined, for numbers of rasters;
/// expressions of others are named by the pass.
std::string layers_behind(const Pass& pass, int output);

} // namespace peaksite
