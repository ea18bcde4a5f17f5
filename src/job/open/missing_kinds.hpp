#pragma once

#include "job/open/table_fields.hpp"
#include "model/tables/row_gaps.hpp"
#include "model/zone.hpp"

namespace peaksite {

/// A table and the sheet that it was read from.
struct ReadTable {
    const UnitTable& table;
    const HeadedSheet& sheet;
    const std::vector<SheetField>& fields;
};

/// Rows that other years of a zone have, as row_gaps finds them; columns that the plan does not read help to name them.
/// None of a table that lists all there is.
RowGaps gaps_of(const ReadTable& from, const FormulaTable& reading, const std::vector<FormulaName>& names);

/// Warns of zones that have fewer rows of a kind in a year than in another (`table.gaps`): a row that was forgotten
/// counts as 0 as well as one that ended or had not begun. Where a zone without any row counts as 0, warns also of
/// those that have rows, but none of a year of the table: they have no value there.
void tell_missing_kinds(const UnitTable& table, const FormulaTable& reading, const std::vector<ZoneSet>& sets,
                        std::vector<Sentence>& warnings);

} // namespace peaksite
