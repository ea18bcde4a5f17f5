#include "geo/versions.hpp"

#include "geo/geos.hpp"

#include <proj.h>

namespace peaksite {

std::vector<std::pair<std::string, std::string>> geo_versions()
{
    const auto info = proj_info();
    return {{"PROJ", info.version}, {"GEOS", geos_version()}};
}

} // namespace peaksite
