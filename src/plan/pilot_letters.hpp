#pragma once

#include <string_view>

namespace peaksite {

/// Letters of the pilot types in the indicator catalogue: C city, P park, V village, S community, I public institution,
/// E enterprise.
inline constexpr std::string_view pilot_letters = "CPVSIE";

} // namespace peaksite
