#include "base/error.hpp"
#include "io/files/encoding.hpp"
#include "io/files/gdal.hpp"
#include "io/vector/kml_names.hpp"
#include "io/vector/ogr_shape.hpp"
#include "io/vector/open_vector.hpp"
#include "io/vector/write_formats.hpp"

#include <cpl_conv.h>
#include <cpl_vsi.h>
#include <gdal_priv.h>
#include <ogrsf_frmts.h>

#include <algorithm>
#include <fstream>
#include <set>

namespace peaksite {

namespace {

[[noreturn]] void fail(const WriteRequest& request)
{
    auto reason = last_gdal_error();
    throw InputError{text("'{}' cannot be written: {}; is there room, and the right to write?", request.file.string(),
                          reason.empty() ? "GDAL does not say why" : reason)};
}

OGRFieldType field_type(ColumnType type)
{
    switch (type) {
    case ColumnType::whole:
        return OFTInteger64;
    case ColumnType::real:
        return OFTReal;
    case ColumnType::day:
        return OFTDate;
    case ColumnType::time:
        return OFTDateTime;
    case ColumnType::text:
        break;
    }
    return OFTString;
}

// One type for the whole table where the format wants one; several parts of a kind make it the type of many.
OGRwkbGeometryType geometry_type(const FeatureTable& table)
{
    bool polygons = false, lines = false, points = false, many = false;
    for (const auto& feature : table.features) {
        const auto& shape = feature.shape;
        polygons = polygons || !shape.polygons.empty();
        lines = lines || !shape.lines.empty();
        points = points || !shape.points.empty();
        many = many || shape.polygons.size() > 1 || shape.lines.size() > 1 || shape.points.size() > 1;
    }
    if (polygons + lines + points == 0) return wkbNone;
    if (polygons + lines + points > 1) return wkbUnknown;
    if (polygons) return many ? wkbMultiPolygon : wkbPolygon;
    if (lines) return many ? wkbMultiLineString : wkbLineString;
    return many ? wkbMultiPoint : wkbPoint;
}

std::vector<const char*> list_of(const std::vector<std::string>& options)
{
    std::vector<const char*> list;
    for (const auto& option : options) list.push_back(option.c_str());
    list.push_back(nullptr);
    return list;
}

// A KMZ is a zip of one document; names of tables stay out of those of files.
void zip_document(const std::string& document, const WriteRequest& request)
{
    std::string used;
    const auto content = utf8_content(document, "UTF-8", used);
    auto* out = VSIFOpenL(("/vsizip/" + request.file.string() + "/doc.kml").c_str(), "wb");
    if (out == nullptr) fail(request);
    const bool written = VSIFWriteL(content.data(), 1, content.size(), out) == content.size();
    if (VSIFCloseL(out) != 0 || !written) fail(request);
}

const char* driver_of(const WriteRequest& request)
{
    const auto file = request.file.string();
    if (has_ending(file, ".gpkg")) return "GPKG";
    if (has_ending(file, ".gdb")) return "OpenFileGDB";
    if (has_ending(file, ".xlsx")) return "XLSX";
    return has_ending(file, ".kml") || has_ending(file, ".kmz") ? "LIBKML" : "GeoJSON";
}

} // namespace

int kinds_of(const FeatureTable& table)
{
    const auto any = [&](auto part) {
        return std::ranges::any_of(table.features, [&](const Feature& one) { return !(one.shape.*part).empty(); }) ? 1
                                                                                                                   : 0;
    };
    return any(&Shape::polygons) + any(&Shape::lines) + any(&Shape::points);
}

void require_one_kind(const FeatureTable& table, const std::string& format)
{
    if (kinds_of(table) < 2) return;
    const auto count = [&](auto part) {
        return std::ranges::count_if(table.features, [&](const Feature& one) { return !(one.shape.*part).empty(); });
    };
    throw UsageError{text("a {} holds one kind of geometry; table '{}' has {} features with polygons, {} with lines, "
                          "{} with points; write a GeoPackage, or choose: --where",
                          format, table.name, count(&Shape::polygons), count(&Shape::lines), count(&Shape::points))};
}

void write_bytes(const std::filesystem::path& file, const std::string& content)
{
    std::ofstream out{file, std::ios::binary};
    out << content;
    out.close();
    if (!out) throw InputError{text("'{}' cannot be written; is there room, and the right to write?", file.string())};
}

FeatureTable with_geometry_columns(FeatureTable table, bool wkt, std::vector<Sentence>& notes)
{
    if (table.types.empty()) table.types.assign(table.columns.size(), ColumnType::text);
    const auto type = geometry_type(table);
    const auto add = [&](const std::string& name, ColumnType kind, auto value) {
        table.columns.push_back(name);
        table.types.push_back(kind);
        for (auto& feature : table.features)
            feature.values.push_back(feature.shape.empty() ? std::optional<std::string>{}
                                                           : std::optional{value(feature.shape)});
    };
    const auto has = [&](const char* name) { return std::ranges::find(table.columns, name) != table.columns.end(); };
    if (type == wkbPoint && !has("x") && !has("y")) {
        add("x", ColumnType::real, [](const Shape& shape) { return number(shape.points.front().x); });
        add("y", ColumnType::real, [](const Shape& shape) { return number(shape.points.front().y); });
    } else if (!wkt && type != wkbNone) {
        notes.push_back(text("table '{}': geometries are left out; --wkt adds them as a column", table.name));
    }
    if (wkt) add("wkt", ColumnType::text, wkt_of);
    for (auto& feature : table.features) feature.shape = {};
    return table;
}

void write_table(GDALDataset& dataset, const FeatureTable& table, const WriteRequest& request,
                 const std::vector<std::string>& options)
{
    CPLErrorReset();
    const auto reference = table.crs ? ogr_reference(*table.crs) : nullptr;
    auto* layer = dataset.CreateLayer(table.name.c_str(), reference.get(), geometry_type(table),
                                      const_cast<char**>(list_of(options).data()));
    if (layer == nullptr) fail(request);
    for (std::size_t i = 0; i < table.columns.size(); ++i) {
        OGRFieldDefn field{table.columns[i].c_str(), field_type(table.type(i))};
        if (layer->CreateField(&field) != OGRERR_NONE) fail(request);
    }
    const bool in_one_go =
        dataset.TestCapability(ODsCTransactions) != FALSE && dataset.StartTransaction() == OGRERR_NONE;
    if (const auto reason = add_rows(*layer, table); !reason.empty())
        throw InputError{
            text("'{}' cannot be written: {}; is there room, and the right to write?", request.file.string(), reason)};
    if (in_one_go && dataset.CommitTransaction() != OGRERR_NONE) fail(request);
}

std::vector<Sentence> write_with_gdal(const std::vector<FeatureTable>& tables, const WriteRequest& request)
{
    prepare_gdal();
    std::vector<Sentence> notes;
    const std::string driver = driver_of(request);
    if (driver == "OpenFileGDB")
        for (const auto& table : tables) require_one_kind(table, "table of a file geodatabase");
    CPLErrorReset();
    auto* format = GetGDALDriverManager()->GetDriverByName(driver.c_str());
    const bool zipped = has_ending(request.file.string(), ".kmz");
    const auto loose = zipped ? TemporaryFile::with("doc.kml", "") : TemporaryFile{};
    Dataset dataset{
        format->Create((zipped ? loose.path() : request.file.string()).c_str(), 0, 0, 0, GDT_Unknown, nullptr)};
    if (dataset == nullptr) fail(request);
    std::vector<std::string> options;
    if (driver == "GeoJSON") options = {"RFC7946=YES", "COORDINATE_PRECISION=12", "WRITE_NAME=YES"};
    if (driver == "GPKG") options = {"FID=fid_of_file"};
    for (const auto& table : tables) {
        if (driver == "XLSX")
            write_table(*dataset, with_geometry_columns(table, request.wkt, notes), request, options);
        else if (driver == "LIBKML")
            write_table(*dataset, fit_for_kml(table, notes), request, options);
        else
            write_table(*dataset, table, request, options);
    }
    CPLErrorReset();
    dataset.reset();
    if (CPLGetLastErrorType() == CE_Failure) fail(request);
    if (zipped) zip_document(loose.path(), request);
    return notes;
}

} // namespace peaksite
