#include "support/data_files.hpp"

#include <fmt/format.h>
#include <gdal_priv.h>
#include <ogrsf_frmts.h>

#include <algorithm>
#include <array>
#include <memory>
#include <stdexcept>

namespace peaksite {

namespace {

struct CloseIt {
    void operator()(GDALDataset* dataset) const { GDALClose(GDALDataset::ToHandle(dataset)); }
};
using Held = std::unique_ptr<GDALDataset, CloseIt>;

GDALDriver& driver_named(const std::string& name)
{
    GDALAllRegister();
    CPLSetErrorHandler(CPLQuietErrorHandler); // what is made here is often wrong on purpose
    auto* driver = GetGDALDriverManager()->GetDriverByName(name.c_str());
    if (driver == nullptr) throw std::runtime_error{"GDAL has no " + name};
    return *driver;
}

std::string vector_driver(const std::filesystem::path& path)
{
    const auto ending = path.extension().string();
    return ending == ".shp" ? "ESRI Shapefile" : ending == ".geojson" ? "GeoJSON" : ending == ".kml" ? "KML" : "GPKG";
}

void expect(bool good, const std::filesystem::path& path)
{
    if (!good) throw std::runtime_error{"cannot make " + path.string() + ": " + CPLGetLastErrorMsg()};
}

OGRSpatialReference reference_of(const std::string& crs)
{
    OGRSpatialReference reference;
    reference.SetFromUserInput(crs.c_str());
    reference.SetAxisMappingStrategy(OAMS_TRADITIONAL_GIS_ORDER);
    return reference;
}

std::unique_ptr<OGRGeometry> geometry_of(const std::string& wkt)
{
    OGRGeometry* geometry = nullptr;
    if (wkt.empty()) return nullptr;
    if (OGRGeometryFactory::createFromWkt(wkt.c_str(), nullptr, &geometry) != OGRERR_NONE)
        throw std::runtime_error{"not a geometry: " + wkt};
    return std::unique_ptr<OGRGeometry>{geometry};
}

} // namespace

void make_raster(const std::filesystem::path& path, const RasterFacts& facts)
{
    char** options = nullptr;
    for (const auto& option : facts.options) options = CSLAddString(options, option.c_str());
    const Held dataset{
        driver_named(facts.driver)
            .Create(path.c_str(), facts.cols, facts.rows, 1, GDALGetDataTypeByName(facts.type.c_str()), options)};
    CSLDestroy(options);
    expect(dataset != nullptr, path);
    std::array transform{facts.west, facts.cell, 0.0, facts.north, 0.0, -facts.cell};
    if (facts.placed) dataset->SetGeoTransform(transform.data());
    const auto reference = reference_of(facts.crs);
    if (!facts.crs.empty()) dataset->SetSpatialRef(&reference);
    auto* band = dataset->GetRasterBand(1);
    if (!facts.unit.empty()) band->SetUnitType(facts.unit.c_str());
    if (facts.nodata) band->SetNoDataValue(*facts.nodata);
    if (facts.scale) band->SetScale(*facts.scale);
    std::vector<double> row(static_cast<std::size_t>(facts.cols));
    for (int r = 0; facts.value && r < facts.rows; ++r) {
        for (int c = 0; c < facts.cols; ++c) row[static_cast<std::size_t>(c)] = facts.value(c, r);
        expect(band->RasterIO(GF_Write, 0, r, facts.cols, 1, row.data(), facts.cols, 1, GDT_Float64, 0, 0, nullptr) ==
                   CE_None,
               path);
    }
}

void make_vector(const std::filesystem::path& path, const VectorFacts& facts)
{
    const Held dataset{driver_named(vector_driver(path)).Create(path.c_str(), 0, 0, 0, GDT_Unknown, nullptr)};
    expect(dataset != nullptr, path);
    auto reference = reference_of(facts.crs);
    const bool plain = path.extension() == ".shp";
    auto* layer = dataset->CreateLayer(facts.table.c_str(), facts.crs.empty() ? nullptr : &reference,
                                       plain ? wkbPolygon : wkbUnknown, nullptr);
    expect(layer != nullptr, path);
    for (const auto& column : facts.columns) {
        OGRFieldDefn field{column.c_str(), OFTString};
        layer->CreateField(&field);
    }
    for (const auto& one : facts.features) {
        const std::unique_ptr<OGRFeature> feature{OGRFeature::CreateFeature(layer->GetLayerDefn())};
        for (std::size_t i = 0; i < one.values.size(); ++i)
            if (one.values[i]) feature->SetField(static_cast<int>(i), one.values[i]->c_str());
        auto geometry = geometry_of(one.wkt);
        if (one.second_x) geometry->toPolygon()->getExteriorRing()->setPoint(1, *one.second_x, 0);
        if (geometry) feature->SetGeometryDirectly(geometry.release());
        expect(layer->CreateFeature(feature.get()) == OGRERR_NONE, path);
    }
}

std::string square(double west, double south, double side)
{
    const double east = west + side, north = south + side;
    return fmt::format("POLYGON (({0} {1}, {2} {1}, {2} {3}, {0} {3}, {0} {1}))", west, south, east, north);
}

std::vector<std::vector<std::string>> table_rows(const std::filesystem::path& path, const std::string& table)
{
    GDALAllRegister();
    const Held dataset{GDALDataset::Open(path.c_str(), GDAL_OF_VECTOR | GDAL_OF_READONLY)};
    expect(dataset != nullptr, path);
    auto* layer = dataset->GetLayerByName(table.c_str());
    expect(layer != nullptr, path);
    std::vector<std::vector<std::string>> rows;
    for (const auto& feature : *layer) {
        auto& row = rows.emplace_back();
        for (int i = 0; i < feature->GetFieldCount(); ++i) row.emplace_back(feature->GetFieldAsString(i));
        if (const auto* geometry = feature->GetGeometryRef()) row.push_back(geometry->exportToWkt());
    }
    return rows;
}

} // namespace peaksite
