#pragma once

#include "plan/catalogue/indicator_entry.hpp"
#include "plan/read/keys.hpp"

#include <filesystem>

namespace peaksite {

/// Reads files of indicators, names, tables, factors and targets; of two with the same id the first file's holds.
/// Throws UsageError naming file and line.
IndicatorCatalogue read_indicator_catalogue(const std::vector<std::filesystem::path>& files);

/// [[indicators]] of a plan: id, name, unit, formula, direction, types; `kind`, `factor_unit`, `note` and `clause` may
/// follow.
IndicatorEntry read_own_indicator(Keys& keys);

/// [parameters] of a plan. A name that no formula knows is a fault with the nearest one; a number may carry a unit.
ParametersPlan read_parameters(Keys& keys, const IndicatorCatalogue& catalogue);

} // namespace peaksite
