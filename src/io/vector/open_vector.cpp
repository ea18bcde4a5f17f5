#include "io/vector/open_vector.hpp"

#include "base/utf8.hpp"
#include "io/files/archive.hpp"
#include "io/vector/foreign_formats.hpp"

#include <cpl_conv.h>
#include <gdal_priv.h>
#include <ogrsf_frmts.h>

#include <algorithm>
#include <array>
#include <filesystem>

namespace peaksite {

namespace {

namespace fs = std::filesystem;

std::string upper(std::string text)
{
    for (auto& c : text)
        if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 'a' + 'A');
    return text;
}

bool all_utf8(OGRLayer& layer)
{
    const auto* definition = layer.GetLayerDefn();
    for (int i = 0; i < definition->GetFieldCount(); ++i)
        if (!is_utf8(definition->GetFieldDefn(i)->GetNameRef())) return false;
    for (const auto& feature : layer)
        for (int i = 0; i < definition->GetFieldCount(); ++i)
            if (definition->GetFieldDefn(i)->GetType() == OFTString && feature->IsFieldSetAndNotNull(i) != FALSE &&
                !is_utf8(feature->GetFieldAsString(i)))
                return false;
    return true;
}

Dataset open_with(const std::string& file, const std::vector<std::string>& options)
{
    prepare_gdal();
    CPLErrorReset();
    std::vector<const char*> list;
    for (const auto& option : options) list.push_back(option.c_str());
    list.push_back(nullptr);
    return Dataset{GDALDataset::FromHandle(GDALOpenEx(
        file.c_str(), GDAL_OF_VECTOR | GDAL_OF_READONLY | GDAL_OF_VERBOSE_ERROR, nullptr, list.data(), nullptr))};
}

// A shapefile's texts as bytes tell what they are; the byte in its header and the .cpg beside it are often wrong.
std::string shapefile_encoding(const std::string& file)
{
    const auto raw = open_with(file, {"ENCODING="});
    if (raw == nullptr || raw->GetLayerCount() == 0) return "UTF-8";
    return all_utf8(*raw->GetLayer(0)) ? "UTF-8" : "GB18030";
}

// The part of a shapefile with that ending in any case, beside it.
bool has_part(const std::string& file, const std::string& ending)
{
    const auto stem = fs::path{file}.replace_extension().string();
    VSIStatBufL status{};
    return VSIStatL((stem + ending).c_str(), &status) == 0 || VSIStatL((stem + upper(ending)).c_str(), &status) == 0;
}

void require_parts(const std::string& file, const VectorRequest& request, std::vector<Sentence>& warnings)
{
    const auto part = [&](const char* ending) { return fs::path{file}.stem().string() + ending; };
    if (!has_part(file, ".shx"))
        throw InputError{text("file '{}' lacks its part '{}'; copy all parts of the shapefile (.shp, .shx, .dbf, .prj)",
                              request.file, part(".shx"))};
    if (!has_part(file, ".dbf"))
        warnings.push_back(text("file '{}' lacks its part '{}' and has no columns; copy all parts of the shapefile "
                                "(.shp, .shx, .dbf, .prj)",
                                request.file, part(".dbf")));
}

OpenedVector open_shapefile(const std::string& file, const VectorRequest& request)
{
    std::vector<Sentence> warnings;
    require_parts(file, request, warnings);
    OpenedVector out{.dataset = nullptr,
                     .encoding = request.encoding == "auto" ? shapefile_encoding(file) : request.encoding,
                     .warnings = std::move(warnings)};
    out.dataset = open_with(file, {"ENCODING=" + out.encoding});
    if (out.dataset == nullptr)
        throw InputError{text("file '{}' cannot be opened as vector data: {}", request.file, last_gdal_error())};
    return out;
}

// Texts that GDAL takes as UTF-8 whatever they say.
OpenedVector open_text(const VectorRequest& request)
{
    OpenedVector out{.dataset = nullptr};
    out.recoded = as_utf8_file(request.file, request.encoding, out.encoding);
    out.dataset = open_copy(out.recoded.path().empty() ? request.file : out.recoded.path(), request.file,
                            {"GEOM_POSSIBLE_NAMES=WKT,geometry,geom,the_geom,shape"});
    return out;
}

// The data set in a zip: the only one, or the one whose name the request gives as its table, which is then settled.
std::string inside_zip(VectorRequest& request)
{
    constexpr std::array<std::string_view, 10> endings{".shp", ".gpkg", ".geojson", ".json", ".kml",
                                                       ".dxf", ".tab",  ".mif",     ".csv",  ".fgb"};
    require_whole_archive(request.file);
    const auto& file = request.file;
    std::vector<std::string> found;
    for (const auto& one : files_in_archive(file))
        if (std::ranges::any_of(endings, [&](auto ending) { return has_ending(one, ending); })) found.push_back(one);
    const auto folder = "/vsizip/" + fs::absolute(file).string() + "/";
    if (found.size() == 1) return folder + found.front();
    if (found.empty())
        throw InputError{text("file '{}' is a zip without a data set that is read from one (shapefile, GeoPackage, "
                              "GeoJSON, KML, DXF, MapInfo, CSV); unpack it and name the file",
                              file)};
    const auto meant = [&](const std::string& one) {
        return one == request.table || fs::path{one}.filename() == request.table ||
               fs::path{one}.stem() == request.table;
    };
    if (std::ranges::count_if(found, meant) != 1)
        throw InputError{
            text("file '{}' is a zip of {} data sets ({}); name the one that is meant: table = \"…\", or unpack it",
                 file, found.size(), joined(found, ", "))};
    const auto one = *std::ranges::find_if(found, meant);
    request.table.clear();
    return folder + one;
}

OpenedVector open_zip(VectorRequest request)
{
    prepare_gdal();
    const bool named = !request.table.empty();
    const auto inner = inside_zip(request);
    const bool settled = named && request.table.empty();
    auto source = request;
    source.file = inner;
    auto out = has_ending(inner, ".shp") ? open_shapefile(inner, request) : open_vector(source);
    out.settled = settled;
    return out;
}

// A folder of shapefiles: the only one, or the one whose name the request gives as its table. Each is read as by
// itself, in its own encoding. Folders of other kinds are data sets of the library.
OpenedVector open_folder(const VectorRequest& request)
{
    std::vector<std::string> found;
    for (const auto& entry : fs::directory_iterator{request.file})
        if (has_ending(entry.path().string(), ".shp")) found.push_back(entry.path().string());
    if (found.empty()) return {.dataset = open_dataset(request.file, DatasetKind::vector)};
    std::ranges::sort(found);
    const auto name = [](const std::string& file) { return fs::path{file}.stem().string(); };
    const auto one = std::ranges::find(found, request.table, name);
    if (one == found.end() && (found.size() > 1 || !request.table.empty())) {
        std::vector<std::string> names;
        std::ranges::transform(found, std::back_inserter(names), name);
        throw InputError{text("folder '{}' holds {} shapefiles ({}); name the one that is meant: table = \"…\"",
                              request.file, names.size(), joined(names, ", "))};
    }
    const auto& file = one == found.end() ? found.front() : *one;
    auto inner = request;
    inner.file = file;
    auto out = open_shapefile(file, inner);
    out.settled = !request.table.empty();
    return out;
}

// FlatGeobuf says in its head how many features follow.
OpenedVector open_flatgeobuf(const VectorRequest& request)
{
    OpenedVector out{.dataset = open_dataset(request.file, DatasetKind::vector)};
    const auto count = out.dataset->GetLayerCount() == 1 ? out.dataset->GetLayer(0)->GetFeatureCount(FALSE) : -1;
    if (count > 0) out.rows = static_cast<std::size_t>(count);
    return out;
}

} // namespace

