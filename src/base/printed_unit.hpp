#pragma once

#include <string>
#include <string_view>

namespace peaksite {

/// A unit as it is printed: "kWh/m2/d" becomes "kWh/(m²·d)", "t CO2/a" "t CO₂/a", "10^4 CNY" "万元" or "10⁴ CNY". Units
/// that say nothing ("1", "-", "0/1") become empty. What it does not know is printed as it is.
std::string printed_unit(std::string_view unit, std::string_view lang);

} // namespace peaksite
