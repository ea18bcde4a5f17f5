#pragma once

#include <string>
#include <string_view>

namespace peaksite {

/// Bytes of a cell of a file that a message quotes.
inline constexpr std::size_t longest_quoted = 120;

/// The beginning of a text for a message, whole characters of UTF-8 and "…" where it is longer; the text itself where
/// it is not. What people put into cells may be a whole document.
std::string excerpt(std::string_view text, std::size_t longest = longest_quoted);

} // namespace peaksite
