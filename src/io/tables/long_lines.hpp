#pragma once

#include "model/tables/headed_sheet.hpp"

#include <string>

namespace peaksite {

/// Looks at lines of a text that have more cells than there are heads: they were split where they should not be, at the
/// comma of 1,234 or of 12,5, say, and any number of them may stand in another's place. A text at the end of a line is
/// left out and told in the warnings of the sheet, where no comma can have split a number and every cell is of the kind
/// that its column has in lines as long as the heads. Throws InputError naming file and line for any other, and, of
/// texts separated by commas, for a line that has a blank cell more than the head and two cells that may be one number.
/// Where the head itself has room for what a comma moves on, such lines are told. Cells in quotation marks are whole.
void heed_long_lines(HeadedSheet& sheet, const std::string& file);

} // namespace peaksite
