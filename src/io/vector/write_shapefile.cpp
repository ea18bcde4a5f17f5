#include "base/error.hpp"
#include "io/files/encoding.hpp"
#include "io/files/gdal.hpp"
#include "io/vector/write_formats.hpp"

#include <gdal_priv.h>
#include <ogrsf_frmts.h>

#include <algorithm>

namespace peaksite {

namespace {

constexpr std::size_t name_bytes = 10, text_bytes = 254;

// The names and texts a DBF can hold; what had to give is told.
FeatureTable fitted(FeatureTable table, const std::string& encoding, std::vector<Sentence>& notes)
{
    const auto names = short_names(table.columns, name_bytes, encoding);
    std::vector<std::string> changed;
    for (std::size_t i = 0; i < names.size(); ++i)
        if (names[i] != table.columns[i]) changed.push_back(table.columns[i] + " = " + names[i]);
    if (!changed.empty())
        notes.push_back(text("names of columns have at most 10 bytes in a shapefile: {}", joined(changed, ", ")));
    table.columns = names;
    if (table.types.empty()) table.types.assign(names.size(), ColumnType::text);
    for (std::size_t i = 0; i < names.size(); ++i) {
        std::size_t cut_short = 0, strange = 0, empty = 0;
        if (table.types[i] == ColumnType::time) {
            table.types[i] = ColumnType::text;
            notes.push_back(
                text("column '{}': a shapefile has days but no times of day; they are written as texts", names[i]));
        }
        for (auto& feature : table.features) {
            auto& value = feature.values[i];
            if (!value || table.types[i] != ColumnType::text) continue;
            if (value->empty()) ++empty;
            if (!encoded(*value, encoding)) ++strange;
            auto fitting = cut(*value, text_bytes, encoding);
            if (fitting != *value) ++cut_short;
            value = std::move(fitting);
        }
        if (cut_short > 0)
            notes.push_back(
                text("column '{}': {} texts are longer than 254 bytes and were cut; a GeoPackage holds them whole",
                     names[i], cut_short));
        if (strange > 0)
            notes.push_back(text("column '{}': {} texts have characters that {} has not; write UTF-8 or GB18030",
                                 names[i], strange, encoding));
        if (empty > 0)
            notes.push_back(
                text("column '{}': {} empty texts read back as missing; a shapefile does not tell them apart", names[i],
                     empty));
    }
    return table;
}

} // namespace

std::vector<Sentence> write_shapefile(const FeatureTable& given, const WriteRequest& request)
{
    prepare_gdal();
    if (kinds_of(given) == 0)
        throw UsageError{text("a shapefile holds geometries and table '{}' has none; write XLSX or CSV", given.name)};
    require_one_kind(given, "shapefile");
    std::vector<Sentence> notes;
    auto table = fitted(given, request.encoding, notes);
    table.name = request.file.stem().string();
    CPLErrorReset();
    auto* format = GetGDALDriverManager()->GetDriverByName("ESRI Shapefile");
    Dataset dataset{format->Create(request.file.string().c_str(), 0, 0, 0, GDT_Unknown, nullptr)};
    if (dataset == nullptr)
        throw InputError{text("'{}' cannot be written: {}", request.file.string(), last_gdal_error())};
    const auto name = request.encoding == "GBK" ? std::string{"CP936"} : request.encoding;
    write_table(*dataset, table, request, {"ENCODING=" + name});
    dataset.reset();
    auto page = request.file;
    if (!table.crs)
        notes.push_back(text("'{}' has no coordinate system: write down which it is", request.file.string()));
    write_bytes(page.replace_extension(".cpg"), name == "CP936" ? "GBK" : name); // QGIS and ArcGIS look here first
    return notes;
}

} // namespace peaksite
