#pragma once

#include "plane.hpp"

#include <ogr_feature.h>
#include <ogr_geometry.h>

#include <filesystem>
#include <memory>
#include <string>
#include <vector>

class GDALDataset;
class OGRLayer;

namespace demo {

/// Geometry in degrees from places of the plane. The first ring is the outline, the others are holes.
OGRPolygon polygon(const std::vector<Path>& rings);
OGRMultiPolygon polygons(const std::vector<std::vector<Path>>& parts);
OGRLineString line(const Path& path);

/// A GeoPackage or Shapefile in CGCS2000 degrees; texts are UTF-8 in the first, GBK in the second.
class VectorFile {
public:
    explicit VectorFile(const std::filesystem::path& path);
    ~VectorFile();
    VectorFile(VectorFile&&) = delete;

    /// A table with text columns.
    void table(const std::string& name, OGRwkbGeometryType type, const std::vector<std::string>& columns);
    /// A row of the latest table.
    void add(const OGRGeometry& geometry, const std::vector<std::string>& values);

private:
    bool m_shapefile;
    std::unique_ptr<GDALDataset> m_dataset;
    OGRLayer* m_layer = nullptr;
};

} // namespace demo
