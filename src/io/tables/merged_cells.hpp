#pragma once

#include "model/tables/office_table.hpp"

#include <string>
#include <vector>

namespace peaksite {

/// Keeps the rows that pass an OGR attribute filter, once the cells that a merged cell covers hold what it shows: blank
/// labels (the mark says so), and blanks of the columns of words or years that the filter names, unless it asks for
/// blanks; sums give nothing. Rows keep their own cells; a warning tells of those that a filled one let pass. Throws
/// InputError when the filter cannot be used.
void keep_rows_where(OfficeTable& table, const std::string& where);

} // namespace peaksite
