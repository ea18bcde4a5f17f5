// Writes the data of an invented province:  peaksite_demo_data FOLDER
// The same on every machine; see README.md for what is in it.
#include "rasters.hpp"
#include "tables.hpp"
#include "vectors.hpp"

#include <cpl_conv.h>
#include <gdal.h>

#include <cstdio>
#include <exception>
#include <filesystem>

namespace {

namespace fs = std::filesystem;

void write_all(const fs::path& folder)
{
    GDALAllRegister();
    CPLSetConfigOption("OGR_CURRENT_DATE", "2024-01-01T00:00:00.000Z"); // GeoPackages would carry the time of writing
    fs::create_directories(folder);
    for (const auto* file : {"boundaries.gpkg", "official.gpkg", "survey.gpkg", "networks.gpkg", "plants.gpkg", "roads.shp", "roads.shx", "roads.dbf", "roads.prj", "roads.cpg"}) fs::remove(folder / file);

    const demo::Terrain terrain;
    const demo::Land land{terrain};
    const auto counties = demo::counties();
    demo::write_rasters(land, folder / "rasters");
    demo::write_boundaries(counties, folder);
    demo::write_official(land, folder);
    demo::write_survey(land, folder);
    demo::write_networks(folder);
    demo::write_tables(counties, folder);
    fs::remove(folder / "roads.cpg"); // as offices hand it over: nothing says that the texts are GBK
}

} // namespace

int main(int argc, char** argv)
{
    if (argc != 2) {
        std::fputs("usage: peaksite_demo_data FOLDER\n", stderr);
        return 2;
    }
    try {
        write_all(argv[1]);
    } catch (const std::exception& error) {
        std::fprintf(stderr, "peaksite_demo_data: %s\n", error.what());
        return 1;
    }
    std::printf("%s\n", argv[1]);
    return 0;
}
