#include "io/vector_file.hpp"

#include "base/suggest.hpp"
#include "base/utf8.hpp"
#include "io/attribute_filter.hpp"
#include "io/encoding.hpp"
#include "io/gdal.hpp"
#include "io/ogr_shape.hpp"
#include "io/open_vector.hpp"
#include "io/plain_table.hpp"

#include <gdal_priv.h>
#include <ogrsf_frmts.h>

#include <algorithm>
#include <array>
#include <cmath>

namespace peaksite {

namespace {

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
    OGREnvelope3D envelope;
    geometry->getEnvelope(&envelope);
    feature.had_heights = geometry->Is3D() != FALSE && (envelope.MinZ != 0 || envelope.MaxZ != 0);
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

std::string utf8(const char* value, const VectorRequest& request)
{
    if (is_utf8(value)) return value;
    return recoded(value, request.encoding == "auto" ? "GB18030" : request.encoding, request.file);
}

std::vector<std::optional<std::string>> values_of(const OGRFeature& feature, const VectorRequest& request)
{
    std::vector<std::optional<std::string>> out;
    for (int i = 0; i < feature.GetFieldCount(); ++i) {
        if (feature.IsFieldSetAndNotNull(i) == FALSE) out.emplace_back();
        else if (feature.GetFieldDefnRef(i)->GetType() == OFTReal) out.emplace_back(number(feature.GetFieldAsDouble(i)));
        else out.emplace_back(utf8(feature.GetFieldAsString(i), request));
    }
    return out;
}

// Columns that every KML has, used or not.
void drop_idle_kml_columns(FeatureTable& table)
{
    constexpr std::array<std::string_view, 10> known{"description", "timestamp", "begin", "end", "altitudeMode", "tessellate", "extrude", "visibility", "drawOrder", "icon"};
    for (std::size_t c = table.columns.size(); c-- > 0;) {
        const auto idle = [&](const Feature& feature) {
            const auto& value = feature.values[c];
            return !value || value->empty() || *value == "-1" || *value == "0";
        };
        if (std::ranges::find(known, table.columns[c]) == known.end() || !std::ranges::all_of(table.features, idle)) continue;
        const auto at = static_cast<std::ptrdiff_t>(c);
        table.columns.erase(table.columns.begin() + at);
        table.types.erase(table.types.begin() + at);
        for (auto& feature : table.features) feature.values.erase(feature.values.begin() + at);
    }
}

ColumnType type_of(OGRFieldType type)
{
    switch (type) {
    case OFTInteger:
    case OFTInteger64: return ColumnType::whole;
    case OFTReal: return ColumnType::real;
    case OFTDate: return ColumnType::day;
    case OFTDateTime: return ColumnType::time;
    default: return ColumnType::text;
    }
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

std::optional<Box> FeatureTable::box() const
{
    std::optional<Box> out;
    for (const auto& feature : features) {
        if (feature.no_geometry || feature.not_finite) continue;
        const auto one = bounds(feature.shape);
        if (one) out = out ? united(*out, *one) : one;
    }
    return out;
}

FeatureTable read_features(const VectorRequest& request)
{
    if (is_plain_table(request.file)) return plain_table(request);
    auto opened = open_vector(request);
    auto& layer = table_of(*opened.dataset, request);
    FeatureTable table;
    table.name = utf8(layer.GetName(), request);
    table.encoding = opened.encoding;
    table.warnings = std::move(opened.warnings);
    table.crs = crs_of(layer, request);
    for (auto* one : opened.dataset->GetLayers()) table.tables.push_back(utf8(one->GetName(), request));
    const auto* definition = layer.GetLayerDefn();
    for (int i = 0; i < definition->GetFieldCount(); ++i) {
        table.columns.push_back(utf8(definition->GetFieldDefn(i)->GetNameRef(), request));
        table.types.push_back(type_of(definition->GetFieldDefn(i)->GetType()));
    }
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
        feature.values = values_of(*from, request);
    }
    if (has_ending(request.file, ".kml") || has_ending(request.file, ".kmz")) drop_idle_kml_columns(table);
    if (CPLGetLastErrorType() != CE_Failure) return table;
    if (!request.where.empty() && table.features.empty()) fail_to_filter(); // databases look at it late
    throw InputError{text("file '{}' is damaged after {} features: {}; copy it again", request.file, table.features.size(), last_gdal_error())};
}

} // namespace peaksite
