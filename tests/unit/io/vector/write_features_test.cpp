#include "io/vector/write_features.hpp"

#include "base/error.hpp"
#include "support/scratch.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <algorithm>
#include <cmath>

namespace peaksite {
namespace {

using testing::HasSubstr;

Line square(double west, double south, double side)
{
    return {{west, south}, {west + side, south}, {west + side, south + side}, {west, south + side}, {west, south}};
}

Feature feature(Shape shape, std::vector<std::optional<std::string>> values)
{
    Feature out;
    out.no_geometry = shape.empty();
    out.shape = std::move(shape);
    out.values = std::move(values);
    return out;
}

// Polygons with holes and parts in the 3-degree zone 35, or about 106 E 38 N in degrees.
FeatureTable parcels(bool degrees)
{
    const double x = degrees ? 106.25 : 35512345.678, y = degrees ? 38.5 : 4212345.432, size = degrees ? 0.01 : 100.5;
    FeatureTable table;
    table.name = "地块";
    table.crs = Crs::parse(degrees ? "EPSG:4326" : "EPSG:4523");
    table.columns = {"地块编号", "地块名称", "面积", "人口", "地块用途"};
    table.types = {ColumnType::text, ColumnType::text, ColumnType::real, ColumnType::whole, ColumnType::text};
    table.features = {
        feature({.polygons = {{.rings = {square(x, y, size), square(x + size / 4, y + size / 4, size / 2)}}},
                 .lines = {},
                 .points = {}},
                {"0001", "甲 村=1%", "0.1", "12", "住宅用地"}),
        feature({.polygons = {{.rings = {square(x + 2 * size, y, size)}}, {.rings = {square(x + 4 * size, y, size)}}},
                 .lines = {},
                 .points = {}},
                {"0002", "乙\"村\"", "1234567.125", {}, {}}),
        feature({.polygons = {{.rings = {square(x, y + 2 * size, size)}}}, .lines = {}, .points = {}},
                {"0003", "䶮村", "-0.333", "-7", "工业"})};
    return table;
}

// Rings begin anywhere and run either way: the same when their corners and areas are.
void expect_same_shape(const Shape& a, const Shape& b, double tolerance)
{
    const auto box_a = *bounds(a), box_b = *bounds(b);
    EXPECT_NEAR(box_a.xmin, box_b.xmin, tolerance);
    EXPECT_NEAR(box_a.ymin, box_b.ymin, tolerance);
    EXPECT_NEAR(box_a.xmax, box_b.xmax, tolerance);
    EXPECT_NEAR(box_a.ymax, box_b.ymax, tolerance);
    ASSERT_EQ(a.polygons.size(), b.polygons.size());
    for (std::size_t i = 0; i < a.polygons.size(); ++i) {
        ASSERT_EQ(a.polygons[i].rings.size(), b.polygons[i].rings.size());
        for (std::size_t r = 0; r < a.polygons[i].rings.size(); ++r)
            EXPECT_EQ(a.polygons[i].rings[r].size(), b.polygons[i].rings[r].size());
    }
    EXPECT_NEAR(plane_area(a), plane_area(b), 1e3 * tolerance);
}

struct Way {
    const char* file;
    const char* encoding;
    bool degrees;
    double tolerance;                 // of coordinates, in their unit
    std::vector<std::string> columns; // that come back, by the name they come back under; "" did not fit
};

void PrintTo(const Way& way, std::ostream* out) { *out << way.file << ' ' << way.encoding; }

const std::vector<std::string> all{"地块编号", "地块名称", "面积", "人口", "地块用途"};

class RoundTrip : public testing::TestWithParam<Way> {};

TEST_P(RoundTrip, GeometriesAndAttributesComeBack)
{
    const auto& way = GetParam();
    const Scratch scratch;
    const auto table = parcels(way.degrees);
    const auto file = (scratch / way.file).string();
    write_features({table}, {.file = file, .encoding = way.encoding});
    const auto read = read_features({.file = file, .table = {}, .where = {}, .encoding = "auto", .crs = {}});
    ASSERT_EQ(read.features.size(), table.features.size());
    for (std::size_t i = 0; i < table.features.size(); ++i) {
        if (way.tolerance >= 0) expect_same_shape(table.features[i].shape, read.features[i].shape, way.tolerance);
        for (std::size_t c = 0; c < way.columns.size(); ++c) {
            if (way.columns[c].empty()) continue;
            auto value = read.features[i].values[read.column(way.columns[c], file)];
            if (value && value->empty() && !table.features[i].values[c]) value.reset(); // CSV does not tell them apart
            EXPECT_EQ(value, table.features[i].values[c]) << way.columns[c] << " of row " << i;
        }
    }
    EXPECT_TRUE(!read.crs || read.crs->same_plane(*table.crs));
}

INSTANTIATE_TEST_SUITE_P(
    Of, RoundTrip,
    testing::Values(Way{"a.txt", "UTF-8", false, 5.1e-5, {"地块编号", "地块名称", "", "", "地块用途"}},
                    Way{"a.txt", "GB18030", false, 5.1e-5, {"地块编号", "地块名称", "", "", "地块用途"}},
                    Way{"a.dxf", "GBK", false, 0, all}, Way{"a.kml", "UTF-8", true, 1e-12, all},
                    Way{"甲.kmz", "UTF-8", true, 1e-12, all},
                    Way{"a.shp", "UTF-8", false, 0, {"地块编", "地块名", "面积", "人口", "地块用"}},
                    Way{"a.shp", "GB18030", false, 0, all}, Way{"甲.gpkg", "UTF-8", false, 0, all},
                    Way{"a.geojson", "UTF-8", true, 1e-12, all}, Way{"a.gdb", "UTF-8", false, 2e-4, all},
                    Way{"a.xlsx", "UTF-8", false, -1, all}, Way{"a.csv", "UTF-8", false, -1, all},
                    Way{"a.csv", "GB18030", false, -1, all}));

TEST(WriteFeatures, AGbkShapefileNamesItsEncodingAndKeepsItsTexts)
{
    const Scratch scratch;
    auto table = parcels(false);
    table.features.pop_back(); // 䶮 is not in GBK
    const auto notes = write_features({table}, {.file = scratch / "a.shp", .encoding = "GBK"});
    EXPECT_TRUE(notes.empty()) << notes.front().english();
    EXPECT_EQ(content_of(scratch / "a.cpg"), "GBK");
    EXPECT_THAT(content_of(scratch / "a.dbf"), HasSubstr("\xBC\xD7 \xB4\xE5=1%")); // 甲 村
    const auto read =
        read_features({.file = (scratch / "a.shp").string(), .table = {}, .where = {}, .encoding = "auto", .crs = {}});
    EXPECT_EQ(read.encoding, "GB18030");
    EXPECT_EQ(read.features[0].values[1], "甲 村=1%");
    EXPECT_EQ(read.columns, table.columns);
}

TEST(WriteFeatures, TellsWhatAShapefileCannotHold)
{
    const Scratch scratch;
    auto table = parcels(false);
    table.columns[4] = "规划土地用途及说明";
    table.features[0].values[4] = std::string(300, 'x');
    const auto notes = write_features({table}, {.file = scratch / "a.shp", .encoding = "GBK"});
    std::string told;
    for (const auto& note : notes) told += note.english() + "\n";
    EXPECT_THAT(told, HasSubstr("规划土地用途及说明 = 规划土地用"));
    EXPECT_THAT(told, HasSubstr("1 texts are longer than 254 bytes"));
    EXPECT_THAT(told, HasSubstr("1 texts have characters that GBK has not"));
    auto mixed = parcels(false);
    mixed.features[0].shape = {.polygons = {}, .lines = {}, .points = {{1, 2}}};
    EXPECT_THROW(write_features({mixed}, {.file = scratch / "b.shp"}), UsageError);
}

TEST(WriteFeatures, LandCoordinatesNeedAZoneAndTellTheColumnsThatHaveNoPlace)
{
    const Scratch scratch;
    EXPECT_THROW(write_features({parcels(true)}, {.file = scratch / "a.txt"}), UsageError);
    const auto notes = write_features({parcels(false)}, {.file = scratch / "a.txt"});
    ASSERT_EQ(notes.size(), 1U);
    EXPECT_THAT(notes[0].english(), HasSubstr("人口"));
    EXPECT_THAT(content_of(scratch / "a.txt"), HasSubstr("带号=35\r\n"));
}

TEST(WriteFeatures, ADrawingHasItsLayersAndLabels)
{
    const Scratch scratch;
    auto table = parcels(false);
    write_features({table}, {.file = scratch / "a.dxf", .layer_column = "地块用途", .label_column = "地块名称"});
    const auto read = read_features(
        {.file = (scratch / "a.dxf").string(), .table = "住宅用地", .where = {}, .encoding = "auto", .crs = {}});
    ASSERT_EQ(read.features.size(), 1U);
    EXPECT_EQ(read.features[0].values[read.column("text", "")], "甲 村=1%");
    EXPECT_EQ(read.tables, (std::vector<std::string>{"entities", "住宅用地", "0", "工业"}));
}

TEST(WriteFeatures, SeveralTablesGoIntoOneFileWhereItHoldsThem)
{
    const Scratch scratch;
    auto first = parcels(false), second = parcels(false);
    second.name = "园区";
    for (const auto* name : {"a.gpkg", "a.gdb", "a.xlsx", "a.dxf"}) {
        write_features({first, second}, {.file = scratch / name});
        const auto read = read_features(
            {.file = (scratch / name).string(), .table = "园区", .where = {}, .encoding = "auto", .crs = {}});
        EXPECT_EQ(read.features.size(), 3U) << name;
    }
    EXPECT_THROW(write_features({first, second}, {.file = scratch / "a.shp"}), UsageError);
    EXPECT_THROW(output_format("a.mif"), UsageError);
}

TEST(WriteFeatures, PointsGetColumnsInTables)
{
    const Scratch scratch;
    FeatureTable table;
    table.name = "厂";
    table.columns = {"name"};
    table.features = {feature({.polygons = {}, .lines = {}, .points = {{106.125, 38.25}}}, {"a,b"})};
    write_features(
        {table}, {.file = scratch / "a.csv", .encoding = "UTF-8", .layer_column = {}, .label_column = {}, .wkt = true});
    EXPECT_EQ(content_of(scratch / "a.csv"),
              "\xEF\xBB\xBFname,x,y,wkt\r\n\"a,b\",106.125,38.25,POINT (106.125 38.25)\r\n");
}

TEST(WriteFeatures, NumbersAreWrittenShortAndReadBackTheSame)
{
    const Scratch scratch;
    FeatureTable table;
    table.name = "区";
    table.columns = {"a"};
    Shape two{.polygons = {{.rings = {{{106.1, 38.3}, {106.7, 38.3}, {106.7, 38.9}, {106.1, 38.3}}}},
                           {.rings = {square(0, 0, 4), square(1, 1, 2)}}},
              .lines = {{{0.1, 0.2}, {1e-7, 35500000.1}}},
              .points = {}};
    table.features = {feature(std::move(two), {"0.1"})};
    write_features(
        {table}, {.file = scratch / "a.csv", .encoding = "UTF-8", .layer_column = {}, .label_column = {}, .wkt = true});
    EXPECT_THAT(
        content_of(scratch / "a.csv"),
        HasSubstr("0.1,\"GEOMETRYCOLLECTION (MULTIPOLYGON (((106.1 38.3,106.7 38.3,106.7 38.9,106.1 38.3)),"
                  "((0 0,4 0,4 4,0 4,0 0),(1 1,3 1,3 3,1 3,1 1))),LINESTRING (0.1 0.2,1e-07 35500000.1))\"\r\n"));
}

TEST(ShortNames, AreCutAtCharactersAndStayApart)
{
    EXPECT_EQ(short_names({"耕地面积合计", "耕地面积小计", "耕地面积合数"}, 10, "GBK"),
              (std::vector<std::string>{"耕地面积合", "耕地面积小", "耕地面积~1"}));
    EXPECT_EQ(short_names({"population_2020", "population_2010", "population", "Name", "name"}, 10, "UTF-8"),
              (std::vector<std::string>{"populati~1", "populati~2", "population", "Name", "name~1"}));
    EXPECT_EQ(short_names({"耕地面积"}, 10, "UTF-8"), (std::vector<std::string>{"耕地面"}));
}

RC_GTEST_PROP(ShortNames, AreUniqueAndShort, ())
{
    const auto names = *rc::gen::container<std::vector<std::string>>(rc::gen::element<std::string>(
        "a", "A", "耕地面积一二三", "耕地面积一二四", "", "population_1", "population_2", "耕地面积一~1", "~1"));
    auto out = short_names(names, 10, "GBK");
    RC_ASSERT(out.size() == names.size());
    for (auto& name : out) {
        RC_ASSERT(!name.empty());
        name = lower(name);
    }
    std::ranges::sort(out);
    RC_ASSERT(std::ranges::adjacent_find(out) == out.end());
}

} // namespace
} // namespace peaksite
