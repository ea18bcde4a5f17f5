#include "io/vector/ogr_shape.hpp"

#include "io/files/gdal.hpp"

#include <gdal_priv.h>
#include <ogrsf_frmts.h>

#include <algorithm>
#include <cmath>

namespace peaksite {

namespace {

Line line_of(const OGRSimpleCurve& curve)
{
    Line line(static_cast<std::size_t>(curve.getNumPoints()));
    for (int i = 0; i < curve.getNumPoints(); ++i)
        line[static_cast<std::size_t>(i)] = {.x = curve.getX(i), .y = curve.getY(i)};
    return line;
}

template <class Curve>
std::unique_ptr<Curve> curve_of(const Line& line)
{
    auto out = std::make_unique<Curve>();
    out->setNumPoints(static_cast<int>(line.size()), FALSE);
    for (std::size_t i = 0; i < line.size(); ++i) out->setPoint(static_cast<int>(i), line[i].x, line[i].y);
    return out;
}

std::unique_ptr<OGRGeometry> polygon_of(const Polygon& polygon)
{
    auto out = std::make_unique<OGRPolygon>();
    for (const auto& ring : polygon.rings) out->addRingDirectly(curve_of<OGRLinearRing>(ring).release());
    return out;
}

// One part as it is, several in a geometry that holds many.
template <class Many>
std::unique_ptr<OGRGeometry> one_or_many(std::vector<std::unique_ptr<OGRGeometry>> parts)
{
    if (parts.size() == 1) return std::move(parts.front());
    auto out = std::make_unique<Many>();
    for (auto& part : parts) out->addGeometryDirectly(part.release());
    return out;
}

// A single part where the table is of geometries of many, as shapefiles and geodatabases ask for.
std::unique_ptr<OGRGeometry> fitting(std::unique_ptr<OGRGeometry> geometry, OGRLayer& layer)
{
    const auto type = wkbFlatten(layer.GetGeomType());
    if (type != wkbMultiPoint && type != wkbMultiLineString && type != wkbMultiPolygon) return geometry;
    return std::unique_ptr<OGRGeometry>{OGRGeometryFactory::forceTo(geometry.release(), type)};
}

void put_value(OGRFeature& feature, int column, const std::string& value, ColumnType type)
{
    if (type == ColumnType::real)
        feature.SetField(column, CPLAtof(value.c_str()));
    else
        feature.SetField(column, value.c_str());
}

} // namespace

std::unique_ptr<OGRGeometry> straightened(const OGRGeometry& geometry)
{
    return std::unique_ptr<OGRGeometry>{geometry.getLinearGeometry(arc_step_degrees)};
}

// No unit of any system counts so far.
constexpr double beyond_earth = 1e12;

bool finite(const Shape& shape)
{
    const auto good = [](Point p) { return std::fabs(p.x) < beyond_earth && std::fabs(p.y) < beyond_earth; };
    const auto all_good = [&](const Line& line) { return std::ranges::all_of(line, good); };
    return std::ranges::all_of(shape.points, good) && std::ranges::all_of(shape.lines, all_good) &&
           std::ranges::all_of(shape.polygons,
                               [&](const Polygon& polygon) { return std::ranges::all_of(polygon.rings, all_good); });
}

void collect(const OGRGeometry& geometry, Shape& shape)
{
    switch (wkbFlatten(geometry.getGeometryType())) {
    case wkbPoint: {
        const auto& point = *geometry.toPoint();
        if (!point.IsEmpty()) shape.points.push_back({.x = point.getX(), .y = point.getY()});
        break;
    }
    case wkbLineString:
        shape.lines.push_back(line_of(*geometry.toLineString()));
        break;
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
    case wkbPolyhedralSurface:
    case wkbTIN:
        for (const auto* part : *geometry.toPolyhedralSurface()) collect(*part, shape);
        break;
    default:
        break;
    }
}

std::unique_ptr<OGRGeometry> ogr_geometry(const Shape& shape)
{
    using Parts = std::vector<std::unique_ptr<OGRGeometry>>;
    Parts polygons, lines, points, kinds;
    for (const auto& one : shape.polygons) polygons.push_back(polygon_of(one));
    for (const auto& one : shape.lines) lines.push_back(curve_of<OGRLineString>(one));
    for (const auto one : shape.points) points.push_back(std::make_unique<OGRPoint>(one.x, one.y));
    if (!polygons.empty()) kinds.push_back(one_or_many<OGRMultiPolygon>(std::move(polygons)));
    if (!lines.empty()) kinds.push_back(one_or_many<OGRMultiLineString>(std::move(lines)));
    if (!points.empty()) kinds.push_back(one_or_many<OGRMultiPoint>(std::move(points)));
    if (kinds.empty()) return {};
    return one_or_many<OGRGeometryCollection>(std::move(kinds));
}

std::unique_ptr<OGRSpatialReference> ogr_reference(const Crs& crs)
{
    auto reference = std::make_unique<OGRSpatialReference>();
    reference->importFromWkt(crs.wkt().c_str());
    reference->SetAxisMappingStrategy(OAMS_TRADITIONAL_GIS_ORDER);
    return reference;
}

std::string add_rows(OGRLayer& layer, const FeatureTable& table)
{
    CPLErrorReset();
    for (const auto& from : table.features) {
        OGRFeature feature{layer.GetLayerDefn()};
        if (auto geometry = ogr_geometry(from.shape))
            feature.SetGeometryDirectly(fitting(std::move(geometry), layer).release());
        for (std::size_t i = 0; i < from.values.size(); ++i)
            if (from.values[i]) put_value(feature, static_cast<int>(i), *from.values[i], table.type(i));
        if (layer.CreateFeature(&feature) != OGRERR_NONE) return last_gdal_error();
    }
    return {};
}

void add_table(GDALDataset& dataset, const FeatureTable& table)
{
    const auto reference = table.crs ? ogr_reference(*table.crs) : nullptr;
    auto* layer = dataset.CreateLayer(table.name.c_str(), reference.get(), wkbUnknown, nullptr);
    for (std::size_t i = 0; i < table.columns.size(); ++i) {
        OGRFieldDefn field{table.columns[i].c_str(), table.type(i) == ColumnType::real    ? OFTReal
                                                     : table.type(i) == ColumnType::whole ? OFTInteger64
                                                                                          : OFTString};
        layer->CreateField(&field);
    }
    add_rows(*layer, table);
}

std::size_t corners_in(const Shape& shape)
{
    std::size_t out = shape.points.size();
    for (const auto& polygon : shape.polygons)
        for (const auto& ring : polygon.rings) out += ring.size();
    for (const auto& line : shape.lines) out += line.size();
    return out;
}

} // namespace peaksite
