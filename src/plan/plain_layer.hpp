#pragma once

#include "eval/syntax.hpp"
#include "plan/plan.hpp"

namespace peaksite {

/// The raster of numbers whose values an expression is, but for constants that they are multiplied with or divided by
/// ("ghi", "ghi / (1 kWh/m2/a)"): its mean over a zone is that of the layer. Null for any other expression.
const Layer* plain_layer(const Syntax& value, const Plan& plan);

} // namespace peaksite
