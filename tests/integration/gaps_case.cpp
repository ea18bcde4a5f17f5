#include "integration/gaps_case.hpp"

namespace peaksite {

namespace {

constexpr auto plan_of_gaps = R"toml(schema = 1
title = { zh = "测试", en = "Test" }
[grid]
crs = "EPSG:32648"
cell = "100 m"
extent = [500000, 4200000, 520000, 4206000]
[[zones]]
id = "county"
file = "zones.gpkg"
key = "code"
name = "name"
kind = "city"
attributes = { cost = "cost" }
[[layers]]
id = "ghi"
file = "ghi.tif"
unit = "kWh/m2/a"
[[layers]]
id = "cover"
file = "cover.tif"
quantity = "categorical"
classes = { forest = 1, grassland = 2, bare = 3 }
[[layers]]
id = "redline"
absent = "未提供"
[[statistics]]
layer = "ghi"
stats = ["mean", "sum", "integral", "min", "max", "stdev", "p50", "count", "area", "valid_share"]
[[statistics]]
layer = "cover"
stats = ["class_area", "fractions", "area", "valid_share"]
[[technologies]]
id = "pv"
density = "40 MW/km2"
share = 1
yield = "(1200 h/a)"
[[technologies.exclude]]
id = "dark"
where = "ghi < (500 kWh/m2/a)"
[[technologies.exclude]]
id = "red"
where = "redline"
[[facilities]]
id = "emitters"
file = "emitters.csv"
x = "x"
y = "y"
crs = "EPSG:32648"
emission = { column = "co2", unit = "t CO2/a" }
[[tables]]
id = "stats"
file = "stats.csv"
key = "code"
year = { column = "year" }
[tables.columns]
gdp = { column = "gdp", unit = "10^4 CNY/a" }
[[tables]]
id = "plants"
file = "plants.csv"
key = "code"
year = 2024
[tables.columns]
mw = "mw"
tech = "tech"
status = "status"
[[tables]]
id = "substations"
file = "substations.csv"
key = "code"
year = 2024
complete = true
[tables.columns]
open_mw = "open"
[[indicators]]
id = "own_ghi"
name = "own irradiation"
unit = "kWh/m2/a"
formula = "zmean(ghi)"
[[indicators]]
id = "own_gdp"
name = "own gdp"
unit = "10^4 CNY/a"
formula = "stats.gdp"
[[indicators]]
id = "own_dni"
name = "a layer that the plan has not"
unit = "kWh/m2/a"
formula = "zmean(dni)"
[siting]
policy = "ningxia"
draws = 200
selection_draws = 10
budget = 100
cost = "cost"
[[siting.types]]
type = "city"
[[siting.types.criteria]]
indicator = "pv_ghi_mean"
[[siting.types.criteria]]
indicator = "re_installed"
[[siting.quotas]]
type = "city"
max = 2
[[siting.quotas]]
type = "park"
max = 0
[[siting.quotas]]
type = "village"
max = 0
[[siting.quotas]]
type = "community"
max = 0
[[siting.quotas]]
type = "institution"
max = 0
[[siting.quotas]]
type = "enterprise"
max = 0
[output]
secrecy = "internal"
)toml";

} // namespace

GapsCase::GapsCase()
{
    plan = PlanText{plan_of_gaps};
    make_zones();
    make_raster(at("ghi.tif"), {.cols = 80, .nodata = -1, .value = [](int col, int row) {
                                    return col >= 50 ? 0 : col >= 25 && col < 45 ? -1 : 1400 + col + 0.25 * row;
                                }});
    make_raster(at("cover.tif"), {.cols = 80, .type = "Byte", .nodata = 0, .value = [](int col, int) {
                                      return col >= 50 ? 3 : col >= 25 && col < 45 ? 0 : col >= 10 ? 2 : 1;
                                  }});
    write_file(at("stats.csv"), "code,year,gdp\na,2020,100\na,2024,121\nb,2024,50\nc,2024,\ng,2020,0\ng,2024,0\n");
    write_file(at("plants.csv"), "code,mw,tech,status\na,50,光伏,在运\nb,0,光伏,在运\n");
    write_file(at("substations.csv"), "code,open\na,180\n");
    write_file(at("emitters.csv"), "x,y,co2\n501000,4202500,1000\n503500,4202500,\n506000,4202500,0\n");
}

void GapsCase::make_zones() const
{
    VectorFacts facts;
    facts.columns = {"code", "name", "cost"};
    const auto add = [&](const std::string& key, const std::string& wkt, std::optional<std::string> cost) {
        facts.features.push_back({.wkt = wkt, .values = {key, key + "县", std::move(cost)}});
    };
    add("a", square(500500, 4202000, 1000), "30");
    add("b", square(503000, 4202000, 1000), "20");
    add("c", square(512000, 4202000, 1000), "10");
    add("d", square(499500, 4204000, 1000), {});
    add("e", square(530000, 4202000, 1000), "10");
    add("f", "", "10");
    add("g", square(505500, 4202000, 1000), "0");
    make_vector(at("zones.gpkg"), facts);
}

} // namespace peaksite
