#include "io/files/gdal.hpp"

#include "io/files/closed_doors.hpp"
#include "io/raster/virtual_raster.hpp"

#include <cpl_conv.h>
#include <cpl_error.h>
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
        forget_settings();
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

Dataset opened(const std::string& text, unsigned kind, const std::vector<std::string>& options)
{
    std::vector<const char*> list;
    for (const auto& option : options) list.push_back(option.c_str());
    list.push_back(nullptr);
    const unsigned flags = kind | GDAL_OF_READONLY | GDAL_OF_VERBOSE_ERROR;
    return Dataset{GDALDataset::FromHandle(GDALOpenEx(text.c_str(), flags, nullptr, list.data(), nullptr))};
}

[[noreturn]] void cannot_open(const std::string& path, DatasetKind kind)
{
    auto reason = last_gdal_error();
    if (reason.empty()) reason = "its format is not known";
    throw InputError{
        kind == DatasetKind::raster
            ? text("file '{}' cannot be opened as a raster: {}; is it whole, and of a format that is read (GeoTIFF, "
                   "COG, VRT, NetCDF, ENVI, ASCII grid)?",
                   path, reason)
            : text("file '{}' cannot be opened as vector data: {}; is it whole, and of a format that is read "
                   "(GeoPackage, Shapefile, GeoJSON, FileGDB, KML, KMZ, DXF, MapInfo, CSV, XLSX, XLS, ODS)?",
                   path, reason)};
}

} // namespace

void require_file(const std::string& path)
{
    if (path.find("://") != std::string::npos)
        throw InputError{text("file '{}' is on the network; files on the network are not read: fetch it first", path)};
    if (path.starts_with("/vsi") || path.starts_with("NETCDF:")) return;
    std::error_code error;
    const auto there = std::filesystem::status(path, error).type();
    if (there == std::filesystem::file_type::not_found)
        throw InputError{text("file '{}' is not there; check the path, which is relative to the plan", path)};
    if (error)
        throw InputError{text("file '{}' cannot be read: {}; check the path and your rights", path, error.message())};
    if (there != std::filesystem::file_type::regular && there != std::filesystem::file_type::directory)
        throw InputError{text("'{}' is a pipe or a device and no file; save what it gives to a file first", path)};
}

void CloseDataset::operator()(GDALDataset* dataset) const { GDALClose(GDALDataset::ToHandle(dataset)); }

std::string last_gdal_error()
{
    const std::string message = CPLGetLastErrorMsg();
    CPLErrorReset();
    // Where in the library, and in whose memory, is nothing to people.
    static const std::regex places{
        R"(In file [^,]*, at line \d+,?\s*|Error occurred in \S+ at line \d+|return z_err = -?\d+|)"
        R"(/vsimem/peaksite_\d+/|/vsizip/)"};
    auto plain = std::regex_replace(message, places, "");
    while (!plain.empty() && (plain.back() == '.' || plain.back() == '\n' || plain.back() == ' ')) plain.pop_back();
    const bool says_something = std::ranges::any_of(plain, [](unsigned char c) { return std::isalpha(c) != 0; });
    return says_something || message.empty() ? plain : "its content is damaged";
}

Dataset open_dataset(const std::string& path, DatasetKind kind, const std::vector<std::string>& options)
{
    prepare_gdal();
    CPLErrorReset();
    require_file(path);
    if (kind == DatasetKind::raster) refuse_hostile_sources(path);
    auto dataset = opened(path, kind == DatasetKind::raster ? GDAL_OF_RASTER : GDAL_OF_VECTOR, options);
    if (dataset == nullptr) cannot_open(path, kind);
    return dataset;
}

Dataset open_raster_text(const std::string& path, const std::string& text)
{
    if (text == path) return open_dataset(path, DatasetKind::raster);
    prepare_gdal();
    CPLErrorReset();
    auto dataset = opened(text, GDAL_OF_RASTER, {});
    if (dataset == nullptr) cannot_open(path, DatasetKind::raster);
    return dataset;
}

} // namespace peaksite
