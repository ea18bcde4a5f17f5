#include "province.hpp"

#include "rasters.hpp"
#include "tables.hpp"
#include "vectors.hpp"

#include <cpl_conv.h>
#include <gdal.h>

namespace demo {

namespace fs = std::filesystem;

void write_province(const fs::path& folder)
{
    GDALAllRegister();
    CPLSetConfigOption("OGR_CURRENT_DATE", "2024-01-01T00:00:00.000Z"); // GeoPackages would carry the time of writing
    fs::create_directories(folder);
    for (const auto* file : {"boundaries.gpkg", "official.gpkg", "survey.gpkg", "networks.gpkg", "plants.gpkg",
                             "roads.shp", "roads.shx", "roads.dbf", "roads.prj", "roads.cpg"})
        fs::remove(folder / file);

    const Terrain terrain;
    const Land land{terrain};
    const auto all = counties();
    write_rasters(land, all, folder / "rasters");
    write_boundaries(all, folder);
    write_official(land, folder);
    write_survey(land, folder);
    write_networks(folder);
    write_tables(all, folder);
    fs::remove(folder / "roads.cpg"); // as offices hand it over: nothing says that the texts are GBK
}

} // namespace demo
