#pragma once

#include "model/tables/unit_table.hpp"
#include "plan/catalogue/indicator_entry.hpp"

#include <vector>

namespace peaksite {

/// Counts, for each zone, the rows of each kind (`reading.kinds`) in the years that it has rows of, and finds those
/// with fewer than another, of which the nearest with the most is taken; years of which one sum is stated (whole) are
/// none of them. Only rows with a positive amount can be
/// missing; a word that gave way to another of the same kind (煤, then 原煤) is none. Other columns of words tell the
/// names of what is missing where they can. No gaps of tables whose catalogue entry names no amount.
RowGaps row_gaps(const UnitTable& table, const FormulaTable& reading, const std::vector<FormulaName>& names);

} // namespace peaksite
