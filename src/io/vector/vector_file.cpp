#include "io/vector/vector_file.hpp"

#include "base/controls.hpp"
#include "base/suggest.hpp"
#include "base/utf8.hpp"
#include "geo/crs_guess.hpp"
#include "io/files/encoding.hpp"
#include "io/files/gdal.hpp"
#include "io/files/limits.hpp"
#include "io/files/sqlite_limit.hpp"
#include "io/tables/choose_table.hpp"
#include "io/tables/plain_table.hpp"
#include "io/vector/attribute_filter.hpp"
#include "io/vector/ogr_shape.hpp"
#include "io/vector/open_vector.hpp"

#include <gdal_priv.h>
#include <ogrsf_frmts.h>

#include <algorithm>
#include <array>
#include <cmath>

namespace peaksite {

namespace {

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
    const auto straight = straightened(*geometry);
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

// `box` holds the positions, for a proposal where the file's own system is of no use.
std::optional<Crs> crs_of(const OGRLayer& layer, const VectorRequest& request, const std::optional<Box>& box)
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
        throw InputError{
            text("file '{}' has a coordinate system that cannot be used; {}", request.file, crs_hint(box))};
    }
}

// Texts of a file in UTF-8, without signs that no text shows.
class Texts {
public:
    explicit Texts(const VectorRequest& request) : m_request(request) {}

    std::string operator()(const char* value)
    {
        auto out = is_utf8(value)
                       ? std::string{value}
                       : recoded(value, m_request.encoding == "auto" ? "GB18030" : m_request.encoding, m_request.file);
        if (!has_controls(out)) return out;
        m_odd = true;
        return without_controls(out);
    }
    bool odd() const { return m_odd; }

private:
    const VectorRequest& m_request;
    bool m_odd = false;
};

// What is infinite or no number is missing, and counted.
std::optional<std::string> finite_number(double value, std::size_t& not_finite)
{
    if (std::isfinite(value)) return number(value);
    ++not_finite;
    return {};
}

std::vector<std::optional<std::string>> values_of(const OGRFeature& feature, Texts& utf8, std::size_t& not_finite)
{
    std::vector<std::optional<std::string>> out;
    for (int i = 0; i < feature.GetFieldCount(); ++i) {
        if (feature.IsFieldSetAndNotNull(i) == FALSE)
            out.emplace_back();
        else if (feature.GetFieldDefnRef(i)->GetType() == OFTReal)
            out.push_back(finite_number(feature.GetFieldAsDouble(i), not_finite));
        else
            out.emplace_back(utf8(feature.GetFieldAsString(i)));
    }
    return out;
}

// Columns that every KML has, used or not.
void drop_idle_kml_columns(FeatureTable& table)
{
    constexpr std::array<std::string_view, 10> known{"description",  "timestamp",  "begin",   "end",
                                                     "altitudeMode", "tessellate", "extrude", "visibility",
                                                     "drawOrder",    "icon"};
    for (std::size_t c = table.columns.size(); c-- > 0;) {
        const auto idle = [&](const Feature& feature) {
            const auto& value = feature.values[c];
            return !value || value->empty() || *value == "-1" || *value == "0";
        };
        if (std::ranges::find(known, table.columns[c]) == known.end() || !std::ranges::all_of(table.features, idle))
            continue;
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
    case OFTInteger64:
        return ColumnType::whole;
    case OFTReal:
        return ColumnType::real;
    case OFTDate:
        return ColumnType::day;
    case OFTDateTime:
        return ColumnType::time;
    default:
        return ColumnType::text;
    }
}

} // namespace

