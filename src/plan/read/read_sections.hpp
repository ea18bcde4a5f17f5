#pragma once

#include "plan/catalogue/catalogue.hpp"
#include "plan/plan.hpp"
#include "plan/read/keys.hpp"

namespace peaksite {

/// Readers of the tables of a plan; each collects what is wrong.
GridPlan read_grid(Keys& keys);
ZonesPlan read_zones(Keys& keys, const std::map<std::string, std::string>& paths);
CarbonPlan read_carbon(Keys& keys, const Catalogue& catalogue, const std::map<std::string, std::string>& paths);
StatisticsPlan read_statistics(Keys& keys);
RasterPlan read_raster(Keys& keys);
MapPlan read_map(Keys& keys);
OutputPlan read_output(Keys& keys);
/// A text, or a table with column = "…"; with `unit` beside it where the column holds amounts, which then becomes
/// `unit`.
ValueOrColumn read_value_or_column(Keys& keys, std::string_view key, Unit* unit);
/// "public", "internal" or "secret".
std::optional<Secrecy> read_secrecy(Keys& keys);

} // namespace peaksite
