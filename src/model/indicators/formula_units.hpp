#pragma once

#include "plan/catalogue/indicator_entry.hpp"

#include "base/text.hpp"
#include "base/unit.hpp"
#include "eval/syntax.hpp"

#include <optional>
#include <string>
#include <vector>

namespace peaksite {

/// A formula whose plain numbers come out in `unit`: names are numbers in the units of the catalogue, and where units
/// of another size meet a factor stands in the formula.
struct UnitFormula {
    Syntax formula;
    std::optional<Unit> unit{};    ///< nothing where any will do: a bare number, words
    std::vector<Sentence> notes{}; ///< numbers read as conversions, words that the catalogue does not know
};

/// Which names and functions a formula may use.
enum class KnownNames {
    only, ///< unknown ones are a fault
    any   ///< unknown ones are of any unit: whoever resolves the formula says what it lacks
};

/// The formula with its units applied. A unit literal is a number in its unit. A bare number goes with any unit it is
/// added to or compared with (beside a ratio of sizes, km2/ha, it is a pure number), and carries no unit in products,
/// except 44/12, which is t CO2 per t C. Sums, comparisons, least and greatest are taken in the unit of their first
/// part that has one; a part of another size is converted, unless it carries that very factor as a bare number
/// ("1000*power.import*ef_grid + …"). Throws UsageError for dimensions that do not fit.
UnitFormula applied_units(const Syntax& formula, const IndicatorCatalogue& catalogue, KnownNames known);

/// The indicator's formula as numbers in the indicator's unit (`factor_unit` included). A formula that carries the
/// factor of the conversion itself (100*a/b in %) is left as it is, which a note says. Throws UsageError where the
/// dimensions differ.
UnitFormula in_its_unit(const IndicatorEntry& entry, const IndicatorCatalogue& catalogue, KnownNames known);

} // namespace peaksite
