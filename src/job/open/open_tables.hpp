#pragma once

#include "job/open/later_years.hpp"
#include "job/open/open_plan.hpp"
#include "model/tables/headed_sheet.hpp"
#include "plan/catalogue/catalogue.hpp"

namespace peaksite {

/// What rows of tables are joined with.
struct TableContext {
    const std::vector<ZoneSet>& sets;
    std::vector<FormulaName> names; ///< of the catalogue
    std::vector<Region> regions;
    std::vector<FormulaTable> tables{}; ///< of the catalogue
    std::optional<int> year{};          ///< of the statistics, as the plan states it
    int this_year = peaksite::this_year();
};

/// Reads a table of statistics and joins its rows to the zones; what did not join stands in the table and in the
/// warnings. Throws InputError: file, sheet or column missing, no rows, unit of another dimension, a label that may
/// mean two zones.
UnitTable open_table(const TablePlan& plan, const TableContext& context, std::vector<Sentence>& warnings);

} // namespace peaksite
