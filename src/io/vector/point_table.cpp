#include "io/vector/point_table.hpp"

#include "base/error.hpp"
#include "geo/crs.hpp"
#include "io/files/gdal.hpp"

#include <cpl_string.h>
#include <gdal_priv.h>
#include <ogrsf_frmts.h>

namespace peaksite {

namespace {

void set_value(OGRFeature& feature, int field, const PointTable::Value& value)
{
    if (const auto* number = std::get_if<double>(&value))
        feature.SetField(field, *number);
    else if (const auto* words = std::get_if<std::string>(&value))
        feature.SetField(field, words->c_str());
}

} // namespace

void add_points(const std::filesystem::path& package, const PointTable& table, const std::string& date)
{
    prepare_gdal();
    const auto check = [&](bool good) {
        if (!good) throw InputError{text("file '{}' cannot be written: {}", package.string(), last_gdal_error())};
    };
    CPLSetConfigOption("OGR_CURRENT_DATE", date.c_str());
    const Dataset dataset{GDALDataset::Open(package.string().c_str(), GDAL_OF_VECTOR | GDAL_OF_UPDATE)};
    check(dataset != nullptr);
    OGRSpatialReference degrees;
    degrees.importFromWkt(Crs::parse("EPSG:4490").wkt().c_str());
    degrees.SetAxisMappingStrategy(OAMS_TRADITIONAL_GIS_ORDER);
    CPLStringList options;
    options.SetNameValue("IDENTIFIER", table.title.c_str());
    options.SetNameValue("FID", "fid");
    auto* layer = dataset->CreateLayer(table.name.c_str(), &degrees, wkbPoint, options.List());
    check(layer != nullptr);
    for (const auto& [name, numeric] : table.columns) {
        OGRFieldDefn field{name.c_str(), numeric ? OFTReal : OFTString};
        check(layer->CreateField(&field) == OGRERR_NONE);
    }
    check(dataset->StartTransaction() == OGRERR_NONE);
    for (const auto& row : table.rows) {
        OGRFeature feature{layer->GetLayerDefn()};
        for (std::size_t j = 0; j < row.values.size(); ++j) set_value(feature, static_cast<int>(j), row.values[j]);
        if (row.place) feature.SetGeometryDirectly(new OGRPoint{row.place->x, row.place->y});
        check(layer->CreateFeature(&feature) == OGRERR_NONE);
    }
    check(dataset->CommitTransaction() == OGRERR_NONE);
}

} // namespace peaksite
