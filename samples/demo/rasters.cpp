#include "rasters.hpp"

#include "geo/crs.hpp"
#include "raster_frame.hpp"
#include "residents.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

namespace demo {

namespace {

namespace fs = std::filesystem;

constexpr double no_number = std::numeric_limits<double>::quiet_NaN();

void write_elevation(const Land& land, const fs::path& folder)
{
    // In metres of a Gauss-Krüger zone, as surveys deliver it: not the projection of the plan.
    const auto frame = covering("EPSG:4524", 100);
    constexpr double no_elevation = -32768;
    write_raster({.path = folder / "dem_100m.tif", .type = GDT_Int16, .nodata = no_elevation, .unit = "m"}, frame,
                 [&](Place p) {
                     const bool hole = distance(p, {176, 186}) < 1.2;
                     return hole ? no_elevation : std::round(land.terrain().elevation(p));
                 });
}

void write_cover(const Land& land, const fs::path& folder)
{
    const auto whole = covering(peaksite::Crs::parse("china-albers").wkt(), 100);
    const auto value = [&](Place p) { return Land::unseen(p) ? 0.0 : static_cast<double>(land.cover(p)); };
    const int across = whole.columns / 2, down = whole.rows / 2;
    for (int part = 0; part < 4; ++part) {
        const bool east = part % 2 == 1, south_half = part / 2 == 1;
        auto frame = whole;
        frame.left += east ? across * whole.step : 0;
        frame.top -= south_half ? down * whole.step : 0;
        frame.columns = east ? whole.columns - across : across;
        frame.rows = south_half ? whole.rows - down : down;
        write_raster(
            {.path = folder / ("landcover_" + std::to_string(part + 1) + ".tif"), .type = GDT_Byte, .nodata = 0}, frame,
            value);
    }
}

void write_resources(const Land& land, const fs::path& folder)
{
    write_raster({.path = folder / "ghi.tif", .type = GDT_Float32, .nodata = -9999}, covering("EPSG:4326", 0.01),
                 [&](Place p) {
                     const bool hole = distance(p, {48, 160}) < 21 || p.x > 271;
                     return hole ? -9999 : std::round(10 * land.irradiation(p)) / 10;
                 });
    write_raster({.path = folder / "wind_100m.tif", .type = GDT_Float32, .nodata = no_number},
                 covering("EPSG:4326", 0.005), [&](Place p) {
                     const bool hole = distance(p, {120, 12}) < 9;
                     return hole ? no_number : std::round(100 * land.wind_speed(p)) / 100;
                 });
    // Whole numbers of ten thousandths: the file states the scale.
    write_raster({.path = folder / "cf_wind.tif", .type = GDT_Int16, .nodata = -1, .scale = 0.0001},
                 covering("EPSG:4326", 0.005), [&](Place p) {
                     const bool hole = distance(p, {120, 12}) < 9;
                     return hole ? -1 : std::round(10000 * land.capacity_factor(p));
                 });
    write_raster({.path = folder / "wind_share.tif", .type = GDT_Byte, .nodata = 255}, covering("EPSG:4524", 500),
                 [&](Place p) { return land.open_share(p); });
}

void write_amounts(const Land& land, const std::vector<County>& counties, const fs::path& folder)
{
    const auto area = [](double degrees, Place p) {
        return degrees * degrees * km_per_degree_north * 111.32 * std::cos(demo::degrees(p).y * 3.14159265358979 / 180);
    };
    constexpr double half_minute = 1.0 / 120, tenth = 0.1;
    const auto fine = covering("EPSG:4326", half_minute);
    const Residents residents{counties, fine, [&](Place p) { return land.people_per_km2(p) * area(half_minute, p); }};
    write_raster({.path = folder / "population_30s.tif", .type = GDT_Float32, .nodata = -1}, fine,
                 [&](Place p) { return std::round(100 * residents.at(p)) / 100; });
    write_raster({.path = folder / "emission_grid.tif", .type = GDT_Float32, .nodata = -1},
                 covering("EPSG:4326", tenth),
                 [&](Place p) { return std::round(land.emission_per_km2(p) * area(tenth, p)); });
}

} // namespace

void write_rasters(const Land& land, const std::vector<County>& counties, const fs::path& folder)
{
    fs::create_directories(folder);
    write_elevation(land, folder);
    write_cover(land, folder);
    write_resources(land, folder);
    write_amounts(land, counties, folder);
}

} // namespace demo
