#pragma once

#include <string>
#include <string_view>

namespace peaksite {

/// Valid UTF-8 without control characters, not longer than a unit can be: safe to read and to print.
bool is_readable_unit(std::string_view text);

/// The beginning of any text in ASCII, "?" for every other byte: what an error says about an unreadable one.
std::string ascii_beginning(std::string_view text);

/// Superscripts and typographic signs in ASCII, nothing around: " 10⁴ m³·a⁻¹" becomes "10^4 m3*a-1".
std::string plain_signs(std::string_view text);

/// What stands before the digits at the end: "m" of "m2".
std::string_view without_exponent(std::string_view name);

} // namespace peaksite
