#pragma once

#include "base/unit.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace peaksite {

/// The unit of one name of the closed table, prefix included: "kWh", "t CO2", "tCO2", "CNY2020", "万千瓦".
/// Nothing for any other text; exponents and numbers are not names.
std::optional<Unit> named_unit(std::string_view name);

/// Every name, in byte order, for suggestions; without the years of currencies and without 万 and 亿.
const std::vector<std::string>& unit_names();

} // namespace peaksite
