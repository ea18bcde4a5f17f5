#pragma once

#include <vector>

namespace peaksite {

/// Whether two numbers differ by more than sums over cells and conversions of units round off: by more than 1e-11 of
/// the larger, and by more than 1e-13. Infinite numbers differ from all others, and so do missing ones (NaN).
bool differ(double a, double b);

/// The numbers with those that differ by rounding alone made equal, to the least of them. NaN stays NaN.
std::vector<double> without_rounding(std::vector<double> values);

} // namespace peaksite
