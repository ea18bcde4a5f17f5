#pragma once

#include "model/meaning/formula_facts.hpp"

namespace peaksite {

/// Names, unit, sources and bounds of an indicator, as outputs tell them. `unchecked`: rules that were not tested.
IndicatorInfo described(const IndicatorColumn& column, const RunIndicators& indicators, const FormulaFacts& facts,
                        const std::vector<UncheckedRule>& unchecked);

} // namespace peaksite
