#include "io/vector/vector_file.hpp"

#include "base/error.hpp"
#include "support/ogr_files.hpp"
#include "support/scratch.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <numbers>

namespace peaksite {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

FeatureTable read(const std::string& file, const std::string& table = "", const std::string& where = "")
{
    return read_features({.file = file, .table = table, .where = where, .encoding = "auto", .crs = {}});
}

// Values of a column, whatever its case.
std::vector<std::string> names(const FeatureTable& table, const std::string& column = "name")
{
    std::vector<std::string> out;
    for (const auto& feature : table.features)
        for (std::size_t i = 0; i < table.columns.size(); ++i)
            if (lower(table.columns[i]) == column) out.push_back(feature.values[i].value_or("-"));
    return out;
}

std::string polygon(const std::string& name, const std::string& data = "")
{
    return "<Placemark><name>" + name + "</name>" + data +
           "<Polygon><outerBoundaryIs><LinearRing><coordinates>105,38 106,38 106,39 "
           "105,38</coordinates></LinearRing></outerBoundaryIs></Polygon></Placemark>";
}
std::string point(const std::string& name)
{
    return "<Placemark><name>" + name + "</name><Point><coordinates>105,38</coordinates></Point></Placemark>";
}
std::string folder(const std::string& name, const std::string& content)
{
    return "<Folder><name>" + name + "</name>" + content + "</Folder>";
}

struct Folders {
    const char* what;
    std::string content;
    std::vector<std::string> taken;
    std::vector<std::string> left; ///< told
};

class KmlFolders : public testing::TestWithParam<Folders> {};

TEST_P(KmlFolders, AreOneTableOfOneKindOfGeometry)
{
    const Scratch scratch;
    const auto file = scratch.file(
        "a.kml", "<?xml version=\"1.0\"?><kml xmlns=\"http://www.opengis.net/kml/2.2\"><Document><name>d</name>" +
                     GetParam().content + "</Document></kml>");
    const auto table = read(file);
    EXPECT_EQ(names(table), GetParam().taken);
    if (GetParam().left.empty()) {
        EXPECT_THAT(table.warnings, IsEmpty());
    } else {
        ASSERT_EQ(table.warnings.size(), 1U);
        for (const auto& name : GetParam().left) EXPECT_THAT(table.warnings[0].english(), HasSubstr(name));
    }
}

INSTANTIATE_TEST_SUITE_P(
    Of, KmlFolders,
    testing::Values(Folders{"one", folder("一", polygon("a") + polygon("b")), {"a", "b"}, {}},
                    Folders{"two", folder("一", polygon("a")) + folder("二", polygon("b")), {"a", "b"}, {}},
                    Folders{"of one name", folder("一", polygon("a")) + folder("一", polygon("b")), {"a", "b"}, {}},
                    Folders{"nested", folder("一", folder("二", polygon("a"))), {"a"}, {}},
                    Folders{"nested with own", folder("一", polygon("a") + folder("二", polygon("b"))), {"a", "b"}, {}},
                    Folders{"beside none", polygon("a") + folder("二", polygon("b")), {"a", "b"}, {}},
                    Folders{"empty first", folder("一", "") + folder("二", polygon("b")), {"b"}, {}},
                    Folders{
                        "points first", folder("标注", point("p")) + folder("二", polygon("b")), {"b"}, {"标注", "二"}},
                    Folders{"points only", folder("一", point("p")) + folder("二", point("q")), {"p", "q"}, {}}),
    [](const auto& one) {
        std::string name = one.param.what;
        std::ranges::replace(name, ' ', '_');
        return name;
    });

TEST(KmlFolders, WithDifferentColumnsHaveAllOfThemAndOneFilter)
{
    const Scratch scratch;
    const auto data = [](const std::string& name, const std::string& value) {
        return "<ExtendedData><Data name=\"" + name + "\"><value>" + value + "</value></Data></ExtendedData>";
    };
    const auto file = scratch.file("a.kml", "<kml xmlns=\"http://www.opengis.net/kml/2.2\"><Document>" +
                                                folder("一", polygon("a", data("编号", "1"))) +
                                                folder("二", polygon("b", data("备注", "x"))) + "</Document></kml>");
    EXPECT_THAT(names(read(file), "编号"), ElementsAre("1", "-"));
    EXPECT_THAT(names(read(file), "备注"), ElementsAre("-", "x"));
    EXPECT_THAT(names(read(file, "", "备注 = 'x'")), ElementsAre("b"));
    EXPECT_THAT(names(read(file, "二")), ElementsAre("b"));
}

TEST(SeveralTables, OfADatabaseTheFirstIsTakenAndTheOthersAreTold)
{
    const Scratch scratch;
    const auto path = scratch / "a.gpkg";
    add_ogr_table(path, "GPKG", "核心区", {"POLYGON ((0 0,1 0,1 1,0 0))"});
    add_ogr_table(path, "GPKG", "缓冲区", {"POLYGON ((2 0,3 0,3 1,2 0))"});
    const auto table = read(path.string());
    EXPECT_EQ(table.features.size(), 1U);
    ASSERT_EQ(table.warnings.size(), 1U);
    EXPECT_THAT(table.warnings[0].english(),
                testing::AllOf(HasSubstr("'核心区' is taken"), HasSubstr("缓冲区"), HasSubstr("table = \"*\"")));
    EXPECT_EQ(read(path.string(), "*").features.size(), 2U);
    EXPECT_THAT(read(path.string(), "*").warnings, IsEmpty());
    EXPECT_THAT(read(path.string(), "缓冲区").warnings, IsEmpty());
}

TEST(SeveralTables, TogetherLeaveOutOtherKindsOfGeometryAndSayWhich)
{
    const Scratch scratch;
    const auto path = scratch / "a.gpkg";
    add_ogr_table(path, "GPKG", "centres", {"POINT (0 0)"});
    add_ogr_table(path, "GPKG", "east", {"POLYGON ((0 0,1 0,1 1,0 0))"});
    add_ogr_table(path, "GPKG", "west", {"POLYGON ((2 0,3 0,3 1,2 0))", "POLYGON ((4 0,5 0,5 1,4 0))"});
    add_ogr_table(path, "GPKG", "layer_styles", {});
    const auto all = read(path.string(), "*");
    EXPECT_THAT(names(all), ElementsAre("a", "a", "b"));
    EXPECT_THAT(all.features.at(2).id, 3);
    ASSERT_EQ(all.warnings.size(), 1U);
    EXPECT_THAT(all.warnings[0].english(), testing::AllOf(HasSubstr("east, west"), HasSubstr("centres")));
    EXPECT_THROW(read(path.string(), "north"), InputError);
}

TEST(SeveralTables, InAZipAreChosenByName)
{
    const Scratch scratch;
    for (const auto* name : {"county", "park"}) {
        add_ogr_table(scratch / (std::string{name} + ".shp"), "ESRI Shapefile", name, {"POLYGON ((0 0,1 0,1 1,0 0))"});
        for (const auto* ending : {".shp", ".shx", ".dbf", ".prj"}) {
            const auto content = content_of(scratch / (std::string{name} + ending));
            auto* out = VSIFOpenL(("/vsizip/" + (scratch / "a.zip").string() + "/边界/" + name + ending).c_str(), "wb");
            VSIFWriteL(content.data(), 1, content.size(), out);
            VSIFCloseL(out);
        }
    }
    const auto file = (scratch / "a.zip").string();
    EXPECT_EQ(read(file, "park").name, "park");
    EXPECT_EQ(read(file, "county.shp").name, "county");
    try {
        read(file);
        FAIL();
    } catch (const InputError& error) {
        EXPECT_THAT(error.what(),
                    testing::AllOf(HasSubstr("county.shp"), HasSubstr("park.shp"), HasSubstr("table = ")));
    }
}

TEST(TextGeometry, IsFoundByTheNameOfItsColumn)
{
    const Scratch scratch;
    for (const std::string head :
         {"name,WKT", "name,geometry", "name,geom", "the_geom,name", "\"name\",\"Geometry\""}) {
        const bool first = head.starts_with("the_geom");
        const auto file = scratch.file(
            "a.csv",
            head + "\n" + (first ? "\"POLYGON ((0 0,1 0,1 1,0 0))\",a\n" : "a,\"POLYGON ((0 0,1 0,1 1,0 0))\"\n"));
        const auto table = read(file);
        ASSERT_EQ(table.features.size(), 1U) << head;
        EXPECT_EQ(plane_area(table.features[0].shape), 0.5) << head;
    }
    EXPECT_TRUE(read(scratch.file("b.csv", "name,geomorphology\na,hills\n")).features.at(0).no_geometry);
}

TEST(Shapefiles, ThatLackAPartNameIt)
{
    const Scratch scratch;
    add_ogr_table(scratch / "a.shp", "ESRI Shapefile", "a", {"POLYGON ((0 0,1 0,1 1,0 0))"});
    std::filesystem::remove(scratch / "a.dbf");
    const auto table = read((scratch / "a.shp").string());
    EXPECT_EQ(plane_area(table.features.at(0).shape), 0.5);
    ASSERT_EQ(table.warnings.size(), 1U);
    EXPECT_THAT(table.warnings[0].english(), HasSubstr("a.dbf"));
    try {
        static_cast<void>(table.column("name", "a.shp"));
        FAIL();
    } catch (const InputError& error) {
        EXPECT_THAT(error.what(), HasSubstr(".dbf"));
    }
    std::filesystem::remove(scratch / "a.shx");
    try {
        read((scratch / "a.shp").string());
        FAIL();
    } catch (const InputError& error) {
        EXPECT_THAT(error.what(), testing::AllOf(HasSubstr("a.shx"), testing::Not(HasSubstr("RESTORE"))));
    }
}

TEST(Curves, KeepTheirAreaToTwoInAHundredThousand)
{
    const Scratch scratch;
    add_ogr_table(scratch / "a.gpkg", "GPKG", "a",
                  {"CURVEPOLYGON (CIRCULARSTRING (-1 0,0 1,1 0,0 -1,-1 0))",
                   "CURVEPOLYGON (COMPOUNDCURVE (CIRCULARSTRING (-1 0,0 1,1 0),(1 0,-1 0)))",
                   "MULTISURFACE (CURVEPOLYGON (CIRCULARSTRING (-1 0,0 1,1 0,0 -1,-1 0)),((5 0,6 0,6 1,5 1,5 0)))"});
    const auto table = read((scratch / "a.gpkg").string());
    const double circle = std::numbers::pi;
    const std::vector areas{circle, circle / 2, circle + 1};
    for (std::size_t i = 0; i < areas.size(); ++i) {
        EXPECT_TRUE(table.features.at(i).had_curves);
        EXPECT_NEAR(plane_area(table.features.at(i).shape) / areas[i], 1, 2e-5);
    }
}

} // namespace
} // namespace peaksite
