#pragma once

#include "io/files/gdal.hpp"

#include <gdal_priv.h>
#include <ogrsf_frmts.h>

#include <filesystem>
#include <string>
#include <vector>

namespace peaksite {

/// Adds a table of one text column "name" to a vector file that GDAL writes (made when it is not there), on longitudes
/// and latitudes of CGCS2000; names go from a on.
inline void add_ogr_table(const std::filesystem::path& path, const char* driver, const std::string& table,
                          const std::vector<std::string>& wkts, std::vector<std::string> options = {})
{
    prepare_gdal();
    auto* format = GetGDALDriverManager()->GetDriverByName(driver);
    Dataset dataset{std::filesystem::exists(path)
                        ? GDALDataset::FromHandle(
                              GDALOpenEx(path.c_str(), GDAL_OF_VECTOR | GDAL_OF_UPDATE, nullptr, nullptr, nullptr))
                        : format->Create(path.c_str(), 0, 0, 0, GDT_Unknown, nullptr)};
    OGRSpatialReference degrees;
    degrees.importFromEPSG(4490);
    degrees.SetAxisMappingStrategy(OAMS_TRADITIONAL_GIS_ORDER);
    std::vector<char*> list;
    for (auto& option : options) list.push_back(option.data());
    list.push_back(nullptr);
    auto* layer = dataset->CreateLayer(table.c_str(), &degrees, wkbUnknown, list.data());
    OGRFieldDefn name{"name", OFTString};
    layer->CreateField(&name);
    char letter = 'a';
    for (const auto& wkt : wkts) {
        OGRFeature feature{layer->GetLayerDefn()};
        feature.SetField(0, std::string(1, letter++).c_str());
        OGRGeometry* geometry = nullptr;
        if (!wkt.empty()) OGRGeometryFactory::createFromWkt(wkt.c_str(), nullptr, &geometry);
        feature.SetGeometryDirectly(geometry);
        if (layer->CreateFeature(&feature) != OGRERR_NONE)
            throw InputError{text("the test cannot write '{}'", path.string())};
    }
}

} // namespace peaksite
