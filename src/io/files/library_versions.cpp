#include "io/files/library_versions.hpp"

#include "geo/versions.hpp"

#include <gdal.h>
#include <gdal_version.h>

namespace peaksite {

std::vector<std::pair<std::string, std::string>> library_versions()
{
    auto versions = geo_versions();
    versions.insert(versions.begin(), {"GDAL", GDALVersionInfo("RELEASE_NAME")});
    return versions;
}

} // namespace peaksite
