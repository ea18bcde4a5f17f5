#pragma once

#include "job/open/table_fields.hpp"

namespace peaksite {

/// Tells of columns and titles that name another year than the plan gives their numbers; of series whose heads differ
/// in more than the year; and of columns that look like years of a series and were left out.
void tell_head_years(const TablePlan& plan, const OfficeTable& table, const std::vector<SheetField>& fields,
                     std::vector<Sentence>& warnings);

} // namespace peaksite