std::size_t FeatureTable::column(const std::string& wanted, const std::string& file) const
{
    const auto found = std::ranges::find(columns, wanted);
    if (found != columns.end()) return static_cast<std::size_t>(found - columns.begin());
    if (columns.empty())
        throw InputError{text(
            "file '{}' has no columns, '{}' among them; those of a shapefile are in its .dbf, which must lie beside it",
            file, wanted)};
    const auto near = closest(wanted, columns);
    throw InputError{near.empty()
                         ? text("file '{}' has no column '{}'; it has: {}", file, wanted, joined(columns, ", "))
                         : text("file '{}' has no column '{}'; did you mean '{}'? It has: {}", file, wanted, near,
                                joined(columns, ", "))};
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

namespace {

void read_columns(const OGRFeatureDefn& definition, Texts& utf8, FeatureTable& table)
{
    for (int i = 0; i < definition.GetFieldCount(); ++i) {
        table.columns.push_back(utf8(definition.GetFieldDefn(i)->GetNameRef()));
        table.types.push_back(type_of(definition.GetFieldDefn(i)->GetType()));
    }
}

std::uint64_t bytes_of(const Feature& feature)
{
    std::uint64_t sum = sizeof(Feature) + sizeof(Point) * corners_in(feature.shape);
    for (const auto& value : feature.values) sum += sizeof(value) + (value ? value->size() : 0);
    return sum;
}

void read_rows(OGRLayer& layer, const VectorRequest& request, Texts& utf8, FeatureTable& table, SqliteLimit& limit)
{
    std::size_t not_finite = 0;
    Unfolding unfolding{request.file};
    for (const auto& from : layer) {
        auto& feature = table.features.emplace_back();
        feature.id = from->GetFID();
        read_geometry(from->GetGeometryRef(), feature);
        feature.values = values_of(*from, utf8, not_finite);
        limit.row();
        unfolding.add(bytes_of(feature));
    }
    if (not_finite > 0)
        table.warnings.push_back(
            text("file '{}': {} values of table '{}' are infinite or no numbers and count as missing", request.file,
                 not_finite, table.name));
    if (utf8.odd())
        table.warnings.push_back(text("file '{}': signs that are no text were taken as blanks", request.file));
}

[[noreturn]] void fail_to_filter(const VectorRequest& request, const FeatureTable& table)
{
    throw InputError{text("file '{}': the filter \"{}\" cannot be used: {}; columns are: {}", request.file,
                          request.where, last_gdal_error(), joined(table.columns, ", "))};
}

} // namespace

FeatureTable read_features(const VectorRequest& request)
{
    if (is_plain_table(request.file)) return plain_table(request);
    auto opened = open_vector(request);
    SqliteLimit limit{*opened.dataset};
    const auto chosen = choose_table(opened, request);
    auto& layer = *chosen.layer;
    FeatureTable table;
    Texts utf8{request};
    table.name = utf8(layer.GetName());
    table.encoding = opened.encoding;
    table.warnings = std::move(opened.warnings);
    table.warnings.insert(table.warnings.end(), chosen.warnings.begin(), chosen.warnings.end());
    for (auto* one : opened.dataset->GetLayers()) table.tables.push_back(utf8(one->GetName()));
    read_columns(*layer.GetLayerDefn(), utf8, table);
    CPLErrorReset();
    if (!request.where.empty() &&
        layer.SetAttributeFilter(quoted_columns(request.where, table.columns).c_str()) != OGRERR_NONE)
        fail_to_filter(request, table);
    CPLErrorReset();
    read_rows(layer, request, utf8, table, limit);
    if (has_ending(request.file, ".kml") || has_ending(request.file, ".kmz")) drop_idle_kml_columns(table);
    if (limit.reached())
        throw InputError{text("file '{}': table '{}' gives no further row after {}; is it a view without end? Name "
                              "another table, or export the data to a new file",
                              request.file, table.name, table.features.size())};
    if (CPLGetLastErrorType() == CE_Failure) {
        if (!request.where.empty() && table.features.empty())
            fail_to_filter(request, table); // databases look at it late
        throw InputError{text("file '{}' is damaged after {} features: {}; copy it again", request.file,
                              table.features.size(), last_gdal_error())};
    }
    table.crs = crs_of(layer, request, table.box());
    if (opened.rows && request.where.empty() && *opened.rows != table.features.size())
        throw InputError{
            text("file '{}' says that it has {} features and {} can be read: it is cut short or damaged; copy it again",
                 request.file, *opened.rows, table.features.size())};
    return table;
}

} // namespace peaksite
