#pragma once

#include <string_view>

namespace peaksite {

/// Whether a spreadsheet that opens a text file would take a cell for a formula: it begins with = + - @, half or full
/// width, a tab or the end of a line, and is no number.
bool looks_like_formula(std::string_view text);

} // namespace peaksite
