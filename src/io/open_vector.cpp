#include "io/open_vector.hpp"

#include "base/utf8.hpp"
#include "io/foreign_formats.hpp"

#include <cpl_conv.h>
#include <cpl_string.h>
#include <gdal_priv.h>
#include <ogrsf_frmts.h>

#include <algorithm>
#include <array>
#include <filesystem>

namespace peaksite {

namespace {

namespace fs = std::filesystem;

bool all_utf8(OGRLayer& layer)
{
    const auto* definition = layer.GetLayerDefn();
    for (int i = 0; i < definition->GetFieldCount(); ++i)
        if (!is_utf8(definition->GetFieldDefn(i)->GetNameRef())) return false;
    for (const auto& feature : layer)
        for (int i = 0; i < definition->GetFieldCount(); ++i)
            if (definition->GetFieldDefn(i)->GetType() == OFTString && feature->IsFieldSetAndNotNull(i) != FALSE && !is_utf8(feature->GetFieldAsString(i))) return false;
    return true;
}

Dataset open_with(const std::string& file, const std::vector<std::string>& options)
{
    prepare_gdal();
    CPLErrorReset();
    std::vector<const char*> list;
    for (const auto& option : options) list.push_back(option.c_str());
    list.push_back(nullptr);
    return Dataset{GDALDataset::FromHandle(GDALOpenEx(file.c_str(), GDAL_OF_VECTOR | GDAL_OF_READONLY | GDAL_OF_VERBOSE_ERROR, nullptr, list.data(), nullptr))};
}

// A shapefile's texts as bytes tell what they are; the byte in its header and the .cpg beside it are often wrong.
std::string shapefile_encoding(const std::string& file)
{
    const auto raw = open_with(file, {"ENCODING="});
    if (raw == nullptr || raw->GetLayerCount() == 0) return "UTF-8";
    return all_utf8(*raw->GetLayer(0)) ? "UTF-8" : "GB18030";
}

OpenedVector open_shapefile(const std::string& file, const VectorRequest& request)
{
    OpenedVector out{.dataset = nullptr, .encoding = request.encoding == "auto" ? shapefile_encoding(file) : request.encoding};
    out.dataset = open_with(file, {"ENCODING=" + out.encoding});
    if (out.dataset == nullptr) throw InputError{text("file '{}' cannot be opened as vector data: {}", request.file, last_gdal_error())};
    return out;
}

// Texts that GDAL takes as UTF-8 whatever they say.
OpenedVector open_text(const VectorRequest& request)
{
    OpenedVector out{.dataset = nullptr};
    out.recoded = as_utf8_file(request.file, request.encoding, out.encoding);
    out.dataset = open_dataset(out.recoded.path().empty() ? request.file : out.recoded.path(), DatasetKind::vector);
    return out;
}

// The one data set in a zip.
std::string inside_zip(const std::string& file)
{
    constexpr std::array<std::string_view, 10> endings{".shp", ".gpkg", ".geojson", ".json", ".kml", ".dxf", ".tab", ".mif", ".csv", ".fgb"};
    const auto folder = "/vsizip/" + fs::absolute(file).string();
    char** list = VSIReadDirRecursive(folder.c_str());
    std::vector<std::string> found;
    for (char** one = list; one != nullptr && *one != nullptr; ++one)
        if (std::ranges::any_of(endings, [&](auto ending) { return has_ending(*one, ending); })) found.emplace_back(*one);
    CSLDestroy(list);
    if (found.size() == 1) return folder + "/" + found.front();
    if (found.empty()) throw InputError{text("file '{}' is a zip without a data set that is read from one (shapefile, GeoPackage, GeoJSON, KML, DXF, MapInfo, CSV); unpack it and name the file", file)};
    throw InputError{text("file '{}' is a zip of {} data sets ({}); unpack it and name the one that is meant", file, found.size(), joined(found, ", "))};
}

OpenedVector open_zip(VectorRequest request)
{
    prepare_gdal();
    const auto inner = inside_zip(request.file);
    if (has_ending(inner, ".shp")) return open_shapefile(inner, request);
    request.file = inner;
    return open_vector(request);
}

} // namespace

bool has_ending(const std::string& file, std::string_view ending) { return lower(file).ends_with(ending); }

OpenedVector open_vector(const VectorRequest& request)
{
    prepare_gdal();
    std::error_code ignored;
    const bool there = request.file.starts_with("/vsizip/") || fs::exists(request.file, ignored);
    const auto is = [&](std::string_view ending) { return there && has_ending(request.file, ending); };
    if (there) refuse_foreign_format(request.file);
    if (is(".shp")) return open_shapefile(request.file, request);
    if (is(".zip")) return open_zip(request);
    if (is(".csv")) return open_text(request);
    if (is(".txt")) return open_land_coordinates(request);
    if (is(".dxf")) return open_dxf(request);
    if (is(".kml")) return open_kml(request);
    if (is(".kmz")) return open_kmz(request);
    return {.dataset = open_dataset(request.file, DatasetKind::vector)};
}

} // namespace peaksite
