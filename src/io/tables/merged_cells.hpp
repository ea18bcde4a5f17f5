#pragma once

#include "model/tables/office_table.hpp"

#include <string>
#include <vector>

namespace peaksite {

/// Keeps the rows that pass an OGR attribute filter, once the cells that a merged cell covers hold what it shows: blank
/// labels (the mark says so), and blanks of the columns of words or years that the filter names, unless it asks for
/// blanks; sums give nothing, nor does a column that its first row leaves blank: merged cells say at their top what
/// they hold. Rows keep their own cells; warnings tell of those that a filled one let pass, and of those that pass with
/// another word in place of a blank. Sums over rows that do not pass are left out. `heads`: of columns that are read,
/// amounts among them. Throws InputError when the filter cannot be used.
void keep_rows_where(OfficeTable& table, const std::string& where, const std::vector<std::string>& heads);

/// The same for a table whose file has passed its rows by itself (`passed`: their places): by types that texts of
/// cells do not have, by its own numbers of rows. It has no merged cells: blanks stay what they are.
void keep_passed_rows(OfficeTable& table, const std::string& where, const std::vector<std::string>& heads,
                      const std::vector<std::size_t>& passed);

} // namespace peaksite
