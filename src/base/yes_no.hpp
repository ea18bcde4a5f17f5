#pragma once

#include <optional>
#include <string_view>

namespace peaksite {

/// What a cell of a table says that asks yes or no: 是, 有, √, yes, y, true, 1 and 否, 无, 非, ×, no, n, false, 0, in
/// any case and with blanks about them; nothing for other words.
std::optional<bool> yes_or_no(std::string_view cell);

} // namespace peaksite
