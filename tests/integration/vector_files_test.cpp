// What offices send as vector files, through the commands: containers of several tables, arcs, numbers that are none,
// files that stay.
#include "integration/small_case.hpp"

#include <cmath>

namespace peaksite {
namespace {

using testing::HasSubstr;
using testing::Not;
namespace fs = std::filesystem;

class VectorFiles : public SmallCase {
protected:
    void excluded_by(const std::string& file, const std::string& more = "")
    {
        plan.add("[[layers]]\nid = \"redline\"\nkind = \"vector\"\nfile = \"" + file + "\"\n" + more);
        plan.add("[[technologies]]\nid = \"pv\"\ndensity = \"40 MW/km2\"\nshare = 1\nyield = \"(1200 "
                 "h/a)\"\n[[technologies.exclude]]\nid = \"red\"\nwhere = \"redline\"\n");
    }
    double excluded(const std::string& key) const
    {
        return read_csv(out() / "waterfall.csv").number({{"key", key}, {"criterion", "red"}}, "alone_km2");
    }
    Outcome convert(const std::string& in, const std::string& to, std::vector<std::string> more = {}) const
    {
        more.insert(more.begin(), {"convert", at(in).string(), at(to).string()});
        return run_program(more);
    }
};

TEST_F(VectorFiles, AnExclusionInSeveralTablesIsTakenWholeOrTheRestIsTold)
{
    make_vector(at("red.gpkg"), {.table = "核心区", .features = {{square(500500, 4200500, 1000), {"a", "a"}}}});
    ASSERT_EQ(convert("red.gpkg", "red.kml").code, code_done);
    auto both = read_file(at("red.kml"));
    // A second folder with the same land, a degree of the sixtieth part to the east: in the second zone.
    make_vector(at("second.gpkg"), {.table = "缓冲区", .features = {{square(503500, 4200500, 1000), {"b", "b"}}}});
    ASSERT_EQ(convert("second.gpkg", "second.kml").code, code_done);
    const auto second = read_file(at("second.kml"));
    const auto begin = second.find("<Document id=\"缓冲区\""),
               inner = begin == std::string::npos ? second.find("<Document", second.find("<Document") + 1) : begin;
    const auto end = second.find("</Document>", inner) + 11;
    both.insert(both.rfind("</Document>"), second.substr(inner, end - inner));
    write_file(at("red.kml"), both);
    excluded_by("red.kml");
    done();
    EXPECT_NEAR(excluded("1"), 1, 1e-3);
    EXPECT_NEAR(excluded("2"), 1, 1e-3);
}

TEST_F(VectorFiles, ArcsOfAnExclusionAreCutFinelyAndTold)
{
    make_vector(at("red.gpkg"), {.features = {{"CURVEPOLYGON (CIRCULARSTRING (500700 4201500, 501500 4202300, 502300 "
                                               "4201500, 501500 4200700, 500700 4201500))",
                                               {"a", "a"}}}});
    plan.replace("cell = \"100 m\"", "cell = \"20 m\"");
    excluded_by("red.gpkg");
    expect_words(done().err, {"layer 'redline'", "1 features with curves", "half a degree"});
}

TEST_F(VectorFiles, ACornerThatSlippedIsTold)
{
    auto facts = two_zones();
    facts.features[0].wkt = "POLYGON ((500500 4200500, 502500 4200500, 502500 4202500, 50050 4202500, 500500 4200500))";
    make_vector(at("zones.gpkg"), facts);
    plan.replace("cell = \"100 m\"", "cell = \"1000 m\"");
    expect_words(run().err, {"zones 'county'", "1 甲县", "100 km"});
}

TEST_F(VectorFiles, LinesInThePlaceOfZonesAreCalledSo)
{
    make_vector(
        at("zones.gpkg"),
        {.features = {{"LINESTRING (500500 4200500, 502500 4200500, 502500 4202500, 500500 4200500)", {"1", "甲"}}}});
    refused(code_failed, {"zones.gpkg", "holds lines and no polygons"});
}

TEST_F(VectorFiles, AFilterIsOneConditionOrRefused)
{
    for (const std::string where :
         {"code = '1'; DROP TABLE zones", "code IN (SELECT code FROM zones)", "code = '1' -- x"}) {
        const auto before = plan;
        plan.replace("key = \"code\"", "where = \"" + where + "\"\nkey = \"code\"");
        refused(code_failed, {"plan.toml:7: zones.county", "is no condition"});
        plan = before;
    }
    EXPECT_EQ(convert("zones.gpkg", "a.csv", {"--where", "code = '1';"}).code, code_failed);
}

TEST_F(VectorFiles, NoNumberThatIsNoneReachesATable)
{
    write_file(at("v.geojson"),
               R"({"type":"FeatureCollection","features":[{"type":"Feature","properties":{"name":"a","v":1e999},)"
               R"("geometry":{"type":"Point","coordinates":[105,38]}}]})");
    ASSERT_EQ(convert("v.geojson", "v.csv").code, code_done);
    EXPECT_EQ(read_csv(at("v.csv")).at({{"name", "a"}}, "v"), "");
    write_file(at("g.geojson"), R"({"type":"FeatureCollection","features":[{"type":"Feature","properties":{},)"
                                R"("geometry":{"type":"Polygon","coordinates":)"
                                R"([[[105,38],[1e999,38],[106,39],[105,38]]]}}]})");
    for (const auto& outcome : {convert("g.geojson", "g.csv", {"--wkt"}),
                                run_program({"overlap", at("g.geojson").string(), "--layer",
                                             "redline=" + at("zones.gpkg").string(), "-o", out().string()}),
                                run_program({"overlap", at("zones.gpkg").string(), "--layer",
                                             "redline=" + at("g.geojson").string(), "-o", out().string()})}) {
        EXPECT_EQ(outcome.code, code_failed);
        EXPECT_THAT(outcome.err, HasSubstr("coordinates"));
    }
    EXPECT_FALSE(fs::exists(out()));
}

// Every kind of geometry into every format: done, or a sentence that says what the format holds.
TEST_F(VectorFiles, EveryKindOfGeometryIsWrittenOrRefusedInWords)
{
    const std::string polygon = square(500500, 4200500, 500), line = "LINESTRING (500500 4200500, 501000 4201000)",
                      point = "POINT (500500 4200500)";
    const std::vector<std::pair<const char*, std::vector<std::string>>> kinds{
        {"polygons",
         {polygon, "",
          "MULTIPOLYGON (((500000 4200000, 500100 4200000, 500100 4200100, 500000 4200000)), ((501000 4200000, 501100 "
          "4200000, 501100 4200100, 501000 4200000)))"}},
        {"lines", {line, "MULTILINESTRING ((500000 4200000, 500100 4200000), (501000 4200000, 501100 4200000))"}},
        {"points", {point, "MULTIPOINT ((500000 4200000), (500100 4200000))"}},
        {"mixed", {polygon, line, point}},
        {"collection", {"GEOMETRYCOLLECTION (" + polygon + ", " + point + ")"}}};
    for (const auto& [kind, wkts] : kinds) {
        VectorFacts facts;
        for (const auto& wkt : wkts) facts.features.push_back({.wkt = wkt, .values = {"1", "甲"}});
        make_vector(at("kinds.gpkg"), facts);
        for (const auto* to : {"k.shp", "k.gpkg", "k.gdb", "k.geojson", "k.kml", "k.dxf"}) {
            const auto outcome = convert("kinds.gpkg", to, {"--overwrite"});
            const bool several = std::string_view{kind} == "mixed" || std::string_view{kind} == "collection",
                       one_kind = std::string_view{to} == "k.shp" || std::string_view{to} == "k.gdb";
            EXPECT_EQ(outcome.code, several && one_kind ? code_wrong : code_done)
                << kind << ' ' << to << ": " << outcome.err;
            EXPECT_THAT(outcome.err, Not(HasSubstr("GDAL"))) << kind << ' ' << to;
            EXPECT_THAT(outcome.err, Not(HasSubstr("/vsi"))) << kind << ' ' << to;
        }
    }
}

TEST_F(VectorFiles, NamesAndTextsStayWhatTheyAre)
{
    make_vector(at("names.gpkg"),
                {.table = "a</name><NetworkLink><Link><href>http://127.0.0.1/</href></Link></NetworkLink><name>b",
                 .columns = {"co&\"<de", "n"},
                 .features = {{"POINT (500500 4200500)", {"=1+1", "]]><NetworkLink/>"}}}});
    const auto outcome = convert("names.gpkg", "names.kml");
    ASSERT_EQ(outcome.code, code_done) << outcome.err;
    EXPECT_THAT(read_file(at("names.kml")), Not(HasSubstr("<NetworkLink>")));
    EXPECT_THAT(read_file(at("names.kml")), Not(HasSubstr("]]><NetworkLink/>")));
    expect_words(outcome.err, {"is called", "1 texts have characters"});
    ASSERT_EQ(convert("names.kml", "back.csv").code, code_done);
    EXPECT_THAT(read_file(at("back.csv")), HasSubstr("\"co&\"\"<de\""));
    const auto csv = convert("names.gpkg", "names.csv");
    EXPECT_THAT(read_file(at("names.csv")), HasSubstr("\n'=1+1,"));
    expect_words(csv.err, {"1 texts", "apostrophe"});
}

TEST_F(VectorFiles, APlanIsNotWrittenOverWhatItWasMadeOf)
{
    const auto before = read_file(at("zones.gpkg"));
    const auto outcome =
        run_program({"init", at("zones.gpkg").string(), "-o", at("zones.gpkg").string(), "--overwrite"});
    EXPECT_EQ(outcome.code, code_wrong);
    EXPECT_THAT(outcome.err, HasSubstr("is one of the files that are read"));
    EXPECT_EQ(read_file(at("zones.gpkg")), before);
}

TEST_F(VectorFiles, AShapefileBesideAFolderOfItsNameRuns)
{
    ASSERT_EQ(convert("zones.gpkg", "zones.shp").code, code_done);
    fs::create_directory(at("zones"));
    plan.replace("zones.gpkg", "zones.shp");
    done();
}

TEST_F(VectorFiles, AFolderOfShapefilesIsReadByTheNameOfOne)
{
    fs::create_directory(at("shapes"));
    ASSERT_EQ(convert("zones.gpkg", "shapes/zones.shp").code, code_done);
    plan.replace("zones.gpkg", "shapes");
    done();
    const auto alone = tables_of(out());
    ASSERT_EQ(convert("zones.gpkg", "shapes/other.shp").code, code_done);
    const auto outcome = run({"--overwrite"});
    EXPECT_EQ(outcome.code, code_failed);
    expect_words(outcome.err, {"holds 2 shapefiles (other, zones)", "table = "});
    plan.replace("file = \"shapes\"", "file = \"shapes\"\ntable = \"zones\"");
    done({"--overwrite"});
    EXPECT_EQ(tables_of(out()).at("statistics.csv"), alone.at("statistics.csv"));
    const auto manifest = read_file(out() / "manifest.json");
    EXPECT_THAT(manifest, HasSubstr("zones.dbf")); // what was read, and its parts
    EXPECT_EQ(run_program({"check", at("plan.toml").string()}).code, code_done);
}

TEST_F(VectorFiles, AZoneFileWithoutADatumShiftRaisesNoAlarm)
{
    // Seven zeros say that there is nothing to shift.
    ASSERT_EQ(convert("zones.gpkg", "zones.shp", {"--crs", "EPSG:4523"}).code, code_done);
    write_file(at("zones.prj"),
               R"(PROJCS["CGCS2000 / 3-degree Gauss-Kruger zone 35",)"
               R"(GEOGCS["China Geodetic Coordinate System 2000",DATUM["China_2000",SPHEROID["CGCS2000",)"
               R"(6378137,298.257222101],TOWGS84[0,0,0,0,0,0,0]],PRIMEM["Greenwich",0],UNIT["degree",)"
               R"(0.0174532925199433]],PROJECTION["Transverse_Mercator"],PARAMETER["latitude_of_origin",0],)"
               R"(PARAMETER["central_meridian",105],PARAMETER["scale_factor",1],PARAMETER["false_easting",)"
               R"(35500000],PARAMETER["false_northing",0],UNIT["metre",1]])");
    plan.replace("zones.gpkg", "zones.shp");
    EXPECT_THAT(done().err, Not(HasSubstr("datum")));
}

} // namespace
} // namespace peaksite
