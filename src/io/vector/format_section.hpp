#pragma once

#include <cstddef>
#include <string_view>

namespace peaksite {

/// Where a quoted word, a bracket or an escaped sign of a format code ends that begins at `at`; `at` for any other
/// sign.
std::size_t end_of_word(std::string_view code, std::size_t at);

/// The part of a format code that is used for a value: of positive ones; negative; zero, or by its own conditions.
std::string_view section_for(std::string_view code, double value);

} // namespace peaksite
