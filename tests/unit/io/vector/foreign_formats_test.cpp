#include "io/files/encoding.hpp"
#include "io/files/gdal.hpp"
#include "io/vector/foreign_formats.hpp"
#include "io/vector/vector_file.hpp"
#include "io/vector/write_features.hpp"

#include "base/error.hpp"
#include "support/scratch.hpp"

#include <cpl_vsi.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace peaksite {
namespace {

using testing::HasSubstr;

struct Foreign {
    std::string name, content, what, remedy;
};
void PrintTo(const Foreign& one, std::ostream* out) { *out << one.name; }

class ForeignFormat : public testing::TestWithParam<Foreign> {};

TEST_P(ForeignFormat, IsRefusedWithWhatToExport)
{
    const Scratch scratch;
    try {
        read_features({.file = scratch.file(GetParam().name, GetParam().content),
                       .table = {},
                       .where = {},
                       .encoding = "auto",
                       .crs = {}});
        FAIL() << "was read";
    } catch (const InputError& error) {
        EXPECT_THAT(error.what(), HasSubstr(GetParam().name));
        EXPECT_THAT(error.what(), HasSubstr(GetParam().what));
        EXPECT_THAT(error.what(), HasSubstr(GetParam().remedy));
    }
}

INSTANTIATE_TEST_SUITE_P(
    Of, ForeignFormat,
    testing::Values(
        Foreign{"a.dwg", "AC1032xxxx", "DWG", "另存为"}, Foreign{"a.dxf", "AC1015 under a wrong name", "DWG", "DXF"},
        Foreign{"b.dxf", "AutoCAD Binary DXF\r\n\x1A", "binary DXF", "ASCII"},
        Foreign{"a.wp", "WMAP9022", "MapGIS", "SHAPE"}, Foreign{"a.mpj", "x", "MapGIS", "SHP"},
        Foreign{"a.udbx", "SQLite format 3", "SuperMap", "导出数据集"}, Foreign{"a.smwu", "<x>", "SuperMap", "SHP"},
        Foreign{"a.vct", "HeadBegin\n", "VCT", "geodatabase"}, Foreign{"a.mdb", "x", "Access", ".gdb"},
        Foreign{"a.lyrx", "{}", "layer file", "导出数据"}, Foreign{"a.pdf", "%PDF-1.4", "PDF", "国土坐标"},
        Foreign{"a.txt", "%PDF-1.4", "PDF", "国土坐标"}, Foreign{"a.rar", "Rar!\x1A", "RAR", "unpack"},
        Foreign{"a.xlsx", "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1 EncryptedPackage", "password", "保护工作簿"},
        Foreign{"a.docx", "PK", "text document", "XLSX"}, Foreign{"a.jpg", "\xFF\xD8\xFF", "image", "vector"},
        Foreign{"a.dbf", "\x03", "part of a shapefile", ".shp"}));

const std::string kml = R"(<?xml version="1.0" encoding="GBK"?>
<kml xmlns="http://www.opengis.net/kml/2.2"><Document><name>d</name>
<Folder><name>园区</name><Placemark><name>甲园区</name><description><![CDATA[<Data name="不是列">]]>)"
                        R"(</description><ExtendedData><Data name="级别"><value>国家级</value></Data>)"
                        R"(<Data name='面积 &lt;亩&gt;'><value>12.5</value></Data><Data name="level"><value>)"
                        R"(1</value></Data></ExtendedData>
<Polygon><outerBoundaryIs><LinearRing><coordinates>106,38,1200 106.1,38,1200 106.1,38.1,1200 106,38,)"
                        R"(1200</coordinates></LinearRing></outerBoundaryIs></Polygon></Placemark></Folder>
<Folder><name>村</name><Placemark><name>乙村</name><Point><coordinates>106.5,38.5,0</coordinates>)"
                        R"(</Point></Placemark></Folder>
</Document></kml>)";

TEST(Kml, FoldersAreTablesHeightsGoAttributesStayInAnyEncoding)
{
    const Scratch scratch;
    for (const auto& content : {kml, *encoded(kml, "GB18030")}) {
        const auto file = scratch.file("a.kml", content);
        const auto table = read_features({.file = file, .table = "园区", .where = {}, .encoding = "auto", .crs = {}});
        EXPECT_EQ(table.tables, (std::vector<std::string>{"园区", "村"}));
        ASSERT_EQ(table.features.size(), 1U);
        EXPECT_EQ(table.columns, (std::vector<std::string>{"Name", "description", "级别", "面积 <亩>", "level"}));
        EXPECT_EQ(table.features[0].values[table.column("Name", file)], "甲园区");
        EXPECT_EQ(table.features[0].values[table.column("级别", file)], "国家级");
        EXPECT_EQ(table.features[0].values[table.column("面积 <亩>", file)], "12.5");
        EXPECT_EQ(table.features[0].values[table.column("description", file)], "<Data name=\"不是列\">");
        EXPECT_EQ(
            read_features({.file = file, .table = "园区", .where = "级别 = '省级'", .encoding = "auto", .crs = {}})
                .features.size(),
            0U);
        EXPECT_EQ(
            read_features({.file = file, .table = "园区", .where = "级别 = '国家级'", .encoding = "auto", .crs = {}})
                .features.size(),
            1U);
        EXPECT_TRUE(table.features[0].had_heights);
        EXPECT_NEAR(plane_area(table.features[0].shape), 0.005, 1e-12);
        EXPECT_EQ(table.crs->authority(), "EPSG:4326");
    }
}

