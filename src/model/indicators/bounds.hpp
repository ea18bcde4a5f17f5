#pragma once

#include "model/indicators/indicators.hpp"

#include <functional>
#include <string>

namespace peaksite {

/// What a value says when some land counts as eligible only because rules were not tested.
enum class Bound : std::uint8_t {
    none,   ///< it does not depend on that land
    upper,  ///< the most it can be
    lower,  ///< the least it can be
    unclear ///< it may be more or less: means over the land, ranks, trends
};

/// How a planned formula depends on the eligible land of technologies for which `unchecked` holds: by its operations,
/// not by its wording. Factors and divisors are taken as not negative, as amounts and areas are.
Bound bound_of(const IndicatorBook& book, const PlannedFormula& planned,
               const std::function<bool(const std::string& technology)>& unchecked);

} // namespace peaksite
