#include "io/gdal.hpp"

#include "io/virtual_raster.hpp"

#include <cpl_conv.h>
#include <cpl_error.h>
#include <cpl_vsi_virtual.h>
#include <gdal_frmts.h>
#include <gdal_priv.h>
#include <ogrsf_frmts.h>

#include <algorithm>
#include <array>
#include <cctype>
#include <cstdint>
#include <filesystem>
#include <mutex>
#include <regex>

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

void close_network()
{
    constexpr std::array prefixes{"/vsicurl/", "/vsicurl?", "/vsicurl_streaming/", "/vsis3/",    "/vsis3_streaming/", "/vsigs/",
                                  "/vsigs_streaming/", "/vsiaz/", "/vsiaz_streaming/", "/vsiadls/", "/vsioss/", "/vsioss_streaming/",
                                  "/vsiswift/", "/vsiswift_streaming/", "/vsihdfs/", "/vsiwebhdfs/", "/vsistdin/", "/vsistdout/"};
    for (const char* prefix : prefixes) VSIFileManager::InstallHandler(prefix, new ClosedFileSystem);
}

void quiet(CPLErr, CPLErrorNum, const char*) {}

void register_formats()
{
    GDALRegister_GTiff();
    GDALRegister_COG();
    GDALRegister_MEM();
    GDALRegister_VRT();
    GDALRegister_HFA();
    GDALRegister_AAIGrid();
    GDALRegister_EHdr();
    GDALRegister_ENVI();
    GDALRegister_SRTMHGT();
    GDALRegister_netCDF();
    GDALRegister_PNG();
    RegisterOGRGeoPackage();
    RegisterOGRShape();
    RegisterOGRGeoJSON();
    RegisterOGRCSV();
    RegisterOGRFlatGeobuf();
    RegisterOGROpenFileGDB();
    RegisterOGRLIBKML();
    RegisterOGRKML();
    RegisterOGRDXF();
    RegisterOGRTAB();
    RegisterOGRXLSX();
    RegisterOGRODS();
    RegisterOGRXLS();
    RegisterOGRMEM();
}

} // namespace

void prepare_gdal(bool network)
{
    static std::once_flag once;
    std::call_once(once, [network] {
        register_formats();
        if (!network) close_network();
        GDALSetCacheMax64(std::int64_t{64} << 20U); // decoded blocks are kept by the engine's own cache
        CPLSetErrorHandler(quiet);
        CPLSetConfigOption("GDAL_VRT_ENABLE_PYTHON", "NO");
        CPLSetConfigOption("SHAPE_RESTORE_SHX", "NO");
        CPLSetConfigOption("OGR_CURRENT_DATE", "2000-01-01T00:00:00Z");
    });
}

namespace {

void require_file(const std::string& path)
{
    if (path.starts_with("/vsi") || path.starts_with("NETCDF:")) return;
    std::error_code error;
    const auto there = std::filesystem::status(path, error).type();
    if (there == std::filesystem::file_type::not_found) throw InputError{text("file '{}' is not there; check the path, which is relative to the plan", path)};
    if (error) throw InputError{text("file '{}' cannot be read: {}; check the path and your rights", path, error.message())};
}

} // namespace

void CloseDataset::operator()(GDALDataset* dataset) const { GDALClose(GDALDataset::ToHandle(dataset)); }

std::string last_gdal_error()
{
    const std::string message = CPLGetLastErrorMsg();
    CPLErrorReset();
    // Where in the library, and in whose memory, is nothing to people.
    static const std::regex places{R"(In file [^,]*, at line \d+,?\s*|Error occurred in \S+ at line \d+|return z_err = -?\d+|/vsimem/peaksite_\d+/|/vsizip/)"};
    auto plain = std::regex_replace(message, places, "");
    while (!plain.empty() && (plain.back() == '.' || plain.back() == '\n' || plain.back() == ' ')) plain.pop_back();
    const bool says_something = std::ranges::any_of(plain, [](unsigned char c) { return std::isalpha(c) != 0; });
    return says_something || message.empty() ? plain : "its content is damaged";
}

Dataset open_dataset(const std::string& path, DatasetKind kind)
{
    prepare_gdal();
    CPLErrorReset();
    require_file(path);
    const bool raster = kind == DatasetKind::raster;
    if (raster) refuse_raw_bytes(path);
    const unsigned flags = (raster ? GDAL_OF_RASTER : GDAL_OF_VECTOR) | GDAL_OF_READONLY | GDAL_OF_VERBOSE_ERROR;
    Dataset dataset{GDALDataset::FromHandle(GDALOpenEx(path.c_str(), flags, nullptr, nullptr, nullptr))};
    if (dataset != nullptr) return dataset;
    auto reason = last_gdal_error();
    if (reason.empty()) reason = "its format is not known";
    throw InputError{raster ? text("file '{}' cannot be opened as a raster: {}; is it whole, and of a format that is read (GeoTIFF, COG, VRT, NetCDF, ENVI, ASCII grid)?", path, reason)
                            : text("file '{}' cannot be opened as vector data: {}; is it whole, and of a format that is read (GeoPackage, Shapefile, GeoJSON, FileGDB, KML, KMZ, DXF, MapInfo, CSV, XLSX, XLS, ODS)?", path, reason)};
}

} // namespace peaksite
