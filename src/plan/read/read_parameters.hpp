#pragma once

#include "plan/catalogue/indicator_entry.hpp"
#include "plan/read/keys.hpp"

namespace peaksite {

/// [[indicators]] of a plan: id, name, unit, formula, direction, types; `kind`, `factor_unit`, `note` and `clause` may
/// follow.
IndicatorEntry read_own_indicator(Keys& keys);

/// [parameters] of a plan. A name that no formula knows is a fault with the nearest one; a number may carry a unit.
ParametersPlan read_parameters(Keys& keys, const IndicatorCatalogue& catalogue);

} // namespace peaksite
