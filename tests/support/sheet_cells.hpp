#pragma once

#include "support/output_tables.hpp"

namespace peaksite {

/// The sheets of a workbook of ours: below the title the row of heads, below a row of units where there is one, then
/// rows up to the first that is empty; numbers as they are shown, comments with their cells.
std::vector<OutputTable> sheets_of(const std::filesystem::path& path, const std::string& name);

} // namespace peaksite
