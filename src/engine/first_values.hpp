#pragma once

#include "engine/pass.hpp"

namespace peaksite {

/// A value that occurs, for each of the value outputs: the first with data in a few small windows spread over the grid,
/// 0 where none has any. Depends on the pass alone.
std::vector<double> first_values(const Pass& pass, const std::vector<int>& outputs);

} // namespace peaksite
