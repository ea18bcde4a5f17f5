#pragma once

#include <string>
#include <utility>
#include <vector>

namespace peaksite {

/// Versions of GDAL, PROJ and GEOS in use, for the manifest.
std::vector<std::pair<std::string, std::string>> library_versions();

} // namespace peaksite
