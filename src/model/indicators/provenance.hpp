#pragma once

#include "model/indicators/indicator_evaluator.hpp"
#include "model/results.hpp"

namespace peaksite {

/// What every indicator of a run was computed from, by pilot type: layers, tables with source and standing, parameters
/// with value, source and certainty, other indicators, components that were added, and inputs that were left out with
/// the reason and the zone sets whose units do without.
std::vector<ProvenanceRow> provenance(const IndicatorBook& book, const IndicatorEvaluator& evaluator,
                                      const std::vector<ZoneSet>& sets);

/// The layers that a planned formula stands on: those of its terms, and of the rules, shares and yields of the
/// technologies it speaks of; derived layers with what they are derived from.
std::set<std::string> layers_behind(const IndicatorBook& book, const PlannedFormula& planned);

} // namespace peaksite
