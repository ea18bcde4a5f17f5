#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace peaksite {

/// Whether a file name fits a pattern in which `*` stands for any letters and `?` for one. Takes at most the product of
/// both lengths.
bool fits_pattern(std::string_view name, std::string_view pattern);

/// The files that a path stands for: itself, or those beside each other whose names fit a pattern, by name. Throws
/// InputError when none fits.
std::vector<std::string> files_fitting(const std::string& file);

} // namespace peaksite
