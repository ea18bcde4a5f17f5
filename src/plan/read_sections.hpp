#pragma once

#include "plan/keys.hpp"
#include "plan/plan.hpp"

namespace peaksite {

/// Readers of the tables of a plan; each collects what is wrong.
GridPlan read_grid(Keys& keys);
ZonesPlan read_zones(Keys& keys, const std::map<std::string, std::string>& paths);
FacilitiesPlan read_facilities(Keys& keys, const std::map<std::string, std::string>& paths);
CarbonPlan read_carbon(Keys& keys, const std::map<std::string, std::string>& paths);
StatisticsPlan read_statistics(Keys& keys);
RasterPlan read_raster(Keys& keys);
MapPlan read_map(Keys& keys);
OutputPlan read_output(Keys& keys);
/// "public", "internal" or "secret".
std::optional<Secrecy> read_secrecy(Keys& keys);

} // namespace peaksite
