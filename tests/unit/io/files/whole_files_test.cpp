#include "io/files/limits.hpp"
#include "io/files/sqlite_limit.hpp"
#include "io/vector/vector_file.hpp"

#include "base/error.hpp"
#include "support/ogr_files.hpp"
#include "support/scratch.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <numeric>

namespace peaksite {
namespace {

using testing::HasSubstr;

FeatureTable read(const std::string& file, const std::string& table = "")
{
    return read_features({.file = file, .table = table, .where = {}, .encoding = "auto", .crs = "EPSG:4523"});
}

double area_of(const FeatureTable& table)
{
    return std::accumulate(table.features.begin(), table.features.end(), 0.0,
                           [](double sum, const Feature& one) { return sum + plane_area(one.shape); });
}

std::string kml(const std::string& coordinates)
{
    return "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<kml "
           "xmlns=\"http://www.opengis.net/kml/2.2\"><Document><name>d</name>\n<Placemark><name>a</name>"
           "<Polygon><outerBoundaryIs><LinearRing><coordinates>" +
           coordinates + "</coordinates></LinearRing></outerBoundaryIs></Polygon></Placemark></Document></kml>\n";
}
const std::string corners = "105,38,0 106,38,0 106,39,0 105,39,0 105,38,0";

std::string mif(const std::string& first = "0 0")
{
    return "Version 300\nCharset \"Neutral\"\nDelimiter \",\"\nColumns 1\n  name Char(20)\nData\n\nRegion 1\n  5\n" +
           first +
           "\n1 0\n1 1\n0 1\n0 0\n    Pen (1,2,0)\n    Brush (1,0,16777215)\nPline 3\n0 0\n5 5\n6 6\n    Pen "
           "(1,2,0)\nPoint 7 8\n    Symbol (35,0,12)\n"
           "Collection 2\n  Region 1\n  4\n0 0\n4 0\n4 4\n0 0\n    Pen (1,2,0)\n    Brush (1,0,16777215)\n  Pline 2\n0 "
           "0\n9 9\n    Pen (1,2,0)\nRegion 1\n  4\n0 0\n2 0\n2 2\n0 0\n";
}
const std::string mid = "\"a\"\n\"b, \"\"c\"\"\"\n\"d\"\n\"e\"\n\"f\"\n";

std::string dxf(const std::string& x = "1000")
{
    return "0\nSECTION\n2\nENTITIES\n0\nPOLYLINE\n8\na\n66\n1\n70\n1\n0\nVERTEX\n8\na\n10\n0\n20\n0\n0\nVERTEX\n8\na\n1"
           "0\n" +
           x +
           "\n20\n0\n0\nVERTEX\n8\na\n10\n1000\n20\n1000\n0\nSEQEND\n0\nLINE\n8\nb\n10\n0\n20\n0\n11\n5\n21\n5\n0\nENDS"
           "EC\n0\nEOF\n";
}

const std::string parcel =
    "[属性描述]\n坐标系=2000国家大地坐标系\n几度分带=3\n带号=35\n[地块坐标]\n5,1.0000,P1,甲,面,,,,@\n"
    "J1,1,4200000.123,35500000.456\nJ2,1,4200100.123,35500000.456\nJ3,1,4200100.123,35500100.456\nJ4,1,4200000.123,"
    "35500100.456\nJ1,1,4200000.123,35500000.456\n";

// Cut after any byte, a file is refused, or told of, or has all that it had.
struct Cut {
    const char* file;
    std::function<void(const Scratch&)> make;
    const char* part = nullptr; ///< the part that is cut, where it is another
    std::size_t step = 1;
};

class CutShort : public testing::TestWithParam<Cut> {};

TEST_P(CutShort, AFileIsRefusedOrToldOfOrHasAllThatItHad)
{
    const Scratch scratch;
    const auto& how = GetParam();
    how.make(scratch);
    const auto file = (scratch / how.file).string(), part = how.part == nullptr ? file : (scratch / how.part).string();
    const auto whole = read(file);
    const auto content = content_of(part);
    ASSERT_FALSE(whole.features.empty());
    std::size_t refused = 0;
    for (std::size_t size = 0; size < content.size(); size += how.step) {
        scratch.file(std::filesystem::path{part}.filename().string(), content.substr(0, size));
        try {
            const auto cut = read(file);
            if (!cut.warnings.empty()) continue;
            EXPECT_EQ(cut.features.size(), whole.features.size()) << size << " of " << content.size() << " bytes";
            EXPECT_EQ(area_of(cut), area_of(whole))
                << size << " of " << content.size()
                << " bytes: " << content.substr(size > 60 ? size - 60 : 0, std::min<std::size_t>(size, 60));
            for (std::size_t i = 0; i < std::min(cut.features.size(), whole.features.size()); ++i)
                EXPECT_EQ(cut.features[i].values, whole.features[i].values) << size;
        } catch (const InputError& error) {
            ++refused;
            EXPECT_THAT(error.what(), testing::Not(HasSubstr("/vsi"))) << size;
            EXPECT_THAT(error.what(), testing::Not(HasSubstr(".cpp"))) << size;
        }
    }
    EXPECT_GT(refused * how.step, content.size() / 2);
}

void make_kmz(const Scratch& scratch)
{
    const auto path = "/vsizip/" + (scratch / "a.kmz").string() + "/doc.kml";
    const auto content = kml(corners);
    auto* out = VSIFOpenL(path.c_str(), "wb");
    VSIFWriteL(content.data(), 1, content.size(), out);
    VSIFCloseL(out);
}

INSTANTIATE_TEST_SUITE_P(
    Of, CutShort,
    testing::Values(Cut{"a.dxf", [](const Scratch& s) { s.file("a.dxf", dxf()); }},
                    Cut{"a.txt", [](const Scratch& s) { s.file("a.txt", parcel); }},
                    Cut{"a.mif", [](const Scratch& s) { s.file("a.mif", mif()), s.file("a.mid", mid); }},
                    Cut{"a.mif", [](const Scratch& s) { s.file("a.mif", mif()), s.file("a.mid", mid); }, "a.mid"},
                    Cut{"a.kml", [](const Scratch& s) { s.file("a.kml", kml(corners)); }, nullptr, 3},
                    Cut{"a.kmz", make_kmz, nullptr, 5},
                    Cut{"a.fgb",
                        [](const Scratch& s) {
                            add_ogr_table(s / "a.fgb", "FlatGeobuf", "a",
                                          {"POLYGON ((0 0,1 0,1 1,0 0))", "POLYGON ((2 0,3 0,3 1,2 0))",
                                           "POLYGON ((4 0,5 0,5 1,4 0))"});
                        },
                        nullptr, 7},
                    Cut{"a.geojson",
                        [](const Scratch& s) {
                            add_ogr_table(s / "a.geojson", "GeoJSON", "a",
                                          {"POLYGON ((0 0,1 0,1 1,0 0))", "POLYGON ((2 0,3 0,3 1,2 0))"});
                        },
                        nullptr, 3},
                    Cut{"a.gpkg",
                        [](const Scratch& s) {
                            add_ogr_table(s / "a.gpkg", "GPKG", "a", {"POLYGON ((0 0,1 0,1 1,0 0))"});
                        },
                        nullptr, 4001},
                    Cut{"a.shp",
                        [](const Scratch& s) {
                            add_ogr_table(s / "a.shp", "ESRI Shapefile", "a",
                                          {"POLYGON ((0 0,1 0,1 1,0 0))", "POLYGON ((2 0,3 0,3 1,2 0))"});
                        },
                        nullptr, 7}));

struct Strange {
    const char* file;
    std::function<std::string(const std::string&)> with; ///< the content with a word for a coordinate
    const char* other = nullptr;
    const char* beside = "";
};

class NotANumber : public testing::TestWithParam<Strange> {};

TEST_P(NotANumber, AsACoordinateIsToldAndLeavesNoNumber)
{
    const Scratch scratch;
    const auto& how = GetParam();
    if (how.other != nullptr) scratch.file(how.other, how.beside);
    for (const std::string word : {"nan", "NaN", "inf", "-inf", "1e400", "1e300", "1.#QNAN", "１２３", "abc"}) {
        if (word == "１２３" && std::string_view{how.file} == "a.txt") continue; // full-width digits are read there
        const auto file = scratch.file(how.file, how.with(word));
        try {
            const auto table = read(file);
            for (const auto& feature : table.features)
                EXPECT_TRUE(feature.not_finite || feature.no_geometry) << how.file << ' ' << word;
        } catch (const InputError& error) {
            EXPECT_THAT(error.what(), HasSubstr(how.file));
        }
    }
}

INSTANTIATE_TEST_SUITE_P(
    Of, NotANumber,
    testing::Values(
        Strange{"a.kml",
                [](const std::string& word) { return kml("105," + word + ",0 106,38,0 106,39,0 105,39,0 105,38,0"); }},
        Strange{"a.mif",
                [](const std::string& word) {
                    return "Version 300\nColumns 1\n  name Char(20)\nData\nRegion 1\n  4\n0 0\n" + word +
                           " 0\n1 1\n0 0\n";
                },
                "a.mid", "\"a\"\n"},
        Strange{"a.dxf", [](const std::string& word) { return dxf(word); }},
        Strange{"a.txt",
                [](const std::string& word) {
                    return "[地块坐标]\n4,1,P1,甲,面,,,,@\nJ1,1,4200000,35500000\nJ2,1,4200100," + word +
                           "\nJ3,1,4200100,35500100\n";
                }},
        Strange{
            "a.geojson",
            [](const std::string& word) {
                return R"({"type":"Feature","properties":{},"geometry":{"type":"Polygon","coordinates":[[[0,0],[1,)" +
                       word + "],[1,1],[0,0]]]}}";
            }},
        Strange{"a.csv", [](const std::string& word) {
                    return "name,WKT\na,\"POLYGON ((0 0, 1 " + word + ", 1 1, 0 0))\"\n";
                }}));

TEST(WholeFiles, WhatTheLibrarySaysOfItsOwnSourcesAndMemoryIsLeftOut)
{
    prepare_gdal();
    const std::vector<std::pair<const char*, const char*>> messages{
        {"In file ./port/cpl_vsil_gzip.cpp, at line 1121, return z_err = -3", "its content is damaged"},
        {"Error occurred in ./ogr/ogrsf_frmts/openfilegdb/filegdbtable.cpp at line 1530", "its content is damaged"},
        {"/vsimem/peaksite_12/zones.dxf, 15, 2: not recognized.", "zones.dxf, 15, 2: not recognized"},
        {"Unable to open a.shp", "Unable to open a.shp"},
        {"", ""}};
    for (const auto& [says, plain] : messages) {
        CPLErrorReset();
        if (*says != '\0') CPLError(CE_Failure, CPLE_AppDefined, "%s", says);
        EXPECT_EQ(last_gdal_error(), plain);
    }
}

TEST(WholeFiles, ValuesThatAreInfiniteAreMissingAndTold)
{
    const Scratch scratch;
    const auto file = scratch.file(
        "a.geojson",
        R"({"type":"FeatureCollection","features":[{"type":"Feature","properties":{"v":1.5},"geometry":null},)"
        R"({"type":"Feature","properties":{"v":1e400},"geometry":null}]})");
    const auto table = read(file);
    EXPECT_EQ(table.features.at(0).values.at(0), "1.5");
    EXPECT_EQ(table.features.at(1).values.at(0), std::nullopt);
    ASSERT_EQ(table.warnings.size(), 1U);
    EXPECT_THAT(table.warnings[0].english(), HasSubstr("1 values of table"));
}

TEST(WholeFiles, APolylineWithoutEndIsRefusedWithItsLine)
{
    const Scratch scratch;
    auto content = dxf();
    content.erase(content.find("0\nSEQEND\n"), 9);
    try {
        read(scratch.file("a.dxf", content));
        FAIL();
    } catch (const InputError& error) {
        EXPECT_THAT(error.what(), testing::AllOf(HasSubstr("polyline in line 5"), HasSubstr("LINE")));
    }
}

TEST(WholeFiles, ALineWithoutEndIsRefusedAtOnce)
{
    const Scratch scratch;
    scratch.file("a.mid", "\"a\"\n");
    const auto file = scratch.file("a.mif", "Version 300\nColumns 1\n  name Char(20)\nData\nPoint " +
                                                std::string(3'000'000, '1') + " 2\n");
    EXPECT_THROW(read(file), InputError);
}

TEST(WholeFiles, AViewWithoutEndIsStopped)
{
    const Scratch scratch;
    const auto path = scratch / "a.gpkg";
    add_ogr_table(path, "GPKG", "a", {"POINT (1 2)"});
    {
        const Dataset dataset{GDALDataset::FromHandle(
            GDALOpenEx(path.c_str(), GDAL_OF_VECTOR | GDAL_OF_UPDATE, nullptr, nullptr, nullptr))};
        for (const auto* statement : {"CREATE VIEW endless AS SELECT fid, name FROM a WHERE (WITH RECURSIVE c(x) AS "
                                      "(SELECT 1 UNION ALL SELECT x+1 FROM c) SELECT count(*) FROM c) > 0",
                                      "INSERT INTO gpkg_contents (table_name, data_type, identifier) VALUES "
                                      "('endless', 'attributes', 'endless')"})
            dataset->ReleaseResultSet(dataset->ExecuteSQL(statement, nullptr, nullptr));
    }
    const Dataset dataset = open_dataset(path.string(), DatasetKind::vector);
    auto quick = limits();
    quick.view_seconds = 0.2;
    const OtherLimits inside{quick};
    for (const auto& [table, endless] : {std::pair{"a", false}, std::pair{"endless", true}}) {
        SqliteLimit limit{*dataset};
        std::size_t rows = 0;
        for (const auto& feature : dataset->GetLayerByName(table)) rows += feature != nullptr ? 1U : 0U;
        EXPECT_EQ(limit.reached(), endless);
        EXPECT_EQ(rows, endless ? 0U : 1U);
    }
    EXPECT_EQ(read(path.string()).features.size(), 1U);
}

} // namespace
} // namespace peaksite
