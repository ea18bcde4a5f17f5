#pragma once

#include <string>
#include <string_view>

namespace peaksite {

/// Whether a UTF-8 text holds signs that no text shows and that may steer a terminal: those below the blank but tabs
/// and line ends, DEL, and U+0080 to U+009F.
bool has_controls(std::string_view utf8);

/// The text with blanks in their place.
std::string without_controls(std::string_view utf8);

} // namespace peaksite
