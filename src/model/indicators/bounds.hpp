#pragma once

#include "model/indicators/indicators.hpp"
#include "model/indicators/result_flags.hpp"

#include <functional>
#include <string>

namespace peaksite {

/// How a planned formula depends on the eligible land of technologies for which `unchecked` holds: by its operations,
/// not by its wording. Factors and divisors are taken as not negative, as amounts and areas are.
Bound bound_of(const IndicatorBook& book, const PlannedFormula& planned,
               const std::function<bool(const std::string& technology)>& unchecked);

} // namespace peaksite
