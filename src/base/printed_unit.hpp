#pragma once

#include <string>
#include <string_view>

namespace peaksite {

/// A unit as it is printed: "kWh/m2/d" becomes "kWh/(m²·d)", "t CO2/a" "t CO₂/a", "10^4 CNY" "万元" or "10⁴ CNY". Units
/// that say nothing ("1", "-", "0/1", "category") become empty. What it does not know is printed as it is.
std::string printed_unit(std::string_view unit, std::string_view lang);

/// A unit in the words of Chinese offices: "t CO2/a" becomes "吨CO₂/年", "kW/cap" "千瓦/人", "%/a" "%/年". What it does
/// not know is printed as printed_unit() prints it.
std::string office_words_of_unit(std::string_view unit);

} // namespace peaksite
