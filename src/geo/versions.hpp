#pragma once

#include <string>
#include <utility>
#include <vector>

namespace peaksite {

/// Versions of PROJ and GEOS in use.
std::vector<std::pair<std::string, std::string>> geo_versions();

} // namespace peaksite
