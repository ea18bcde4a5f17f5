#pragma once

#include <string>
#include <vector>

namespace peaksite {

/// Words one after the other for a message, which stays readable however many and long they are: "a, b, … (2500)" tells
/// how many there are.
std::string listed(const std::vector<std::string>& words);

} // namespace peaksite
