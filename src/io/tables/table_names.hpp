#pragma once

#include <string>
#include <vector>

namespace peaksite {

/// Names of the tables of a vector file or workbook, in its order. Throws InputError when it cannot be opened.
std::vector<std::string> table_names(const std::string& file);

} // namespace peaksite
