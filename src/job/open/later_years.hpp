#pragma once

#include "model/tables/unit_table.hpp"

namespace peaksite {

/// Of the calendar: what hangs on it are warnings alone.
int this_year();

/// Tells of rows of years after `last`, which may be plans and forecasts: the latest year is that of the statistics,
/// unless the plan states one.
void tell_later_years(const UnitTable& table, int last, std::vector<Sentence>& warnings);

} // namespace peaksite
