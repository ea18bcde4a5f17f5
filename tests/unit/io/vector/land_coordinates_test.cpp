#include "io/vector/land_coordinates.hpp"
#include "io/vector/land_system.hpp"
#include "io/vector/vector_file.hpp"

#include "base/error.hpp"
#include "io/files/encoding.hpp"
#include "support/scratch.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

namespace peaksite {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

const std::string header = "[属性描述]\n格式版本号=1.01版本\n坐标系=2000国家大地坐标系\n几度分带=3\n投影类型="
                           "高斯克吕格\n计量单位=米\n带号=35\n精度=0.001\n转换参数=0,0,0,0,0,0,0\n[地块坐标]\n";
// A square of 100 m with a hole of 20 m: 0.96 ha.
const std::string parcel = "10,0.9600,P1,甲地块,面,J48,住宅用地,0701,@\n"
                           "J1,1,4200000,35500000\nJ2,1,4200100,35500000\nJ3,1,4200100,35500100\nJ4,1,4200000,"
                           "35500100\nJ1,1,4200000,35500000\n"
                           "J5,2,4200040,35500040\nJ6,2,4200060,35500040\nJ7,2,4200060,35500060\nJ8,2,4200040,"
                           "35500060\nJ5,2,4200040,35500040\n";

LandCoordinates parse(const std::string& content) { return parse_land_coordinates(content, "a.txt"); }

std::string replaced(std::string content, const std::string& from, const std::string& to)
{
    for (auto at = content.find(from); at != std::string::npos; at = content.find(from, at + to.size()))
        content.replace(at, from.size(), to);
    return content;
}

std::string first_warning(const std::string& content)
{
    const auto land = parse(content);
    return land.warnings.empty() ? "" : land.warnings.front().english();
}

TEST(LandCoordinates, ReadsWhatOfficesWrite)
{
    const auto land = parse(header + parcel);
    EXPECT_THAT(land.warnings, IsEmpty());
    ASSERT_EQ(land.parcels.size(), 1U);
    const auto& one = land.parcels[0];
    EXPECT_EQ(one.number, "P1");
    EXPECT_EQ(one.name, "甲地块");
    EXPECT_EQ(one.map_sheet, "J48");
    EXPECT_EQ(one.use, "住宅用地");
    EXPECT_EQ(one.land_class, "0701");
    EXPECT_EQ(one.hectares, 0.96);
    ASSERT_EQ(one.rings.size(), 2U);
    EXPECT_EQ(one.rings[0].size(), 4U);
    EXPECT_EQ(one.rings[0][1], (Point{.x = 35500000, .y = 4200100})); // north first in the file
    EXPECT_EQ(parcel_area(one), 9600);
    EXPECT_EQ(land.system, (GaussKruger{.zone = 35}));
}

class Oddity : public testing::TestWithParam<std::pair<const char*, std::string>> {};

TEST_P(Oddity, ChangesNothing)
{
    const auto plain = parse(header + parcel), odd = parse(GetParam().second);
    ASSERT_EQ(odd.parcels.size(), 1U);
    EXPECT_EQ(odd.parcels[0].rings, plain.parcels[0].rings);
    EXPECT_EQ(odd.parcels[0].name, plain.parcels[0].name);
    EXPECT_EQ(odd.system, plain.system);
    EXPECT_THAT(odd.warnings, IsEmpty());
}

INSTANTIATE_TEST_SUITE_P(
    Of, Oddity,
    testing::Values(std::pair{"CRLF", replaced(header + parcel, "\n", "\r\n")},
                    std::pair{"CR", replaced(header + parcel, "\n", "\r")},
                    std::pair{"BOM", "\xEF\xBB\xBF" + header + parcel},
                    std::pair{"blank lines", replaced(header + parcel, "\n", "\n\n  \n")},
                    std::pair{"full-width commas", replaced(header + parcel, ",", "，")},
                    std::pair{"full-width digits", replaced(header + parcel, "4200100", "４２００１００")},
                    std::pair{"no labels J", replaced(header + parcel, "J", "")},
                    std::pair{"other labels", replaced(header + parcel, "\nJ", "\n界址点")},
                    std::pair{"blanks", replaced(header + parcel, ",", " , ")},
                    std::pair{"no zone in the header", replaced(header + parcel, "带号=35\n", "")},
                    std::pair{"not closed",
                              replaced(replaced(replaced(header + parcel, "J1,1,4200000,35500000\nJ5", "J5"),
                                                "J5,2,4200040,35500040\n", ""),
                                       "J6,2", "J5,2,4200040,35500040\nJ6,2")},
                    std::pair{"all rings numbered 1", replaced(header + parcel, ",2,42", ",1,42")}),
    [](const auto& one) { return replaced(replaced(one.param.first, " ", "_"), "-", "_"); });

// The field that says 面 ends the name, whatever comes after it.
TEST(LandCoordinates, TakeAnyNumberOfAttributes)
{
    struct Head {
        const char* fields;
        const char* name;
        const char* use;
        bool told; ///< attributes that are not read
    };
    const std::vector<Head> heads{{"10,0.9600,P1,园,面", "园", "", false},
                                  {"10,0.9600,P1,园,面,J48,工业,0601", "园", "工业", false},
                                  {"10,0.9600,P1,园,面,J48,工业,0601,", "园", "工业", false},
                                  {"10,0.9600,P1,园,面,,,,地上", "园", "", true},
                                  {"10,0.9600,P1,园,面,,,,,,,", "园", "", false},
                                  {"10,0.9600,P1,园,面,J48,工业,0601,地上,B,3,4,备注", "园", "工业", true},
                                  {"10,0.9600,P1,园,一期,面,J48,工业,0601", "园,一期", "工业", false},
                                  {"10,0.9600,P1,园,一,二,面", "园,一,二", "", false},
                                  {"10,0.9600,P1,园,一期,面,J48,工业,0601,地上,B", "园,一期", "工业", true},
                                  {"10,0.9600,P1,面,面,J48,工业,0601", "面", "工业", false},
                                  {"10,0.9600,P1,园", "园", "", false}};
    for (const auto& head : heads) {
        const auto land = parse(
            replaced(header + parcel, "10,0.9600,P1,甲地块,面,J48,住宅用地,0701,", std::string{head.fields} + ","));
        ASSERT_EQ(land.parcels.size(), 1U) << head.fields;
        EXPECT_EQ(land.parcels[0].name, head.name) << head.fields;
        EXPECT_EQ(land.parcels[0].use, head.use) << head.fields;
        EXPECT_EQ(land.parcels[0].figure, "面") << head.fields;
        EXPECT_EQ(land.warnings.size(), head.told ? 1U : 0U) << head.fields;
    }
}

TEST(LandCoordinates, WithoutPrefixTheHeaderNamesTheZone)
{
    const auto land = parse(replaced(header + parcel, ",35500", ",500"));
    EXPECT_EQ(land.system, (GaussKruger{.zone = 35, .prefix = false}));
    EXPECT_THAT(land.warnings, IsEmpty());
    EXPECT_EQ(land.parcels[0].rings[0][0].x, 500000);
}

TEST(LandCoordinates, KnowsTheOlderDatums)
{
    EXPECT_EQ(parse(replaced(header + parcel, "2000国家大地坐标系", "1980西安坐标系")).system->datum,
              ChinaDatum::xian_1980);
    EXPECT_EQ(parse(replaced(header + parcel, "2000国家大地坐标系", "80国家大地坐标系")).system->datum,
              ChinaDatum::xian_1980);
    EXPECT_EQ(parse(replaced(header + parcel, "2000国家大地坐标系", "1954北京坐标系")).system->datum,
              ChinaDatum::beijing_1954);
    const auto local = parse(replaced(header + parcel, "2000国家大地坐标系", "银川地方坐标系"));
    EXPECT_FALSE(local.system);
    EXPECT_THAT(local.warnings.front().english(), HasSubstr("银川地方坐标系"));
}

TEST(LandCoordinates, ExchangedAxesAreTurnedBackAndTold)
{
    auto swapped = header;
    swapped += "4,1,P1,甲,面,,,,@\nJ1,1,35500000,4200000\nJ2,1,35500000,4200100\nJ3,1,35500100,4200100\nJ4,1,35500100,"
               "4200000\n";
    const auto land = parse(swapped);
    EXPECT_EQ(land.parcels[0].rings[0][0], (Point{.x = 35500000, .y = 4200000}));
    EXPECT_THAT(land.warnings.front().english(), HasSubstr("exchanged"));
    const auto bare = parse(replaced(swapped, ",35500", ",500"));
    EXPECT_EQ(bare.parcels[0].rings[0][0], (Point{.x = 500000, .y = 4200000}));
}

TEST(LandCoordinates, WarnsOfWhatDoesNotFit)
{
    EXPECT_THAT(first_warning(replaced(header + parcel, "10,0.9600", "12,0.9600")),
                HasSubstr("said to have 12 points"));
    EXPECT_EQ(first_warning(replaced(header + parcel, "10,0.9600", "8,0.9600")), ""); // closing points not counted
    EXPECT_THAT(first_warning(replaced(header + parcel, "10,0.9600", "10,1.0000")), HasSubstr("0.9600 ha"));
    EXPECT_EQ(first_warning(replaced(header + parcel, "10,0.9600", "10,0.9650")), ""); // within 1 %
    EXPECT_THAT(first_warning(replaced(header + parcel, "带号=35", "带号=36")), HasSubstr("zone 36"));
    EXPECT_THAT(first_warning(replaced(header + parcel, "几度分带=3", "几度分带=6")), HasSubstr("6 degrees"));
    EXPECT_THAT(first_warning(replaced(header + parcel, "J2,1,4200100,35500000", "J2,1,4200100,500000")),
                HasSubstr("lack the zone prefix"));
}

TEST(LandCoordinates, SeveralParcelsAndFurtherRingsAreKeptApart)
{
    const auto land = parse(header + parcel + parcel);
    EXPECT_EQ(land.parcels.size(), 2U);
    EXPECT_EQ(
        parcel_area(parse(header +
                          "8,2,P,,面,,,,@\nJ1,1,0,35500000\nJ2,1,100,35500000\nJ3,1,100,35500100\nJ4,1,0,35500100\n"
                          "J5,2,500,35500000\nJ6,2,600,35500000\nJ7,2,600,35500100\nJ8,2,500,35500100\n")
                        .parcels[0]),
        20000);
}

TEST(LandCoordinates, LinesAndPointsAreRead)
{
    const auto land = parse(header + "2,,L,渠,线,,,,@\nJ1,1,4200000,35500000\nJ2,1,4200100,35500000\n2,,W,井,点,,,,@"
                                     "\nJ1,1,4200000,35500000\nJ2,1,4200100,35500000\n");
    EXPECT_EQ(land.parcels[0].rings.size(), 1U);
    EXPECT_EQ(land.parcels[1].rings.size(), 2U);
}

class BadLandFile : public testing::TestWithParam<std::pair<std::string, std::string>> {};

TEST_P(BadLandFile, IsRefusedWithPlaceAndReason)
{
    try {
        parse(GetParam().first);
        FAIL() << "was read";
    } catch (const InputError& error) {
        EXPECT_THAT(error.what(), HasSubstr("a.txt"));
        EXPECT_THAT(error.what(), HasSubstr(GetParam().second));
    }
}

INSTANTIATE_TEST_SUITE_P(
    Of, BadLandFile,
    testing::Values(std::pair{header, "no parcel"}, std::pair{header + "J1,1,4200000,35500000\n", "line 11"},
                    std::pair{header + "4,1,P1,甲,面,,,,@\n", "has no points"},
                    std::pair{header + "4,1,P1,甲,面,,,,@\nJ1,1,4200000,abc\n", "'abc'"},
                    std::pair{header + "4,1,P1,甲,面,,,,@\nJ1,1,4200000,nan\n", "'nan'"},
                    std::pair{header + "4,1,P1,甲,面,,,,@\nJ1,1,4200000,1e999\n", "'1e999'"},
                    std::pair{header + "4,1,P1,甲,面,,,,@\nhello\n", "no point"},
                    std::pair{header + "4,1,P1,甲,面,,,,@\nJ1,1,4200000,35500000\nJ2,1,4200100,35500000\n", "2 points"},
                    std::pair{header + "4,1,P1,甲,圆,,,,@\nJ1,1,4200000,35500000\n", "'圆'"},
                    std::pair{replaced(header + parcel, "J2,1,4200100,35", "J2,1,4200100,36"), "another zone"},
                    std::pair{replaced(header, "计量单位=米", "计量单位=公里") + parcel, "公里"},
                    std::pair{std::string{}, "no parcel"}));

TEST(LandCoordinates, WhatIsWrittenReadsBackTheSame)
{
    const auto land = parse(header + parcel + replaced(parcel, "P1", "P2"));
    const auto again = parse(land_coordinates_text(land));
    EXPECT_EQ(again.header, land.header);
    ASSERT_EQ(again.parcels.size(), 2U);
    EXPECT_EQ(again.parcels[1].rings, land.parcels[1].rings);
    EXPECT_EQ(again.parcels[1].number, "P2");
    EXPECT_THAT(again.warnings, IsEmpty());
    EXPECT_THAT(land_coordinates_text(land),
                HasSubstr("10,0.9600,P1,甲地块,面,J48,住宅用地,0701,@\r\nJ1,1,4200000.0000,35500000.0000\r\n"));
}

RC_GTEST_PROP(LandCoordinates, WrittenCoordinatesAreOffByHalfTheLastDigit, ())
{
    LandCoordinates land{
        .header = header_of({.zone = 35}, 3), .system = GaussKruger{.zone = 35}, .parcels = {}, .warnings = {}};
    const auto count = *rc::gen::inRange<std::size_t>(1, 5);
    for (std::size_t i = 0; i < count; ++i) {
        auto& one = land.parcels.emplace_back();
        one.number = std::to_string(i);
        auto& ring = one.rings.emplace_back();
        const auto x = *rc::gen::inRange(0, 1000000) / 997.0, y = *rc::gen::inRange(0, 1000000) / 991.0;
        for (const auto& [dx, dy] : {std::pair{0.0, 0.0}, {3.7, 0.1}, {2.2, 9.3}})
            ring.push_back({.x = 35500000 + x + dx, .y = 4200000 + y + dy});
    }
    const auto again = parse(land_coordinates_text(land, 3));
    RC_ASSERT(again.parcels.size() == count);
    for (std::size_t i = 0; i < count; ++i)
        for (std::size_t k = 0; k < 3; ++k) {
            RC_ASSERT(std::abs(again.parcels[i].rings[0][k].x - land.parcels[i].rings[0][k].x) <= 0.000501);
            RC_ASSERT(std::abs(again.parcels[i].rings[0][k].y - land.parcels[i].rings[0][k].y) <= 0.000501);
        }
}

// Whatever a file holds, it is read or refused with a sentence.
void read_or_refuse(const std::string& content)
{
    try {
        parse(content);
    } catch (const InputError& error) {
        EXPECT_THAT(error.what(), HasSubstr("a.txt"));
    }
}

TEST(LandCoordinates, AFileCutShortAnywhereIsReadOrRefused)
{
    const auto whole = header + parcel;
    for (std::size_t length = 0; length < whole.size(); ++length) read_or_refuse(whole.substr(0, length));
}

RC_GTEST_PROP(LandCoordinates, HostileBytesAreReadOrRefused,
              (std::vector<std::uint8_t> places, std::vector<std::uint8_t> bytes))
{
    auto content = header + parcel;
    for (std::size_t i = 0; i < std::min(places.size(), bytes.size()); ++i)
        content[places[i] * 7U % content.size()] = static_cast<char>(bytes[i]);
    read_or_refuse(content);
    read_or_refuse(std::string{bytes.begin(), bytes.end()});
}

TEST(LandCoordinates, ManyCommasTakeNoTime)
{
    EXPECT_THROW(parse(header + std::string(2'000'000, ',') + "@\n"), InputError);
}

TEST(LandFile, IsReadInItsEncodingAsFeatures)
{
    const Scratch scratch;
    for (const auto* encoding : {"UTF-8", "GB18030"}) {
        const auto bytes = *encoded(header + parcel, encoding);
        const auto table = read_features(
            {.file = scratch.file("地块.txt", bytes), .table = {}, .where = {}, .encoding = "auto", .crs = {}});
        EXPECT_EQ(table.encoding, encoding);
        ASSERT_EQ(table.features.size(), 1U);
        ASSERT_EQ(table.features[0].shape.polygons.size(), 1U);
        EXPECT_EQ(table.features[0].shape.polygons[0].rings.size(), 2U);
        EXPECT_EQ(plane_area(table.features[0].shape), 9600);
        EXPECT_EQ(table.crs->authority(), "EPSG:4523");
        EXPECT_EQ(table.features[0].values[table.column("地块名称", "")], "甲地块");
        EXPECT_EQ(table.features[0].values[table.column("面积", "")], "0.96");
    }
    const auto none = read_features({.file = (scratch / "地块.txt").string(),
                                     .table = {},
                                     .where = "地块编号 = 'P9'",
                                     .encoding = "auto",
                                     .crs = {}});
    EXPECT_TRUE(none.features.empty());
    EXPECT_THROW(
        read_features(
            {.file = scratch.file("b.txt", "hello\n"), .table = {}, .where = {}, .encoding = "auto", .crs = {}}),
        InputError);
}

} // namespace
} // namespace peaksite
