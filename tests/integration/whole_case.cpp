#include "integration/whole_case.hpp"

#include <cmath>
#include <numbers>

namespace peaksite {

namespace {

constexpr const char* whole_plan = R"plan(schema = 1
title = { zh = "测试", en = "Test" }
[grid]
crs = "EPSG:32648"
cell = "30 m"
tile = 64
[[zones]]
id = "county"
file = "zones.gpkg"
key = "code"
name = "name"
[[layers]]
id = "height"
file = "height.tif"
unit = "m"
[[layers]]
id = "slope"
derive = "slope(height)"
[[layers]]
id = "sun"
file = "sun.tif"
unit = "kWh/m2/a"
[[layers]]
id = "people"
file = "people.tif"
quantity = "extensive"
unit = "cap"
[[layers]]
id = "cover"
file = "cover.tif"
nodata = 0
[[layers.classes]]
code = 1
key = "grassland"
[[layers.classes]]
code = 2
key = "water"
[[layers]]
id = "road"
file = "road.gpkg"
kind = "vector"
[[layers]]
id = "road_km"
derive = "distance(road)"
[[technologies]]
id = "pv"
title = { zh = "光伏", en = "PV" }
density = "45 MW/km2"
share = 0.3
yield = "sun / (1 kW/m2) * 0.8"
[[technologies.exclude]]
id = "steep"
where = "slope > 12"
[[technologies.exclude]]
id = "water"
where = "cover == 'water'"
buffer = "70 m"
[[technologies.exclude]]
id = "road"
where = "road"
buffer = "150 m"
[[statistics]]
layer = "height"
stats = ["mean", "sum", "integral", "min", "max", "stdev", "count", "p10", "p50", "area", "valid_share"]
[[statistics]]
layer = "road_km"
stats = ["mean", "stdev"]
[[statistics]]
layer = "people"
stats = ["sum"]
[[statistics]]
layer = "cover"
stats = ["fractions", "class_area"]
[[rasters]]
id = "state"
value = "state(pv)"
[[rasters]]
id = "yield"
value = "sun / (1 kW/m2) * (1 + slope / (90 degree))"
[output]
secrecy = "public"
)plan";

double wave(int col, int row, double pace) { return std::sin(pace * col) * std::cos(1.3 * pace * row); }

// A wavy outline about a point.
std::string ring(double x, double y, double radius)
{
    std::string wkt = "POLYGON ((";
    constexpr int points = 90;
    for (int i = 0; i <= points; ++i) {
        const double t = 2 * std::numbers::pi * (i % points) / points, r = radius * (1 + 0.2 * std::sin(5 * t));
        wkt += (i == 0 ? "" : ", ") + std::to_string(x + r * std::cos(t)) + " " + std::to_string(y + r * std::sin(t));
    }
    return wkt + "))";
}

} // namespace

WholeCase::WholeCase()
{
    plan = PlanText{whole_plan};
    make_raster(at("height.tif"), {.cols = 230, .rows = 210, .cell = 30, .nodata = -1, .value = [](int c, int r) {
                                       return c % 37 == 5 && r % 11 == 3 ? -1
                                                                         : 900 + 60 * wave(c, r, 0.11) + 0.01 * c * r;
                                   }});
    make_raster(at("sun.tif"), {.cols = 40,
                                .rows = 40,
                                .west = 104.99,
                                .north = 38.01,
                                .cell = 0.003,
                                .crs = "EPSG:4326",
                                .value = [](int c, int r) { return 1500 + 90 * wave(c, r, 0.4); }});
    make_raster(at("people.tif"),
                {.cols = 31, .rows = 29, .cell = 217, .value = [](int c, int r) { return 3 + 2 * wave(c, r, 0.9); }});
    make_raster(at("cover.tif"),
                {.cols = 115, .rows = 105, .cell = 60, .type = "Byte", .nodata = 0, .value = [](int c, int r) {
                     return (c * 7 + r * 13) % 29 == 0 ? 0 : wave(c, r, 0.2) > 0.7 ? 2 : 1;
                 }});
    make_vector(at("road.gpkg"), {.table = "road",
                                  .columns = {"code"},
                                  .features = {{.wkt = "LINESTRING (499000 4203100, 503300 4202000, 508000 4204400)",
                                                .values = {"1"}}}});
    VectorFacts zones;
    zones.features = {{.wkt = ring(502700, 4203100, 2100), .values = {"1", "甲"}},
                      {.wkt = ring(503900, 4202400, 1900), .values = {"2", "乙"}},
                      {.wkt = ring(503012, 4203007, 11), .values = {"3", "丙"}}};
    make_vector(at("zones.gpkg"), zones);
}

} // namespace peaksite
