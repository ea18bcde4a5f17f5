#pragma once

#include "job/open/open_plan.hpp"

namespace peaksite {

/// Looks at the file of a raster layer. Throws InputError naming layer and file.
OpenRaster open_raster_layer(const Layer& layer, std::vector<Sentence>& warnings);

/// Reads all features of a vector layer. Throws InputError naming layer and file.
OpenVector open_vector_layer(const Layer& layer, int threads, std::vector<Sentence>& warnings);

/// Reads a set of zones. Throws InputError: no zones, key column missing, keys missing or twice, no CRS.
ZoneSet open_zones(const ZonesPlan& plan, std::vector<Sentence>& warnings);

/// Reads a list of emission sources. Throws InputError: columns missing, no CRS.
FacilityList open_facilities(const FacilitiesPlan& plan, std::vector<Sentence>& warnings);

/// A table of the catalogue, or an InVEST pools CSV (lucode, c_above, c_below, c_soil, c_dead; any case, other columns
/// ignored). Throws InputError naming file, row and column.
CarbonTable open_carbon(const CarbonPlan& plan, const Catalogue& catalogue, std::vector<Sentence>& warnings);

} // namespace peaksite
