#include "integration/small_case.hpp"

namespace peaksite {
namespace {

using CoordinateSystems = SmallCase;

RasterFacts raster_in(const std::string& crs)
{
    RasterFacts facts;
    facts.crs = crs;
    return facts;
}

TEST_F(CoordinateSystems, ARasterWithoutOneIsRefusedWithTheKeyToWrite)
{
    make_raster(at("value.tif"), raster_in(""));
    refused(code_failed, {"plan.toml:12: layers.value", "value.tif", "no coordinate system", "crs = \"EPSG:"});
}

TEST_F(CoordinateSystems, ARasterWithoutOneTakesThatOfThePlan)
{
    make_raster(at("value.tif"), raster_in(""));
    plan.replace("unit = \"W/m2\"", "unit = \"W/m2\"\ncrs = \"EPSG:32648\"");
    done();
    EXPECT_EQ(statistic("1", "count"), 400);
}

TEST_F(CoordinateSystems, ARasterThatDoesNotSayWhereItLiesIsRefused)
{
    RasterFacts facts;
    facts.placed = false;
    make_raster(at("value.tif"), facts);
    refused(code_failed, {"plan.toml:12: layers.value", "value.tif", "no geotransform", "georeference it first"});
}

TEST_F(CoordinateSystems, ZonesWithoutOneAreRefused)
{
    auto facts = two_zones();
    facts.crs = "";
    make_vector(at("zones.shp"), facts);
    plan.replace("zones.gpkg", "zones.shp");
    refused(code_failed, {"plan.toml:7: zones.county", "zones.shp", "no coordinate system", "crs = \"EPSG:"});
}

TEST_F(CoordinateSystems, AGeoPackageOfNoKnownSystemIsRefused)
{
    // A GeoPackage always names one: "undefined", which is none.
    auto facts = two_zones();
    facts.crs = "";
    make_vector(at("zones.gpkg"), facts);
    refused(code_failed, {"plan.toml:7: zones.county", "zones.gpkg", "coordinate system", "crs = \"EPSG:"});
}

TEST_F(CoordinateSystems, AnUnknownOneOfTheGridIsAFaultOfThePlan)
{
    plan.replace("crs = \"EPSG:32648\"", "crs = \"EPSG:999999\"");
    refused(code_wrong, {"plan.toml", "grid", "EPSG:999999"});
}

TEST_F(CoordinateSystems, AnUnknownOneOfALayerIsAFaultAtItsLine)
{
    plan.replace("unit = \"W/m2\"", "unit = \"W/m2\"\ncrs = \"EPSG:999999\"");
    refused(code_wrong, {"plan.toml:12: layers.value", "EPSG:999999"});
}

TEST_F(CoordinateSystems, AnUnknownOneOfZonesIsAFaultAtItsLine)
{
    plan.replace("key = \"code\"", "key = \"code\"\ncrs = \"no such thing\"");
    refused(code_wrong, {"plan.toml:7: zones.county", "no such thing"});
}

TEST_F(CoordinateSystems, AnEngineeringOneOfAFileIsRefused)
{
    make_raster(at("value.tif"), raster_in("LOCAL_CS[\"somewhere\",UNIT[\"metre\",1]]"));
    refused(code_failed, {"plan.toml:12: layers.value", "value.tif", "coordinate system", "crs = \"EPSG:"});
}

TEST_F(CoordinateSystems, ARasterElsewhereIsRefusedWithBothPlaces)
{
    RasterFacts facts;
    facts.west = 700000;
    make_raster(at("value.tif"), facts);
    refused(code_failed, {"layer 'value'", "value.tif", "does not touch the grid", "107.2", "105.0",
                          "is its coordinate system right"});
}

TEST_F(CoordinateSystems, ZonesOutsideTheGivenExtentAreRefused)
{
    plan.replace("cell = \"100 m\"", "cell = \"100 m\"\nextent = [600000, 4200000, 601000, 4201000]");
    refused(code_failed, {"zone", "extent", "600000", "500500"});
}

TEST_F(CoordinateSystems, AZonePartlyBeyondTheGridCountsAsNoDataThereAndIsToldOf)
{
    plan.replace("cell = \"100 m\"", "cell = \"100 m\"\nextent = [500000, 4200000, 504000, 4206000]");
    const auto outcome = done();
    EXPECT_NEAR(statistic("1", "valid_share"), 1, 1e-12);
    EXPECT_NEAR(statistic("2", "valid_share"), 0.5, 1e-5);
    expect_words(outcome.err, {"county", "2 乙县 (50.0 %)", "beyond the grid"});
}

TEST_F(CoordinateSystems, AZoneWhollyOutsideTheGridHasARowWithZeroAndAWarning)
{
    plan.replace("cell = \"100 m\"", "cell = \"100 m\"\nextent = [500000, 4200000, 502900, 4206000]");
    const auto outcome = done();
    const auto table = read_csv(out() / "statistics.csv");
    EXPECT_EQ(table.at({{"key", "2"}, {"stat", "mean"}}, "value"), "");
    EXPECT_EQ(table.at({{"key", "2"}, {"stat", "count"}}, "value"), "0");
    expect_words(outcome.err, {"county", "2 乙县", "no area inside the grid"});
}

TEST_F(CoordinateSystems, MetresSaidToBeDegreesAreToldWithTheSystemToWrite)
{
    auto facts = two_zones();
    facts.crs = "EPSG:4326";
    make_vector(at("zones.gpkg"), facts);
    refused(code_failed, {"plan.toml:7: zones.county", "zones.gpkg",
                          "'WGS 84' counts degrees, but its numbers are metres", "crs = \"EPSG:4534\""});
}

TEST_F(CoordinateSystems, CoordinatesThatAreNoPlaceNameTheZone)
{
    auto facts = two_zones();
    facts.crs = "EPSG:4326";
    facts.features = {{.wkt = square(105.01, 94, 0.5), .values = {"1", "甲县"}},
                      {.wkt = square(105.02, 37.97, 0.02), .values = {"2", "乙县"}}}; // beyond the pole
    make_vector(at("zones.gpkg"), facts);
    refused(code_failed, {"zones 'county'", "1 甲县", "are its coordinates in"});
}

} // namespace
} // namespace peaksite
