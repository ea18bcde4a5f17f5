#include "base/column_head.hpp"

#include <gtest/gtest.h>

namespace peaksite {
namespace {

TEST(StrangeUnits, AreSeenWhereAUnitStandsButRemarksAreNone)
{
    for (const auto* head :
         {"产量（万箱子）",      "产量（百斗/亩）",  "电（104kWh）",    "装机（MWe）",         "装机（mW）",
          "产量（MT）",          "产量（吨油当量）", "产量（万盒）",    "产量（万重量箱）",    "产量（M）",
          "产量（T）",           "产量（10^4T）",    "价（元/M）",      "费（元/吨·公里/年）", "面积（万x，年末）",
          "产量/万箱子",         "GDP（新台币亿）",  "GDP（台币亿元）", "GDP（亿元RMB）",      "费（圓）",
          "GDP（亿新台币万元）", "人口（常住万人）", "产量（干吨）"}) {
        const auto found = column_head(head);
        EXPECT_NE(found.unit.unknown(), nullptr) << head;
    }
    for (const auto* head : {"常住人口（年末）",
                             "人口（含个体户）",
                             "GDP（按现价计算）",
                             "GDP（2020年）",
                             "户数（十月）",
                             "产量（玉米）",
                             "企业数（规模以上）",
                             "人口（60岁以上老人）",
                             "城镇/农村",
                             "类别（一）",
                             "企业数（2000万元以上）",
                             "用地（≥25亩）",
                             "规划（十四五）",
                             "分类（GB/T 21010-2017）",
                             "折标系数（吨标准煤/实物单位）",
                             "编码",
                             "a（十大集群）",
                             "a（千村示范）",
                             "a（十佳）",
                             "类型（M1）",
                             "企业数（亿元以上）",
                             "项目（过亿元）",
                             "人口（本地人）",
                             "人数（法人）",
                             "房屋（单元）",
                             "产量（万吨级）",
                             "县（元谋县）"})
        EXPECT_EQ(column_head(head).unit.unknown(), nullptr) << head;
    EXPECT_EQ(column_head("GDP（亿元）").unit.unknown(), nullptr);
    EXPECT_EQ(strange_units_of_table("单位：万箱子、人"), std::vector<std::string>{"万箱子"});
    EXPECT_TRUE(strange_units_of_table("单位：银川市统计局").empty());
}

TEST(Units, OfHeadsAreKnownHoweverOfficesWriteThem)
{
    struct Head {
        const char *text, *unit;
    };
    for (const auto& [text, asked] : {Head{"GDP（億元）", "10^8 CNY"},
                                      Head{"GDP（萬元）", "10^4 CNY"},
                                      Head{"GDP（億圓）", "10^8 CNY"},
                                      Head{"GDP（亿圆）", "10^8 CNY"},
                                      Head{"GDP（¥亿）", "10^8 CNY"},
                                      Head{"GDP（￥万元）", "10^4 CNY"},
                                      Head{"GDP（亿¥）", "10^8 CNY"},
                                      Head{"GDP（RMB 亿）", "10^8 CNY"},
                                      Head{"价（¥/吨）", "CNY/t"},
                                      Head{"GDP{亿元}", "10^8 CNY"},
                                      Head{"GDP｛亿元｝", "10^8 CNY"},
                                      Head{"GDP〈亿元〉", "10^8 CNY"},
                                      Head{"{year}年GDP{亿元}", "10^8 CNY"},
                                      Head{"煤（萬噸標準煤）", "10^4 tce"},
                                      Head{"热（千卡）", "kcal"},
                                      Head{"热（万千卡）", "10^4 kcal"},
                                      Head{"热（百万千卡）", "10^6 kcal"},
                                      Head{"热（万大卡）", "10^4 kcal"},
                                      Head{"天然气（标立方米）", "Nm3"},
                                      Head{"天然气（万标立方米）", "10^4 Nm3"},
                                      Head{"电（億千瓦時）", "10^8 kWh"},
                                      Head{"投資萬元", "10^4 CNY"},
                                      Head{"产量（万公吨）", "10^4 t"},
                                      Head{"地（萬畝）", "10^4 亩"},
                                      Head{"距离（公里）", "km"},
                                      Head{"面积(sq km)", "km2"},
                                      Head{"面积(sq. m)", "m2"},
                                      Head{"面积（square km）", "km2"},
                                      Head{"面积（sqkm）", "km2"},
                                      Head{"体积（cu m）", "m3"},
                                      Head{"密度（人/sq km）", "cap/km2"},
                                      Head{"占比（1/1000）", "‰"},
                                      Head{"占比（1/100）", "%"},
                                      Head{"占比（千分之一）", "‰"},
                                      Head{"碳（t-CO2）", "t CO2"},
                                      Head{"碳（万t-CO2）", "10^4 t CO2"},
                                      Head{"碳（kg-CO2e）", "kg CO2e"},
                                      Head{"坡度（度）", "deg"},
                                      Head{"经度（度）", "deg"},
                                      Head{"纬度（度）", "deg"},
                                      Head{"方位角（度）", "deg"},
                                      Head{"坡度/度", "deg"},
                                      Head{"年均气温（度）", "degC"},
                                      Head{"温度（摄氏度）", "degC"},
                                      Head{"用电量（度）", "kWh"},
                                      Head{"用电量/度", "kWh"},
                                      Head{"用量（万度）", "10^4 kWh"},
                                      Head{"用量（亿度）", "10^8 kWh"},
                                      Head{"用量（10^4度）", "10^4 kWh"},
                                      Head{"价（元/度）", "CNY/kWh"},
                                      Head{"GDP（亿元，当年价）", "10^8 CNY"},
                                      Head{"用电量（万千瓦时，月）", "10^4 kWh"},
                                      Head{"户数（户）", "count"},
                                      Head{"GDP/人（元）", "CNY"},
                                      Head{"户数（户）（个）", "count"}}) {
        const auto head = column_head(text);
        ASSERT_NE(head.unit.known(), nullptr) << text;
        EXPECT_EQ(*head.unit.known(), unit(asked)) << text << ": " << head.unit.known()->text();
    }
    const auto rare = column_head("发生率（万分之一）");
    ASSERT_NE(rare.unit.known(), nullptr);
    EXPECT_EQ(*rare.unit.known(), pure_number({1, 1e4}));
}

TEST(Units, OfHeadsThatNobodyKnowsAreNoRemarks)
{
    for (const auto* text : {"距离（里）",
                             "路程（华里）",
                             "长度（英里）",
                             "面积(sq mi)",
                             "面积（square miles）",
                             "面积（平方英尺）",
                             "面积（acres）",
                             "面积（hectares）",
                             "碳（t-C）",
                             "氮（万kg-N）",
                             "数值（度）",
                             "用电与坡度（度）",
                             "产量（桶）",
                             "产量（斗）",
                             "重量（tons）",
                             "GDP（$）",
                             "GDP（US$）",
                             "GDP（M$）",
                             "GDP（万€）",
                             "GDP（￡）",
                             "GDP（HKD）",
                             "GDP（bn）",
                             "GDP（billion）",
                             "热（卡）",
                             "热（吨蒸汽）",
                             "数（10^4）",
                             "产值（万元）/比重（%）",
                             "产值（万元，%）",
                             "投资%（万元）",
                             "产值（万元）产量（吨）"})
        EXPECT_NE(column_head(text).unit.unknown(), nullptr) << text;
}

TEST(Units, AreNotSeenInRemarks)
{
    for (const auto* text :
         {"企业数（规上）", "人口（2023年）", "GDP（年度）", "人口（密度）", "进度（程度）", "产值（含税）",
          "类别（一）", "产量（玉米）", "人口（户籍）", "a（A-B）", "a（square）", "a（V2.0）", "a（甲、乙）",
          "分类（GB/T 4754）", "机井（口）", "楼房（幢）", "病床（床）", "手机（部）", "药（盒）"})
        EXPECT_TRUE(column_head(text).unit.says_nothing()) << text;
}

TEST(Units, TwoInOneHeadAreBothNamed)
{
    const auto head = column_head("产值（万元）/比重（%）");
    ASSERT_NE(head.unit.unknown(), nullptr);
    EXPECT_EQ(head.unit.unknown()->word, "万元, %");
}

} // namespace
} // namespace peaksite
