#pragma once

#include "model/tables/office_table.hpp"

namespace peaksite {

/// Finds out what rows are, before any is filtered out. `names` as in TableRequest.
void mark_rows(OfficeTable& table, const std::vector<std::string>& names);

/// Marks sums that say so in any column of words, after rows were filtered: a column whose every word is 合计 tells no
/// sum from what it sums up. Rows that count what others of their name and year count too are sums only beside those:
/// "其中：原煤" below 煤, 综合能源消费量 beside 煤; "其中：煤" right below a sum that is left out is none. A sum above
/// parts that do not add up to it counts, and they do not; so does a sum that is the only row of its name and year.
/// Sums over rows that a filter left out (lacks_rows) never count.
/// `one_counts`: of a name and year one row is asked for, the sum where there is one.
void mark_subtotals(OfficeTable& table, bool one_counts);

} // namespace peaksite
