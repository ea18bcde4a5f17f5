#pragma once

#include <span>
#include <string>
#include <string_view>

namespace peaksite {

/// The known word most like the given one, or empty when none is close: within one edit for short words, a third of
/// the length for long ones (insertions, deletions, substitutions, swaps of neighbours; case does not count).
std::string closest(std::string_view word, std::span<const std::string> known);

} // namespace peaksite