TEST(MapInfo, MifInItsCharset)
{
    const Scratch scratch;
    const std::string head =
        "Version 300\nCharset \"WindowsSimpChinese\"\nDelimiter \",\"\nCoordSys Earth Projection 1, 0\nColumns 1\n  "
        "名称 Char(20)\nData\n\nRegion 1\n  4\n106 38\n107 38\n107 39\n106 38\n";
    scratch.file("a.mid", *encoded("\"甲县\"\n", "GBK"));
    const auto table = read_features({.file = scratch.file("a.mif", *encoded(head, "GBK")),
                                      .table = {},
                                      .where = {},
                                      .encoding = "auto",
                                      .crs = {}});
    ASSERT_EQ(table.features.size(), 1U);
    EXPECT_EQ(table.columns[0], "名称");
    EXPECT_EQ(table.features[0].values[0], "甲县");
    EXPECT_EQ(table.features[0].shape.polygons.size(), 1U);
}

// A zip made by GDAL itself.
void zip_into(const std::filesystem::path& zip, const std::vector<std::filesystem::path>& files)
{
    for (const auto& file : files) {
        auto* out = VSIFOpenL(("/vsizip/" + zip.string() + "/" + file.filename().string()).c_str(), "wb");
        const auto content = content_of(file);
        VSIFWriteL(content.data(), 1, content.size(), out);
        VSIFCloseL(out);
    }
}

TEST(Kmz, IsReadByItsDocument)
{
    prepare_gdal();
    const Scratch scratch;
    scratch.file("doc.kml", kml);
    scratch.file("other.kml", "<kml><Document><Folder/></Document></kml>");
    zip_into(scratch / "园区.kmz", {scratch / "other.kml", scratch / "doc.kml"});
    const auto file = (scratch / "园区.kmz").string();
    const auto table = read_features({.file = file, .table = "园区", .where = {}, .encoding = "auto", .crs = {}});
    ASSERT_EQ(table.features.size(), 1U);
    EXPECT_EQ(table.features[0].values[table.column("级别", file)], "国家级");
    EXPECT_THROW(
        read_features({.file = scratch.file("bad.kmz", "PK"), .table = {}, .where = {}, .encoding = "auto", .crs = {}}),
        InputError);
}

TEST(Zip, OfOneShapefileIsReadAndOfTwoRefused)
{
    prepare_gdal();
    const Scratch scratch;
    FeatureTable table;
    table.name = "a";
    table.crs = Crs::parse("EPSG:4490");
    table.columns = {"名称"};
    Feature one;
    one.shape.points = {{106, 38}};
    one.values = {"甲"};
    table.features = {one};
    write_features({table}, {.file = scratch / "a.shp", .encoding = "GBK"});
    zip_into(scratch / "one.zip", {scratch / "a.shp", scratch / "a.shx", scratch / "a.dbf", scratch / "a.prj"});
    const auto read = read_features(
        {.file = (scratch / "one.zip").string(), .table = {}, .where = {}, .encoding = "auto", .crs = {}});
    ASSERT_EQ(read.features.size(), 1U);
    EXPECT_EQ(read.features[0].values[0], "甲");
    scratch.file("b.csv", "a,b\n1,2\n");
    zip_into(scratch / "two.zip", {scratch / "a.shp", scratch / "b.csv"});
    EXPECT_THROW(read_features(
                     {.file = (scratch / "two.zip").string(), .table = {}, .where = {}, .encoding = "auto", .crs = {}}),
                 InputError);
    scratch.file("c.doc", "x");
    zip_into(scratch / "none.zip", {scratch / "c.doc"});
    EXPECT_THROW(
        read_features(
            {.file = (scratch / "none.zip").string(), .table = {}, .where = {}, .encoding = "auto", .crs = {}}),
        InputError);
}

TEST(Sheets, TakeTheirFirstRowAsHeadEvenWhereAllAreTexts)
{
    const Scratch scratch;
    FeatureTable table;
    table.name = "名单";
    table.columns = {"代码", "名称"};
    for (const auto* code : {"640104", "0640105"}) {
        auto& row = table.features.emplace_back();
        row.values = {code, "兴庆区"};
    }
    write_features({table}, {.file = scratch / "a.xlsx"});
    const auto read = read_features(
        {.file = (scratch / "a.xlsx").string(), .table = "名单", .where = {}, .encoding = "auto", .crs = {}});
    EXPECT_EQ(read.columns, table.columns);
    ASSERT_EQ(read.features.size(), 2U);
    EXPECT_EQ(read.features[1].values[0], "0640105");
}

} // namespace
} // namespace peaksite
