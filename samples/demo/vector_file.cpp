#include "vector_file.hpp"

#include <gdal_priv.h>
#include <ogrsf_frmts.h>

#include <array>
#include <stdexcept>

namespace demo {

namespace {

OGRLinearRing ring(const Path& path)
{
    OGRLinearRing out;
    for (const auto place : path) {
        const auto at = degrees(place);
        out.addPoint(at.x, at.y);
    }
    out.closeRings();
    return out;
}

} // namespace

OGRPolygon polygon(const std::vector<Path>& rings)
{
    OGRPolygon out;
    for (const auto& path : rings) {
        auto one = ring(path);
        out.addRing(&one);
    }
    return out;
}

OGRMultiPolygon polygons(const std::vector<std::vector<Path>>& parts)
{
    OGRMultiPolygon out;
    for (const auto& rings : parts) {
        const auto one = polygon(rings);
        out.addGeometry(&one);
    }
    return out;
}

OGRLineString line(const Path& path)
{
    OGRLineString out;
    for (const auto place : path) {
        const auto at = degrees(place);
        out.addPoint(at.x, at.y);
    }
    return out;
}

VectorFile::VectorFile(const std::filesystem::path& path) : m_shapefile(path.extension() == ".shp")
{
    auto* driver = GetGDALDriverManager()->GetDriverByName(m_shapefile ? "ESRI Shapefile" : "GPKG");
    m_dataset.reset(driver->Create(path.c_str(), 0, 0, 0, GDT_Unknown, nullptr));
    if (m_dataset == nullptr) throw std::runtime_error{"cannot write " + path.string()};
}

VectorFile::~VectorFile() = default;

void VectorFile::table(const std::string& name, OGRwkbGeometryType type, const std::vector<std::string>& columns)
{
    OGRSpatialReference crs;
    crs.importFromEPSG(4490);
    crs.SetAxisMappingStrategy(OAMS_TRADITIONAL_GIS_ORDER);
    std::array gbk{const_cast<char*>("ENCODING=CP936"), static_cast<char*>(nullptr)};
    m_layer = m_dataset->CreateLayer(name.c_str(), &crs, type, m_shapefile ? gbk.data() : nullptr);
    if (m_layer == nullptr) throw std::runtime_error{"cannot write table " + name};
    for (const auto& column : columns) {
        OGRFieldDefn field{column.c_str(), OFTString};
        m_layer->CreateField(&field);
    }
}

void VectorFile::add(const OGRGeometry& geometry, const std::vector<std::string>& values)
{
    OGRFeature feature{m_layer->GetLayerDefn()};
    feature.SetGeometry(&geometry);
    for (std::size_t i = 0; i < values.size(); ++i) feature.SetField(static_cast<int>(i), values[i].c_str());
    if (geometry.IsValid() == FALSE || m_layer->CreateFeature(&feature) != OGRERR_NONE)
        throw std::runtime_error{"a feature of " + std::string{m_layer->GetName()} +
                                 " cannot be written: " + values.front()};
}

} // namespace demo
