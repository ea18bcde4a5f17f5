#pragma once

#include "job/compute_results.hpp"

namespace peaksite {

/// What stands in tables for codes that are no class of their layer.
inline constexpr const char* unclassified = "unclassified";

/// m² of codes that are no class of the layer.
double unclassified_area(const ClassNumbering& numbering, const ClassAreas& areas);

/// The codes behind that area, with the km² of those that were counted one by one: "7 (12.5 km²), 200". Reads cells
/// where codes were not counted one by one. Of polygons the words.
std::string unclassified_codes(const OpenPlan& open, const std::string& layer, const ClassNumbering& numbering,
                               const ClassAreas& areas);

/// A warning for every raster layer of which zones hold such codes, with their areas.
void warn_of_unclassified(const OpenPlan& open, const Blueprint& blueprint, const StudyTally& tally, Results& results);

} // namespace peaksite
