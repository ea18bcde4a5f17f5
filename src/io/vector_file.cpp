#include "io/vector_file.hpp"

#include "base/suggest.hpp"
#include "base/utf8.hpp"
#include "io/attribute_filter.hpp"
#include "io/encoding.hpp"
#include "io/gdal.hpp"

#include <gdal_priv.h>
#include <ogrsf_frmts.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <filesystem>

namespace peaksite {

namespace {

namespace fs = std::filesystem;

Line line_of(const OGRSimpleCurve& curve)
{
    Line line(static_cast<std::size_t>(curve.getNumPoints()));
    for (int i = 0; i < curve.getNumPoints(); ++i) line[static_cast<std::size_t>(i)] = {.x = curve.getX(i), .y = curve.getY(i)};
    return line;
}

// Adds a geometry of straight lines to a shape.
void collect(const OGRGeometry& geometry, Shape& shape)
{
    switch (wkbFlatten(geometry.getGeometryType())) {
    case wkbPoint: {
        const auto& point = *geometry.toPoint();
        if (!point.IsEmpty()) shape.points.push_back({.x = point.getX(), .y = point.getY()});
        break;
    }
    case wkbLineString: shape.lines.push_back(line_of(*geometry.toLineString())); break;
    case wkbPolygon:
    case wkbTriangle: {
        Polygon polygon;
        for (const auto* ring : *geometry.toPolygon()) polygon.rings.push_back(line_of(*ring));
        if (!polygon.rings.empty()) shape.polygons.push_back(std::move(polygon));
        break;
    }
    case wkbMultiPoint:
    case wkbMultiLineString:
    case wkbMultiPolygon:
    case wkbGeometryCollection:
        for (const auto* part : *geometry.toGeometryCollection()) collect(*part, shape);
        break;
    default: break;
    }
}

bool finite(const Shape& shape)
{
    const auto good = [](Point p) { return std::isfinite(p.x) && std::isfinite(p.y); };
    const auto all_good = [&](const Line& line) { return std::ranges::all_of(line, good); };
    return std::ranges::all_of(shape.points, good) && std::ranges::all_of(shape.lines, all_good) &&
           std::ranges::all_of(shape.polygons, [&](const Polygon& polygon) { return std::ranges::all_of(polygon.rings, all_good); });
}

void read_geometry(const OGRGeometry* geometry, Feature& feature)
{
    if (geometry == nullptr || geometry->IsEmpty()) {
        feature.no_geometry = true;
        return;
    }
    feature.had_curves = geometry->hasCurveGeometry() != 0;
    const std::unique_ptr<OGRGeometry> straight{geometry->getLinearGeometry()};
    if (straight == nullptr) {
        feature.no_geometry = true;
        return;
    }
    feature.was_collection = wkbFlatten(straight->getGeometryType()) == wkbGeometryCollection;
    collect(*straight, feature.shape);
    feature.no_geometry = feature.shape.empty();
    feature.not_finite = !finite(feature.shape);
}

// A GeoPackage names a coordinate system even where it has none.
bool is_undefined(const OGRSpatialReference& reference)
{
    const char* name = reference.GetName();
    return name != nullptr && lower(name).starts_with("undefined ");
}

std::optional<Crs> crs_of(const OGRLayer& layer, const VectorRequest& request)
{
    if (request.crs) return Crs::parse(*request.crs);
    auto* reference = const_cast<OGRLayer&>(layer).GetSpatialRef();
    if (reference == nullptr || reference->IsEmpty() || is_undefined(*reference)) return {};
    char* wkt = nullptr;
    reference->exportToWkt(&wkt, std::array{"FORMAT=WKT2_2019", static_cast<const char*>(nullptr)}.data());
    const std::string text_of_crs = wkt == nullptr ? "" : wkt;
    CPLFree(wkt);
    try {
        return Crs::parse(text_of_crs);
    } catch (const UsageError&) {
        throw InputError{text("file '{}' has a coordinate system that cannot be used; say it in the plan: crs = \"EPSG:…\"", request.file)};
    }
}

OGRLayer& table_of(GDALDataset& dataset, const VectorRequest& request)
{
    if (dataset.GetLayerCount() == 0) throw InputError{text("file '{}' holds no table", request.file)};
    if (request.table.empty()) return *dataset.GetLayer(0);
    if (auto* layer = dataset.GetLayerByName(request.table.c_str())) return *layer;
    std::vector<std::string> names;
    for (auto* layer : dataset.GetLayers()) names.emplace_back(layer->GetName());
    throw InputError{text("file '{}' has no table '{}'; it has: {}", request.file, request.table, joined(names, ", "))};
}

std::vector<std::optional<std::string>> values_of(const OGRFeature& feature)
{
    std::vector<std::optional<std::string>> out;
    for (int i = 0; i < feature.GetFieldCount(); ++i) {
        if (feature.IsFieldSetAndNotNull(i) == FALSE) out.emplace_back();
        else if (feature.GetFieldDefnRef(i)->GetType() == OFTReal) out.emplace_back(number(feature.GetFieldAsDouble(i)));
        else out.emplace_back(feature.GetFieldAsString(i));
    }
    return out;
}

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

// A shapefile's texts as bytes tell what they are; the byte in its header and the .cpg beside it are often wrong.
std::string shapefile_encoding(const VectorRequest& request)
{
    const std::array options{"ENCODING=", static_cast<const char*>(nullptr)};
    const Dataset raw{GDALDataset::FromHandle(GDALOpenEx(request.file.c_str(), GDAL_OF_VECTOR | GDAL_OF_READONLY, nullptr, options.data(), nullptr))};
    if (raw == nullptr) return "UTF-8";
    return all_utf8(table_of(*raw, request)) ? "UTF-8" : "GB18030";
}

struct Opened {
    Dataset dataset;
    std::string encoding = "UTF-8";
    TemporaryFile recoded; // keeps a recoded copy alive
};

bool has_ending(const std::string& file, std::string_view ending) { return lower(file).ends_with(ending); }

Opened open(const VectorRequest& request)
{
    Opened out;
    std::error_code ignored;
    const bool there = fs::exists(request.file, ignored);
    if (has_ending(request.file, ".shp") && there) {
        prepare_gdal();
        out.encoding = request.encoding == "auto" ? shapefile_encoding(request) : request.encoding;
        const auto option = "ENCODING=" + out.encoding;
        const std::array options{option.c_str(), static_cast<const char*>(nullptr)};
        CPLErrorReset();
        out.dataset.reset(GDALDataset::FromHandle(GDALOpenEx(request.file.c_str(), GDAL_OF_VECTOR | GDAL_OF_READONLY | GDAL_OF_VERBOSE_ERROR, nullptr, options.data(), nullptr)));
        if (out.dataset == nullptr) throw InputError{text("file '{}' cannot be opened as vector data: {}", request.file, last_gdal_error())};
        return out;
    }
    if (has_ending(request.file, ".csv") && there) {
        prepare_gdal();
        out.recoded = as_utf8_file(request.file, request.encoding, out.encoding);
        out.dataset = open_dataset(out.recoded.path().empty() ? request.file : out.recoded.path(), DatasetKind::vector);
        return out;
    }
    out.dataset = open_dataset(request.file, DatasetKind::vector);
    return out;
}

} // namespace

std::size_t FeatureTable::column(const std::string& wanted, const std::string& file) const
{
    const auto found = std::ranges::find(columns, wanted);
    if (found != columns.end()) return static_cast<std::size_t>(found - columns.begin());
    const auto near = closest(wanted, columns);
    throw InputError{near.empty() ? text("file '{}' has no column '{}'; it has: {}", file, wanted, joined(columns, ", "))
                                  : text("file '{}' has no column '{}'; did you mean '{}'? It has: {}", file, wanted, near, joined(columns, ", "))};
}

FeatureTable read_features(const VectorRequest& request)
{
    const auto opened = open(request);
    auto& layer = table_of(*opened.dataset, request);
    FeatureTable table;
    table.name = layer.GetName();
    table.encoding = opened.encoding;
    table.crs = crs_of(layer, request);
    const auto* definition = layer.GetLayerDefn();
    for (int i = 0; i < definition->GetFieldCount(); ++i) table.columns.emplace_back(definition->GetFieldDefn(i)->GetNameRef());
    const auto fail_to_filter = [&] {
        throw InputError{text("file '{}': the filter \"{}\" cannot be used: {}; columns are: {}", request.file, request.where, last_gdal_error(), joined(table.columns, ", "))};
    };
    CPLErrorReset();
    if (!request.where.empty() && layer.SetAttributeFilter(quoted_columns(request.where, table.columns).c_str()) != OGRERR_NONE) fail_to_filter();
    CPLErrorReset();
    for (const auto& from : layer) {
        auto& feature = table.features.emplace_back();
        feature.id = from->GetFID();
        read_geometry(from->GetGeometryRef(), feature);
        feature.values = values_of(*from);
    }
    if (CPLGetLastErrorType() != CE_Failure) return table;
    if (!request.where.empty() && table.features.empty()) fail_to_filter(); // databases look at it late
    throw InputError{text("file '{}' is damaged after {} features: {}; copy it again", request.file, table.features.size(), last_gdal_error())};
}

} // namespace peaksite
