#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace peaksite {

/// What stands for the year in the head of a series: "{year}年GDP".
inline constexpr std::string_view year_mark = "{year}";

/// The year in a name that follows a pattern; nothing for any other name.
std::optional<int> year_in(const std::string& name, const std::string& pattern);

} // namespace peaksite
