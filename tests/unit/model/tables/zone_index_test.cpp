#include "model/tables/zone_index.hpp"
#include "support/our_catalogue.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace peaksite {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;
using How = ZoneMatch::How;

ZoneSet set_of(const std::string& id, const std::vector<std::pair<std::string, std::string>>& zones)
{
    ZoneSet out{.id = id, .title = {}, .crs = {}, .zones = {}};
    for (const auto& [key, name] : zones) out.zones.push_back({.key = key, .name = name, .kind = "city", .shape = {}});
    return out;
}

std::vector<Region> regions() { return our_catalogue().regions(); }

// The zone a label names in the only set, or nothing.
std::optional<std::size_t> zone_of(const ZoneSet& set, const std::string& label)
{
    const std::vector<ZoneSet> sets{set};
    return ZoneIndex{sets, regions()}.match(label).zones.front();
}

TEST(Regions, AreTheThirtyFourUnitsOfProvinceLevel)
{
    const auto all = regions();
    EXPECT_EQ(all.size(), 34U);
    for (const auto& one : all) {
        EXPECT_EQ(one.code.size(), 2U);
        EXPECT_TRUE(one.name.starts_with(one.short_name)) << one.name;
    }
}

TEST(ZoneIndex, FindsAProvinceByAnyOfItsNamesAndCodes)
{
    for (const auto& set :
         {set_of("p", {{"64", "宁夏回族自治区"}, {"62", "甘肃省"}}),
          set_of("p", {{"640000", "宁夏"}, {"620000", "甘肃"}}), set_of("p", {{"NX", "宁夏"}, {"GS", "甘肃省"}})})
        for (const auto* label : {"宁夏", "宁夏回族自治区", "64", "640000", "640000000000", "６４", " 宁 夏 "})
            EXPECT_EQ(zone_of(set, label), 0U) << label << " in " << set.zones[0].key;
}

TEST(ZoneIndex, FindsACountyByKeyCodeOrName)
{
    const auto set = set_of("c", {{"640502", "沙坡头区"}, {"640521", "中宁县"}, {"640522", "海原县"}});
    for (const auto* label : {"640502", "640502000", "640502000000", "沙坡头区", "沙坡头", "中卫市沙坡头区",
                              "宁夏回族自治区中卫市沙坡头区", "沙坡头 区"})
        EXPECT_EQ(zone_of(set, label), 0U) << label;
    for (const auto* label : {"", "沙坡", "640503", "中卫市", "沙坡头县", "64050"})
        EXPECT_FALSE(zone_of(set, label)) << label;
}

TEST(ZoneIndex, AnExactKeyGoesBeforeOneThatDiffersInCase)
{
    const auto set = set_of("z", {{"a", "甲"}, {"A", "乙"}, {"B", "丙"}});
    EXPECT_EQ(zone_of(set, "a"), 0U);
    EXPECT_EQ(zone_of(set, " A "), 1U);
    EXPECT_EQ(zone_of(set, "b"), 2U);
}

TEST(ZoneIndex, SaysHowAZoneWasFound)
{
    const std::vector<ZoneSet> sets{set_of("c", {{"640502", "沙坡头区"}})};
    const ZoneIndex index{sets, regions()};
    EXPECT_EQ(index.match("640502").how, How::key);
    EXPECT_EQ(index.match("640502000").how, How::code);
    EXPECT_EQ(index.match("沙坡头").how, How::name);
    EXPECT_EQ(index.match("吴忠").how, How::none);
}

TEST(ZoneIndex, DoesNotTakeACityForTheDistrictOfItsName)
{
    const auto set = set_of("c", {{"1", "石嘴山区"}});
    EXPECT_FALSE(zone_of(set, "石嘴山市"));
    EXPECT_EQ(zone_of(set, "石嘴山"), 0U);
}

TEST(ZoneIndex, TakesShortAndFullNamesOfAutonomousUnitsForEachOther)
{
    const auto set = set_of("c", {{"1", "大厂回族自治县"}, {"2", "延边朝鲜族自治州"}});
    EXPECT_EQ(zone_of(set, "大厂县"), 0U);
    EXPECT_EQ(zone_of(set, "大厂"), 0U);
    EXPECT_EQ(zone_of(set, "延边州"), 1U);
}

TEST(ZoneIndex, NamesAllZonesThatALabelMayMean)
{
    const std::vector<ZoneSet> sets{set_of("c", {{"1", "鼓楼区"}, {"2", "鼓楼区"}, {"3", "铁西区"}, {"4", "铁西县"}})};
    const ZoneIndex index{sets, regions()};
    EXPECT_THAT(index.match("鼓楼区").ambiguous, ElementsAre("1 鼓楼区", "2 鼓楼区"));
    EXPECT_THAT(index.match("铁西").ambiguous, ElementsAre("3 铁西区", "4 铁西县"));
    EXPECT_THAT(index.match("铁西县").ambiguous, IsEmpty());
    EXPECT_EQ(index.match("铁西县").zones.front(), 3U);
}

TEST(ZoneIndex, WhatIsAmbiguousInOneSetIsNotInAnother)
{
    const std::vector<ZoneSet> sets{set_of("a", {{"x", "宁夏"}, {"y", "宁夏"}}), set_of("b", {{"z", "宁夏"}})};
    const auto match = ZoneIndex{sets, regions()}.match("64");
    EXPECT_FALSE(match.zones[0]);
    EXPECT_EQ(match.zones[1], 0U);
    EXPECT_THAT(match.ambiguous, ElementsAre("x 宁夏", "y 宁夏"));
}

TEST(ZoneIndex, RunningNumbersAreNoCodesOfProvinces)
{
    const auto set = set_of("p", {{"1", "甲园区"}, {"64", "乙园区"}, {"99", "丙园区"}});
    EXPECT_FALSE(zone_of(set, "宁夏"));
    EXPECT_FALSE(zone_of(set, "640000"));
    EXPECT_EQ(zone_of(set, "64"), 1U);
}

TEST(ZoneIndex, FindsCitiesThatShareTheNameOfAProvince)
{
    EXPECT_EQ(zone_of(set_of("c", {{"220200", "吉林市"}}), "吉林"), 0U);
    EXPECT_EQ(zone_of(set_of("p", {{"220000", "吉林省"}, {"220200", "吉林市"}}), "吉林"), 0U);
}

TEST(ZoneIndex, FindsByCreditCodeInKeyOrAttribute)
{
    auto set = set_of("e", {{"91350100M000100Y43", "甲公司"}, {"E2", "乙公司"}});
    set.zones[1].attributes["credit_code"] = "91350100M000100Y43";
    EXPECT_EQ(zone_of(set, "91350100m000100y43"), 0U);
    set.zones[0].key = "E1";
    EXPECT_EQ(zone_of(set, "91350100m000100y43"), 1U);
}

TEST(ZoneIndex, LooksOnlyInTheSetsThatAreUsed)
{
    const std::vector<ZoneSet> sets{set_of("a", {{"1", "甲"}}), set_of("b", {{"1", "甲"}})};
    const auto match = ZoneIndex{sets, {}, {false, true}}.match("1");
    EXPECT_FALSE(match.zones[0]);
    EXPECT_EQ(match.zones[1], 0U);
}

} // namespace
} // namespace peaksite
