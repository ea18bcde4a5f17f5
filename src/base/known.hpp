#pragma once

#include <cmath>
#include <limits>
#include <optional>

namespace peaksite {

/// What stands in arrays of numbers where nothing is known.
inline constexpr double no_value = std::numeric_limits<double>::quiet_NaN();

/// The value, or nothing where it is no number.
inline std::optional<double> known(double value) { return std::isnan(value) ? std::nullopt : std::optional{value}; }

} // namespace peaksite
