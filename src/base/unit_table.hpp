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

/// A unit with 万 or 亿 before it: an exponent behind it is of the unit alone, 万m2 is 10^4 m2.
struct Multiple {
    Unit times, of;
};
std::optional<Multiple> multiple_of_unit(std::string_view name);

/// Every name, in byte order, for suggestions; without the years of currencies and without 万 and 亿.
const std::vector<std::string>& unit_names();

} // namespace peaksite
