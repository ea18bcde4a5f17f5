#pragma once

#include "model/indicators/indicators.hpp"
#include "model/indicators/result_flags.hpp"

#include <functional>
#include <string>

namespace peaksite {

/// How a planned formula depends on the eligible land of technologies for which `unchecked` holds: by its operations,
/// not by its wording, and by the signs of its factors and divisors (signs.hpp). A divisor is taken as not 0.
Bound bound_of(const IndicatorBook& book, const PlannedFormula& planned,
               const std::function<bool(const std::string& technology)>& unchecked);

} // namespace peaksite
