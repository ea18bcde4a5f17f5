#include "integration/small_case.hpp"

#include <cmath>

namespace peaksite {
namespace {

class ZonesInput : public SmallCase {
protected:
    void first_zone(const std::string& wkt, const std::optional<std::string>& key = "1") const
    {
        auto facts = two_zones();
        facts.features[0].wkt = wkt;
        facts.features[0].values[0] = key;
        make_vector(at("zones.gpkg"), facts);
    }
    std::string mean_of(const std::string& key) const
    {
        return read_csv(out() / "statistics.csv").at({{"key", key}, {"stat", "mean"}}, "value");
    }
};

TEST_F(ZonesInput, AKeyColumnThatIsNotThereIsToldWithThoseThereAre)
{
    plan.replace("key = \"code\"", "key = \"cod\"");
    refused(code_failed,
            {"plan.toml:7: zones.county", "zones.gpkg", "no column 'cod'", "did you mean 'code'", "code, name"});
}

TEST_F(ZonesInput, EqualKeysAreListed)
{
    first_zone(first_square, "2");
    refused(code_failed,
            {"plan.toml:7: zones.county", "zones.gpkg", "'code'", "not unique: 2", "unite the features first"});
}

TEST_F(ZonesInput, AFeatureWithoutKeyIsNumbered)
{
    first_zone(first_square, std::nullopt);
    refused(code_failed, {"plan.toml:7: zones.county", "feature 1", "zones.gpkg", "no key in column 'code'",
                          "or leave the feature out"});
}

TEST_F(ZonesInput, AZoneWithoutGeometryKeepsItsRowAndIsToldOf)
{
    first_zone("");
    const auto outcome = done();
    EXPECT_EQ(mean_of("1"), "");
    EXPECT_NE(mean_of("2"), "");
    expect_words(outcome.err, {"zones 'county'", "1 甲县", "without boundary"});
}

TEST_F(ZonesInput, AZoneWithAnEmptyGeometryKeepsItsRowAndIsToldOf)
{
    first_zone("POLYGON EMPTY");
    const auto outcome = done();
    EXPECT_EQ(mean_of("1"), "");
    expect_words(outcome.err, {"zones 'county'", "1 甲县", "without boundary"});
}

TEST_F(ZonesInput, ABowTieIsRepairedAndToldOf)
{
    first_zone("POLYGON ((500500 4200500, 502500 4202500, 502500 4200500, 500500 4202500, 500500 4200500))");
    const auto outcome = done();
    // Two triangles of a quarter of the square each.
    EXPECT_NEAR(statistic("1", "count"), 200, 1e-6);
    expect_words(outcome.err, {"zones 'county'", "1 甲县", "Self-intersection", "repaired"});
}

TEST_F(ZonesInput, ACollectionCountsItsPolygonsAndIsToldOf)
{
    first_zone("GEOMETRYCOLLECTION (" + square(500500, 4200500, 1000) +
               ", POINT (500000 4200000), LINESTRING (500000 4200000, 501000 4201000))");
    const auto outcome = done();
    EXPECT_NEAR(statistic("1", "count"), 100, 1e-9);
    expect_words(outcome.err, {"zones 'county'", "1 甲县", "of which only the polygons count"});
}

TEST_F(ZonesInput, HeightsAndMeasuresAreLeftAway)
{
    first_zone("POLYGON ZM ((500500 4200500 1100 1, 502500 4200500 1200 2, 502500 4202500 -9e99 3, 500500 4202500 1300 "
               "4, 500500 4200500 1100 1))");
    done();
    EXPECT_NEAR(statistic("1", "count"), 400, 1e-9);
}

TEST_F(ZonesInput, CurvesAreMadeStraightAndToldOf)
{
    // A circle of 1 km radius.
    first_zone("CURVEPOLYGON (CIRCULARSTRING (500500 4201500, 501500 4202500, 502500 4201500, 501500 4200500, 500500 "
               "4201500))");
    const auto outcome = done();
    EXPECT_NEAR(statistic("1", "count"), 100 * std::acos(-1.0), 0.3);
    expect_words(outcome.err, {"zones 'county'", "1 甲县", "curves"});
}

TEST_F(ZonesInput, PointsAndLinesHaveNoAreaAndAreToldOf)
{
    first_zone("POINT (501000 4201000)");
    const auto outcome = done();
    EXPECT_EQ(mean_of("1"), "");
    expect_words(outcome.err, {"zones 'county'", "1 甲县", "points or lines instead of polygons"});
}

TEST_F(ZonesInput, AVertexThatIsNoNumberNamesTheZone)
{
    for (const double bad : std::initializer_list<double>{std::nan(""), HUGE_VAL, -HUGE_VAL}) {
        auto facts = two_zones();
        facts.features[0].second_x = bad;
        make_vector(at("zones.gpkg"), facts);
        refused(code_failed, {"plan.toml:7: zones.county", "zones.gpkg", "zone 1 甲县", "coordinates are no numbers",
                              "leave it out"});
    }
}

TEST_F(ZonesInput, ARingWithoutAreaIsNoZoneButKeepsItsRow)
{
    first_zone("POLYGON ((500500 4200500, 502500 4200500, 500500 4200500, 500500 4200500))");
    const auto outcome = done();
    EXPECT_EQ(mean_of("1"), "");
    expect_words(outcome.err, {"zones 'county'", "1 甲县"});
}

TEST_F(ZonesInput, AFilterThatNothingPassesIsTold)
{
    plan.replace("key = \"code\"", "key = \"code\"\nwhere = \"code = '9'\"");
    refused(code_failed, {"plan.toml:7: zones.county", "zones.gpkg", "no feature", "code = '9'"});
}

TEST_F(ZonesInput, AFilterThatCannotBeReadIsToldWithTheColumns)
{
    plan.replace("key = \"code\"", "key = \"code\"\nwhere = \"kind ==== 'x'\"");
    refused(code_failed, {"zones.gpkg", "filter", "code, name"});
}

TEST_F(ZonesInput, AKindThatIsNoneIsToldWithThoseThereAre)
{
    plan.replace("key = \"code\"", "key = \"code\"\nkind = { column = \"name\" }");
    refused(code_failed, {"plan.toml:7: zones.county", "'甲县'", "zone 1:", "city, park, village"});
}

TEST_F(ZonesInput, NoFeaturesAtAllAreTold)
{
    auto facts = two_zones();
    facts.features.clear();
    make_vector(at("zones.gpkg"), facts);
    refused(code_failed, {"plan.toml:7: zones.county", "zones.gpkg", "no features"});
}

TEST_F(ZonesInput, NoZoneWithBoundaryNeedsAnExtent)
{
    auto facts = two_zones();
    for (auto& one : facts.features) one.wkt = "";
    make_vector(at("zones.gpkg"), facts);
    refused(code_failed, {"no zone has a boundary", "extent = [xmin"});
}

// A list without geometry may hold rows of nulls: left out or told, by check and run alike.
TEST_F(ZonesInput, RowsOfNullsInAListAreLeftOutAndANullKeyIsToldAlike)
{
    const std::string good =
        R"({"type":"Feature","geometry":null,"properties":{"code":"1","name":"A","lon":105.01,"lat":37.96}})";
    const std::string nulls =
        R"({"type":"Feature","geometry":null,"properties":{"code":null,"name":null,"lon":null,"lat":null}})";
    const std::string no_key =
        R"({"type":"Feature","geometry":null,"properties":{"code":null,"name":"B","lon":105.02,"lat":37.96}})";
    plan.replace("zones.gpkg", "list.geojson")
        .replace("name = \"name\"",
                 "name = \"name\"\nx = \"lon\"\ny = \"lat\"\ncrs = \"EPSG:4326\"\nradius = \"500 m\"");
    struct List {
        std::string features;
        int code;
        std::string told;
    };
    for (const auto& [features, code, told] :
         {List{good + "," + nulls, code_done, ""}, List{nulls + "," + good, code_done, ""},
          List{nulls, code_failed, "no rows"}, List{"", code_failed, "no rows"},
          List{good + "," + no_key, code_failed, "no key"}, List{no_key + "," + good, code_failed, "no key"}}) {
        write_file(at("list.geojson"), R"({"type":"FeatureCollection","features":[)" + features + "]}");
        for (const auto& outcome : {command("check"), run({"--overwrite"})}) {
            EXPECT_EQ(outcome.code, code) << features << outcome.err << outcome.out;
            EXPECT_THAT(outcome.err + outcome.out,
                        testing::AllOf(testing::HasSubstr(told), testing::Not(testing::HasSubstr("has no column"))));
        }
    }
}

TEST_F(ZonesInput, NamesThatAreCodeElsewhereStayNames)
{
    const std::vector<std::string> hostile{"=cmd|' /C calc'!A0",
                                           "../../etc/passwd",
                                           "Robert'); DROP TABLE zones;--",
                                           "<script>alert(1)</script>",
                                           "two\nlines",
                                           "with \"quotes\", commas",
                                           "${HOME} $(id) `id`",
                                           "{} {0} %s %n",
                                           "@SUM(A1)",
                                           "-1+2",
                                           "tab\tinside"};
    VectorFacts facts = two_zones();
    facts.features.clear();
    for (std::size_t i = 0; i < hostile.size(); ++i)
        facts.features.push_back(
            {.wkt = square(500500 + 200.0 * static_cast<double>(i), 4200500, 200), .values = {hostile[i], hostile[i]}});
    make_vector(at("zones.gpkg"), facts);
    plan.add("[[maps]]\nsheet = \"a4-landscape\"\nzones = \"county\"\nbackground = \"value\"");
    done();
    const auto rows = read_csv(out() / "indicators.csv").rows;
    const auto package = table_rows(out() / "results.gpkg", "zones_county");
    ASSERT_EQ(rows.size(), hostile.size());
    ASSERT_EQ(package.size(), hostile.size());
    for (std::size_t i = 0; i < hostile.size(); ++i) {
        // An apostrophe keeps spreadsheets from computing; the GeoPackage has the name itself.
        EXPECT_THAT(rows[i].at("name"), testing::AnyOf(hostile[i], "'" + hostile[i]));
        EXPECT_THAT(rows[i].at("name").substr(0, 1), testing::Not(testing::AnyOf("=", "@", "-", "+", "\t")));
        EXPECT_EQ(package[i][1], hostile[i]);
        const auto key = rows[i].at("key");
        EXPECT_EQ(read_csv(out() / "statistics.csv").at({{"key", key}, {"stat", "count"}}, "value"), "4");
    }
    for (const auto& name : names_in_folder(folder.path()))
        EXPECT_THAT(name, testing::AnyOf("out", "plan.toml", "value.tif", "zones.gpkg"));
}

TEST_F(ZonesInput, ThousandsOfOverlappingZonesAreCounted)
{
    VectorFacts facts = two_zones();
    facts.features.clear();
    for (int i = 0; i < 3000; ++i)
        facts.features.push_back({.wkt = square(500000 + i, 4200000 + i, 300), .values = {std::to_string(i), "园区"}});
    make_vector(at("zones.gpkg"), facts);
    done({"--quiet"});
    EXPECT_NEAR(statistic("1500", "count"), 9, 1e-9);
}

} // namespace
} // namespace peaksite
