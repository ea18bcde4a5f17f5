#include "io/files/closed_doors.hpp"

#include <cpl_conv.h>
#include <cpl_error.h>
#include <cpl_http.h>
#include <cpl_vsi_virtual.h>

#include <algorithm>
#include <array>
#include <cstdlib>
#include <string>
#include <string_view>
#include <vector>

#include <unistd.h>

namespace peaksite {

namespace {

// A file system on which nothing exists: put in the place of those that would open a connection.
class ClosedFileSystem final : public VSIFilesystemHandler {
public:
    VSIVirtualHandle* Open(const char* path, const char*, bool, CSLConstList) override
    {
        CPLError(CE_Failure, CPLE_OpenFailed, "%s: files on the network are not read", path);
        return nullptr;
    }
    int Stat(const char*, VSIStatBufL*, int) override { return -1; }
};

CPLHTTPResult* no_request(const char*, CSLConstList, GDALProgressFunc, void*, CPLHTTPFetchWriteFunc, void*, void*)
{
    auto* out = static_cast<CPLHTTPResult*>(CPLCalloc(1, sizeof(CPLHTTPResult)));
    out->nStatus = 1;
    out->pszErrBuf = CPLStrdup("the network is not asked");
    return out;
}

} // namespace

void close_network()
{
    constexpr std::array prefixes{"/vsicurl/",
                                  "/vsicurl?",
                                  "/vsicurl_streaming/",
                                  "/vsis3/",
                                  "/vsis3_streaming/",
                                  "/vsigs/",
                                  "/vsigs_streaming/",
                                  "/vsiaz/",
                                  "/vsiaz_streaming/",
                                  "/vsiadls/",
                                  "/vsioss/",
                                  "/vsioss_streaming/",
                                  "/vsiswift/",
                                  "/vsiswift_streaming/",
                                  "/vsihdfs/",
                                  "/vsiwebhdfs/",
                                  "/vsistdin/",
                                  "/vsistdin?",
                                  "/vsistdout/"};
    for (const char* prefix : prefixes) VSIFileManager::InstallHandler(prefix, new ClosedFileSystem);
    CPLHTTPSetFetchCallback(no_request, nullptr);
}

void forget_settings()
{
    constexpr std::array<std::string_view, 19> beginnings{
        "GDAL_", "CPL_",    "OGR_", "OSR_", "PROJ_",   "GTIFF_", "GPKG_", "VSI_",     "VRT_",   "SHAPE_",
        "DXF_",  "LIBKML_", "KML_", "HFA_", "NETCDF_", "COG_",   "TIFF_", "AAIGRID_", "SQLITE_"};
    constexpr std::array<std::string_view, 3> kept{"GDAL_DATA", "PROJ_DATA", "PROJ_LIB"};
    std::vector<std::string> out;
    for (char** one = environ; one != nullptr && *one != nullptr; ++one) {
        const std::string_view entry{*one};
        const auto name = entry.substr(0, entry.find('='));
        const bool setting =
            std::ranges::any_of(beginnings, [&](auto beginning) { return name.starts_with(beginning); });
        if (setting && std::ranges::find(kept, name) == kept.end()) out.emplace_back(name);
    }
    for (const auto& name : out) unsetenv(name.c_str());
    CPLSetConfigOption("GDAL_CONFIG_FILE", ""); // nor a file of the user's
}

} // namespace peaksite
