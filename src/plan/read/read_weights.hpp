#pragma once

#include "plan/pilots.hpp"
#include "plan/read/keys.hpp"

namespace peaksite {

/// The word of a plan for a source of weights, or nothing where the key is not there.
std::optional<WeightSource> read_weight_source(Keys& keys, std::string_view key);

/// [siting.types.ahp]: pairwise judgements of criteria, of groups of criteria, of groups of groups.
AhpPlan read_ahp(Keys& keys);

/// [siting.combine]: which sets of weights become one, and how.
CombinationPlan read_combination(Keys& keys);

} // namespace peaksite
