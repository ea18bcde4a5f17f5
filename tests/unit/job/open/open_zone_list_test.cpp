#include "job/open/open_zone_list.hpp"

#include "base/error.hpp"
#include "geo/areas.hpp"
#include "geo/geodesic.hpp"
#include "job/open/open_layers.hpp"
#include "support/scratch.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <array>
#include <numbers>

namespace peaksite {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::Not;

class ZoneList : public testing::Test {
protected:
    ZoneList()
    {
        plan.id = "candidate";
        plan.key = "编号";
        plan.name = "名称";
        plan.kind = {.value = {}, .column = "类型"};
    }

    ZoneSet open(const std::string& content)
    {
        plan.file = folder.file("list.csv", content);
        return open_zones(plan, warnings);
    }
    std::string refusal(const std::string& content)
    {
        try {
            open(content);
        } catch (const InputError& error) {
            return error.what();
        }
        return "nothing was wrong";
    }
    std::string all_warnings() const
    {
        std::string out;
        for (const auto& warning : warnings) out += warning.english() + "\n";
        return out;
    }

    Scratch folder;
    ZonesPlan plan;
    std::vector<Sentence> warnings;
};

TEST_F(ZoneList, LeavesTitlesBlankRowsTotalsAndRepetitionsOut)
{
    const auto set = open("候选名单,,\n编号,名称,类型\nP1,甲园区,工业园区\n,,\nP1,甲园区,工业园区\nS1,乙中学,"
                          "学校\n合计,2,\n注：共两家,,\n");
    ASSERT_EQ(set.zones.size(), 2U);
    EXPECT_EQ(set.zones[0].kind, "park");
    EXPECT_EQ(set.zones[1].kind, "institution");
    EXPECT_FALSE(set.zones[0].has_boundary());
    for (const auto* part : {"2 without boundary", "1 rows repeat an earlier one and were left out: row 5",
                             "1 rows of totals were left out: row 7"})
        EXPECT_THAT(all_warnings(), HasSubstr(part));
}

TEST_F(ZoneList, CarriesProposerAttributesAndThePublishedArea)
{
    plan.proposer = "推荐单位";
    plan.official_area = "面积";
    plan.attributes = {{"level", "级别"}, {"region", "所在县"}};
    const auto set = open("编号,名称,类型,推荐单位,级别,所在县,面积（万亩）\nP1,甲,园区,市发改委,省级,640502,1.5\nP2,"
                          "乙,园区,,国家级,-,约2\n");
    EXPECT_EQ(set.zones[0].proposer, "市发改委");
    EXPECT_EQ(set.zones[0].attributes, (std::map<std::string, std::string>{{"level", "省级"}, {"region", "640502"}}));
    EXPECT_DOUBLE_EQ(*set.zones[0].official_area_km2, 10);
    EXPECT_EQ(set.zones[1].attributes, (std::map<std::string, std::string>{{"level", "国家级"}}));
    EXPECT_FALSE(set.zones[1].official_area_km2);
    EXPECT_THAT(all_warnings(), HasSubstr("1 published areas are no positive numbers: P2 乙 '约2'"));
}

TEST_F(ZoneList, TellsOfBlanksBelowWhatMayBeMerged)
{
    plan.kind = {.value = "park", .column = {}};
    plan.proposer = "推荐单位";
    plan.attributes = {{"level", "级别"}, {"investment", "投资"}, {"remark", "备注"}};
    const auto set =
        open("编号,名称,推荐单位,级别,投资,备注\nP1,甲,银川市,省级,5,\nP2,乙,,,,好\nP3,丙,中卫市,省级,,\n合计,,,,5,\n");
    EXPECT_EQ(set.zones[1].proposer, "");
    EXPECT_THAT(all_warnings(),
                HasSubstr("1 rows leave column '推荐单位' blank below one that is filled, and have nothing "
                          "there; if its cells are merged, fill in each: row 3 P2"));
    EXPECT_THAT(all_warnings(), HasSubstr("1 rows leave column '级别' blank"));
    EXPECT_THAT(all_warnings(), Not(HasSubstr("'投资' blank"))) << "an amount is not merged";
    EXPECT_THAT(all_warnings(), Not(HasSubstr("'备注' blank"))) << "nor is what begins blank";
}

TEST_F(ZoneList, KnowsTheAreaUnitsOfOffices)
{
    plan.official_area = "面积";
    for (const auto& [of, km2] : std::vector<std::pair<std::string, double>>{
             {"平方公里", 1}, {"公顷", 0.01}, {"亩", 1 / 1500.0}, {"万亩", 20 / 3.0}, {"km²", 1}, {"平方千米", 1}})
        EXPECT_DOUBLE_EQ(*open("编号,名称,类型,面积（" + of + "）\n1,甲,园区,1\n").zones.front().official_area_km2, km2)
            << of;
    EXPECT_THAT(refusal("编号,名称,类型,面积\n1,甲,园区,1\n"), HasSubstr("states no unit"));
    EXPECT_THAT(refusal("编号,名称,类型,面积（公里）\n1,甲,园区,1\n"), HasSubstr("which is no area"));
}

TEST_F(ZoneList, FindsTheUnitOfTheAreaAboveOrBelowTheHeadToo)
{
    plan.official_area = "面积";
    for (const auto* list :
         {"单位：公顷,,,\n编号,名称,类型,面积\nP1,甲,园区,250\n", "编号,名称,类型,面积\n,,,公顷\nP1,甲,园区,250\n",
          "编号,名称,类型,规模\n,,,面积（公顷）\nP1,甲,园区,250\n"}) {
        const auto set = open(list);
        ASSERT_EQ(set.zones.size(), 1U) << list;
        EXPECT_DOUBLE_EQ(set.zones[0].official_area_km2.value_or(0), 2.5) << list;
    }
}

TEST_F(ZoneList, PositionsThatCannotBeInTheirSystemAreRefused)
{
    plan.x = "x";
    plan.y = "y";
    plan.crs = "EPSG:4523"; // zone 35
    EXPECT_THAT(refusal("编号,名称,类型,x,y\n1,甲,园区,36604600,4262000\n"), HasSubstr("its eastings begin with 36"));
}

TEST_F(ZoneList, ListsWrongCheckDigitsAndRoundedCodes)
{
    open("编号,名称,类型\n91350100M000100Y43,甲,企业\n91350100M000100Y44,乙,企业\n6.40104E+11,丙,社区\n");
    EXPECT_THAT(all_warnings(),
                HasSubstr("1 unified social credit codes have a wrong check digit: 91350100M000100Y44 乙"));
    EXPECT_THAT(all_warnings(), HasSubstr("1 keys were made numbers and rounded by a spreadsheet"));
}

TEST_F(ZoneList, APositionWithARadiusIsACircleOfThatAreaInAnySystem)
{
    plan.x = "x";
    plan.y = "y";
    plan.radius.value = "2000 m";
    const double true_area = std::numbers::pi * 4;
    for (const auto& [crs, row] :
         std::vector<std::pair<std::string, std::string>>{{"EPSG:4490", "106.2,38.5"},
                                                          {"EPSG:4523", "35604600,4262000"},
                                                          {"GCJ-02", "106.2,38.5"},
                                                          {"china-albers", "104000,4100000"}}) {
        plan.crs = crs;
        const auto set = open("编号,名称,类型,x,y\n1,甲,园区," + row + "\n");
        ASSERT_TRUE(set.zones.front().has_boundary()) << crs;
        ASSERT_TRUE(set.zones.front().place);
        const Transform albers{set.crs, Crs::parse("china-albers")};
        Line ring;
        for (const auto& point : set.zones.front().shape.polygons[0].rings[0]) ring.push_back(*albers.forward(point));
        EXPECT_NEAR(plane_area({.polygons = {{.rings = {ring}}}, .lines = {}, .points = {}}) / 1e6, true_area,
                    1e-5 * true_area)
            << crs;
    }
    EXPECT_THAT(
        all_warnings(),
        HasSubstr("1 are bounded by a circle about their position, an approximation (以点位半径近似边界): 1 甲"));
}

TEST_F(ZoneList, TheRadiusMayStandInAColumnWithItsUnit)
{
    plan.crs = "EPSG:4490";
    plan.x = "经度";
    plan.y = "纬度";
    plan.radius = {.value = {}, .column = "半径"};
    const auto set = open("编号,名称,类型,经度,纬度,半径（公里）\n1,甲,园区,106,38,2\n2,乙,园区,106,38,\n3,丙,园区,-,,"
                          "1\n4,丁,园区,38,106,1\n5,戊,园区,106,38,-2\n");
    std::vector<bool> bounded;
    for (const auto& zone : set.zones) bounded.push_back(zone.has_boundary());
    EXPECT_THAT(bounded, ElementsAre(true, false, false, false, false));
    const auto& ring = set.zones[0].shape.polygons[0].rings[0];
    EXPECT_NEAR(geodesic_distance(set.crs.earth(), {.x = 106, .y = 38}, ring.front()), 2000, 1);
    for (const auto* part : {"4 without boundary", "1 have no usable position: 3 丙",
                             "1 positions are nowhere on earth; are x and y exchanged? 4 丁",
                             "1 radii are no positive numbers: 5 戊 '-2'"})
        EXPECT_THAT(all_warnings(), HasSubstr(part));
}

TEST_F(ZoneList, ARadiusIsInTheUnitAboveOrBelowItsHeadAndInMetresOnlyIfThatIsTold)
{
    plan.crs = "EPSG:4490";
    plan.x = "经度";
    plan.y = "纬度";
    plan.radius = {.value = {}, .column = "半径"};
    const std::string head = "编号,名称,类型,经度,纬度,半径\n", row = "1,甲,园区,106,38,2\n";
    for (const auto& [list, metres] : {std::pair{"单位：公里,,,,,\n" + head + row, 2000.0},
                                       {head + ",,,,,公里\n" + row, 2000.0},
                                       {head + row, 2.0}}) {
        warnings.clear();
        const auto set = open(list);
        const auto& ring = set.zones[0].shape.polygons[0].rings[0];
        EXPECT_NEAR(geodesic_distance(set.crs.earth(), {.x = 106, .y = 38}, ring.front()) / metres, 1, 1e-3) << list;
        EXPECT_EQ(all_warnings().find("'半径' of radii states no unit and is taken in metres") != std::string::npos,
                  metres == 2)
            << list;
    }
}

TEST_F(ZoneList, AmountsAmongTheAttributesAreInTheUnitOfAUnitRowOrAboveTheHead)
{
    plan.official_area = "面积";
    plan.attributes = {{"cost", "投资"}, {"region", "所在县"}};
    const std::string head = "编号,名称,类型,投资,所在县,面积\n", row = "1,甲,园区,30,640502,5\n";
    for (const auto& list : {"单位：万元、公顷,,,,,\n" + head + row, head + ",,,万元,,公顷\n" + row}) {
        const auto zone = open(list).zones.at(0);
        EXPECT_EQ(zone.attribute_units, (std::map<std::string, std::string>{{"cost", "万元"}})) << list;
        EXPECT_DOUBLE_EQ(zone.official_area_km2.value_or(0), 0.05) << list;
    }
    EXPECT_THAT(all_warnings(), testing::Not(HasSubstr("amounts state no unit")));
    EXPECT_TRUE(open("单位：万元、人、公顷,,,,,\n" + head + row).zones.at(0).attribute_units.empty());
    EXPECT_THAT(all_warnings(), HasSubstr("1 columns of amounts state no unit, and several stand above the table"));
}

TEST_F(ZoneList, RefusesWhatItCannotTell)
{
    EXPECT_THAT(refusal("编号,名称,类型\nP1,甲,园区\nP1,乙,园区\n"), HasSubstr("not unique: P1"));
    EXPECT_THAT(refusal("编号,名称,类型\nP1,甲,园区\n,乙,园区\n"), HasSubstr("row 3: no key in column '编号'"));
    EXPECT_THAT(refusal("编号,名称,类型\nP1,甲,圆区\n"), HasSubstr("'圆区' is no kind of zone"));
    EXPECT_THAT(refusal("编号,名字,类型\nP1,甲,园区\n"), HasSubstr("no column '名称'"));
    EXPECT_THAT(refusal("编号,名称,类型\n"), HasSubstr("no rows below its head"));
    EXPECT_THAT(refusal("编号,名称,类型\n合计,,\n"), HasSubstr("lists no zones"));
}

// A list and a file of boundaries know kinds by the same words.
TEST_F(ZoneList, KindsAreReadHoweverTheyAreWritten)
{
    const std::array<std::pair<std::string, std::string>, 5> words{
        {{"PARK", "park"}, {"县（区）", "city"}, {"县(区)", "city"}, {"工业 园区", "park"}, {"学校", "institution"}}};
    std::string rows, features;
    for (const auto& [word, kind] : words) {
        rows += word + "," + word + "," + word + "\n";
        features +=
            std::string{features.empty() ? "" : ","} + "{\"type\":\"Feature\",\"properties\":{\"编号\":\"" + word +
            "\",\"名称\":\"" + word + "\",\"类型\":\"" + word +
            "\"},\"geometry\":{\"type\":\"Polygon\",\"coordinates\":[[[106,38],[106.1,38],[106.1,38.1],[106,38]]]}}";
    }
    const auto list = open("编号,名称,类型\n" + rows);
    plan.file = folder.file("zones.geojson", "{\"type\":\"FeatureCollection\",\"features\":[" + features + "]}");
    const auto boundaries = open_zones(plan, warnings);
    for (const auto* set : {&list, &boundaries}) {
        ASSERT_EQ(set->zones.size(), words.size());
        for (std::size_t i = 0; i < words.size(); ++i) EXPECT_EQ(set->zones[i].kind, words[i].second) << words[i].first;
    }
    plan.file = folder.file("strange.geojson", "{\"type\":\"FeatureCollection\",\"features\":[{\"type\":\"Feature\","
                                               "\"properties\":{\"编号\":\"1\",\"名称\":\"甲\",\"类型\":\"圆区\"},"
                                               "\"geometry\":null}]}");
    EXPECT_THROW(open_zones(plan, warnings), InputError);
}

TEST_F(ZoneList, FiltersRows)
{
    plan.where = "状态 = '拟申报'";
    EXPECT_EQ(open("编号,名称,类型,状态\n1,甲,园区,拟申报\n2,乙,园区,已撤销\n").zones.size(), 1U);
}

TEST_F(ZoneList, ACsvFileWithGeometryIsNoList)
{
    plan.crs = "EPSG:4490";
    const auto set = open("编号,名称,类型,WKT\n1,甲,园区,\"POLYGON ((106 38, 107 38, 107 39, 106 38))\"\n");
    EXPECT_TRUE(set.zones.front().has_boundary());
}

TEST_F(ZoneList, AmountsAmongTheAttributesAreNumbersHoweverTheyAreWritten)
{
    plan.attributes = {{"cost", "投资"}, {"code", "代码"}};
    const auto set =
        open("编号,名称,类型,投资,代码\nP1,甲,park,\"1,234.5\",007\nP2,乙,park,12 000,A-1\nP3,丙,park,无,1\n");
    ASSERT_EQ(set.zones.size(), 3U);
    EXPECT_EQ(set.zones[0].attributes.at("cost"), "1234.5");
    EXPECT_EQ(set.zones[0].attributes.at("code"), "007");
    EXPECT_EQ(set.zones[1].attributes.at("cost"), "12000");
    EXPECT_EQ(set.zones[1].attributes.at("code"), "A-1");
    EXPECT_FALSE(set.zones[2].attributes.contains("cost"));
}

TEST_F(ZoneList, APublishedAreaComesInEverySizeOfItsUnit)
{
    plan.official_area = "面积";
    for (const auto& [unit_text, km2] :
         {std::pair{"公顷", 0.125}, {"亩", 12.5 / 1500}, {"万亩", 12.5 * 20 / 3}, {"km2", 12.5}, {"平方米", 12.5e-6}}) {
        plan.official_area_unit = unit(unit_text);
        EXPECT_NEAR(*open("编号,名称,类型,面积\nP1,甲,park,12.5\n").zones.at(0).official_area_km2 / km2, 1, 1e-12)
            << unit_text;
        plan.official_area_unit.reset();
        plan.official_area = "面积（" + std::string{unit_text} + "）";
        EXPECT_NEAR(
            *open("编号,名称,类型," + plan.official_area + "\nP1,甲,park,12.5\n").zones.at(0).official_area_km2 / km2,
            1, 1e-12)
            << unit_text;
        plan.official_area = "面积";
    }
    plan.official_area = "面积（亩）";
    plan.official_area_unit = unit("公顷");
    EXPECT_NEAR(*open("编号,名称,类型,面积（亩）\nP1,甲,park,12.5\n").zones.at(0).official_area_km2, 0.125, 1e-12);
    EXPECT_THAT(all_warnings(), HasSubstr("1 columns state another unit than the plan"));
}

} // namespace
} // namespace peaksite
