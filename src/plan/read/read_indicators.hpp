#pragma once

#include "plan/catalogue/indicator_entry.hpp"
#include "plan/read/keys.hpp"

namespace peaksite {

/// Adds a file of indicators, names, tables, factors and targets; of two with the same id the first one's holds.
void read_indicator_file(Keys& keys, IndicatorCatalogue& out);

/// Factors by province must be numbers that their parameter can have: throws UsageError.
void check_province_factors(const IndicatorCatalogue& catalogue);

/// What `kind` says an indicator is an amount of.
IndicatorKind read_kind(Keys& keys);
/// What `inventory` says of whose emissions an indicator counts.
Inventory read_inventory(Keys& keys);

} // namespace peaksite
