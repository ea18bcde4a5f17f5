#include "geo/versions.hpp"

#include <geos_c.h>
#include <proj.h>

namespace peaksite {

std::vector<std::pair<std::string, std::string>> geo_versions()
{
    const auto info = proj_info();
    return {{"PROJ", info.version}, {"GEOS", GEOSversion()}};
}

} // namespace peaksite
