#pragma once

#include "model/tables/headed_sheet.hpp"

#include <string>

namespace peaksite {

/// Puts a point where a column of a text writes its decimals behind a comma ("10,25"); in a text separated by commas
/// only where every cell of the column does. Warnings tell of these columns, and of those whose commas or points may
/// stand between thousands or before decimals, as far as other columns of the file make it doubtful.
void settle_decimals(SheetCells& cells, const std::string& file);

} // namespace peaksite
