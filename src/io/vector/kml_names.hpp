#pragma once

#include "io/vector/vector_file.hpp"

namespace peaksite {

/// A table whose names and texts stay names and texts in a KML, which GDAL writes as they are: brackets of markup in
/// the name of the table and the end mark of literal texts get their full-width forms, names of columns are escaped,
/// control characters are left out. What changed is told.
FeatureTable fit_for_kml(FeatureTable table, std::vector<Sentence>& notes);

} // namespace peaksite
