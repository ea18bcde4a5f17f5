#pragma once

#include "model/tables/unit_table.hpp"
#include "model/zone.hpp"
#include "plan/catalogue/indicator_entry.hpp"

#include <vector>

namespace peaksite {

/// Warns of zones whose rows of a table sum up without a kind that they have in the year before or after: a row that
/// was forgotten counts as 0 as well as one that ended or had not begun, in the latest year, a base year or a series.
/// Looks at each year of the zone beside the next, and at rows with a positive amount; a word that gave way to another
/// of the same kind (煤, then 原煤) is none. Where a zone without a row counts as 0 and rows have no kinds, at the
/// years of the table.
void tell_missing_kinds(const UnitTable& table, const FormulaTable& reading, const std::vector<FormulaName>& names,
                        const std::vector<ZoneSet>& sets, std::vector<Sentence>& warnings);

} // namespace peaksite
