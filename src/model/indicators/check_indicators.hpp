#pragma once

#include "plan/plan.hpp"

namespace peaksite {

/// The unit a formula's names give it (`applied_units`); nothing where it has none to speak of (a table column of
/// words). Throws UsageError for sums, comparisons and exponents whose dimensions do not fit, for unknown names with
/// the nearest known one, and for unknown functions.
std::optional<Unit> formula_unit(const Syntax& formula, const IndicatorCatalogue& catalogue);

/// What is wrong with an indicator: its formula does not parse, names nothing known, or has another dimension than the
/// unit it is said to have (`factor_unit` being that of its numbers together). Another size is no fault: it is
/// converted.
std::vector<Fault> faults_of(const IndicatorEntry& entry, const IndicatorCatalogue& catalogue);

/// Faults of a plan's own indicators, circles and ids that are taken included.
std::vector<Fault> faults_of_own_indicators(const Plan& plan, const IndicatorCatalogue& catalogue);

/// What to say of a plan's own indicators that have no fault: numbers in them that were read as conversions of units,
/// words that a column of the catalogue is not known to have.
std::vector<Sentence> notes_on_own_indicators(const Plan& plan, const IndicatorCatalogue& catalogue);

} // namespace peaksite
