#include "io/vector/write_features.hpp"

#include "base/error.hpp"
#include "io/files/encoding.hpp"
#include "io/vector/open_vector.hpp"
#include "io/vector/write_formats.hpp"

#include <algorithm>
#include <set>

namespace peaksite {

namespace {

struct Named {
    const char* ending;
    OutputFormat format;
};

const std::vector<Named>& formats()
{
    static const std::vector<Named> all{
        {".txt", {.name = "国土坐标", .gauss_kruger = true}},
        {".dxf", {.name = "DXF", .many_tables = true}},
        {".kml", {.name = "KML", .many_tables = true, .degrees = true}},
        {".kmz", {.name = "KMZ", .many_tables = true, .degrees = true}},
        {".shp", {.name = "shapefile"}},
        {".gpkg", {.name = "GeoPackage", .many_tables = true}},
        {".geojson", {.name = "GeoJSON", .degrees = true}},
        {".json", {.name = "GeoJSON", .degrees = true}},
        {".gdb", {.name = "file geodatabase", .many_tables = true}},
        {".xlsx", {.name = "XLSX", .many_tables = true, .geometry = false}},
        {".csv", {.name = "CSV", .geometry = false}},
    };
    return all;
}

std::size_t length_in(const std::string& utf8, const std::string& encoding)
{
    const auto bytes = encoded(utf8, encoding, [](std::string_view) { return std::optional<std::string>{"?"}; });
    return bytes ? bytes->size() : utf8.size();
}

} // namespace

OutputFormat output_format(const std::filesystem::path& file)
{
    std::vector<std::string> endings;
    for (const auto& [ending, format] : formats()) {
        if (has_ending(file.string(), ending)) return format;
        endings.emplace_back(ending);
    }
    throw UsageError{
        text("'{}' ends in no format that is written; use one of {}", file.string(), joined(endings, ", "))};
}

std::string cut(const std::string& whole, std::size_t bytes, const std::string& encoding)
{
    if (whole.size() <= bytes && length_in(whole, encoding) <= bytes) return whole;
    std::size_t length = 0, at = 0;
    while (at < whole.size()) {
        auto next = at + 1;
        while (next < whole.size() && (static_cast<unsigned char>(whole[next]) & 0xC0U) == 0x80U) ++next;
        length += length_in(whole.substr(at, next - at), encoding);
        if (length > bytes) return whole.substr(0, at);
        at = next;
    }
    return whole;
}

std::vector<std::string> short_names(const std::vector<std::string>& names, std::size_t bytes,
                                     const std::string& encoding)
{
    std::vector<std::string> out;
    std::set<std::string> seen;
    for (const auto& name : names) { // those that fit keep theirs
        if (length_in(name, encoding) <= bytes) seen.insert(lower(name));
    }
    std::set<std::string> kept;
    for (const auto& name : names) {
        auto shorter = cut(name, bytes, encoding);
        const bool fits = !name.empty() && shorter == name && kept.insert(lower(name)).second;
        for (int i = 1; !fits && (shorter.empty() || shorter == name || !seen.insert(lower(shorter)).second); ++i) {
            const auto tail = "~" + std::to_string(i);
            shorter = cut(name, bytes - tail.size(), encoding) + tail;
        }
        out.push_back(shorter);
    }
    return out;
}

std::vector<Sentence> write_features(const std::vector<FeatureTable>& tables, const WriteRequest& request)
{
    const auto format = output_format(request.file);
    if (tables.size() > 1 && !format.many_tables)
        throw UsageError{text("a {} holds one table; choose one of the {}: --table", format.name, tables.size())};
    if (format.name == "国土坐标") return write_land_coordinates(tables.front(), request);
    if (format.name == "DXF") return write_dxf(tables, request);
    if (format.name == "shapefile") return write_shapefile(tables.front(), request);
    if (format.name == "CSV") return write_csv(tables.front(), request);
    return write_with_gdal(tables, request);
}

} // namespace peaksite