Dataset open_copy(const std::string& copy, const std::string& file, const std::vector<std::string>& options)
{
    auto out = open_with(copy, options);
    if (out != nullptr) return out;
    auto reason = last_gdal_error();
    if (reason.empty()) reason = "its format is not known";
    throw InputError{text("file '{}' cannot be opened as vector data: {}; is it whole?", file, reason)};
}

bool has_ending(const std::string& file, std::string_view ending) { return lower(file).ends_with(ending); }

OpenedVector open_vector(const VectorRequest& request)
{
    prepare_gdal();
    std::error_code ignored;
    const bool there = request.file.starts_with("/vsizip/") || fs::exists(request.file, ignored);
    const auto is = [&](std::string_view ending) { return there && has_ending(request.file, ending); };
    if (there) refuse_foreign_format(request.file);
    if (fs::is_directory(request.file, ignored)) return open_folder(request);
    if (is(".shp")) return open_shapefile(request.file, request);
    if (is(".zip")) return open_zip(request);
    if (is(".csv")) return open_text(request);
    if (is(".mif")) return open_mif(request);
    if (is(".fgb")) return open_flatgeobuf(request);
    if (is(".txt")) return open_land_coordinates(request);
    if (is(".dxf")) return open_dxf(request);
    if (is(".kml")) return open_kml(request);
    if (is(".kmz")) return open_kmz(request);
    return {.dataset = open_dataset(request.file, DatasetKind::vector)};
}

} // namespace peaksite
