#pragma once

#include "model/tables/unit_table.hpp"
#include "plan/catalogue/indicator_entry.hpp"

#include <map>
#include <string>
#include <vector>

namespace peaksite {

/// Rows of a kind that another year of a unit has more of: what is missing counts as 0 in sums of this year.
struct RowGap {
    std::vector<std::size_t> rows{}; ///< of the other year, with an amount and without their like in this one
    std::vector<std::string>
        kinds{}; ///< as the table names them, sorted: "煤/工业"; none where no words tell them apart
};

/// The gaps of a zone by year.
using GapsOfYears = std::map<int, std::vector<RowGap>>;
/// By set and zone; zones and years without gaps are not listed.
using RowGaps = std::vector<std::map<std::size_t, GapsOfYears>>;

/// Counts, for each zone, the rows of each kind (`reading.kinds`) in the years that it has rows of, and finds those
/// with fewer than another, of which the nearest with the most is taken. Only rows with a positive amount can be
/// missing; a word that gave way to another of the same kind (煤, then 原煤) is none. Other columns of words tell the
/// names of what is missing where they can. No gaps of tables whose catalogue entry names no amount.
RowGaps row_gaps(const UnitTable& table, const FormulaTable& reading, const std::vector<FormulaName>& names);

} // namespace peaksite
