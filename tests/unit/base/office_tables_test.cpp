#include "base/codes.hpp"
#include "base/column_head.hpp"
#include "base/office_number.hpp"
#include "base/parse_number.hpp"
#include "base/place_names.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

namespace peaksite {
namespace {

TEST(OfficeNumber, ReadsWhatOfficesWrite)
{
    for (const auto& [text, value] : std::vector<std::pair<std::string, double>>{{"1234.5", 1234.5},
                                                                                 {"1,234.5", 1234.5},
                                                                                 {"1 234", 1234},
                                                                                 {"12,345,678", 12345678},
                                                                                 {"１２３４．５", 1234.5},
                                                                                 {"１，２３４", 1234},
                                                                                 {" 7 ", 7},
                                                                                 {"'0012", 12},
                                                                                 {"−5", -5},
                                                                                 {"-1,234", -1234},
                                                                                 {"+3", 3},
                                                                                 {"1.5e3", 1500},
                                                                                 {"1\u00a0234", 1234},
                                                                                 {"12.3%", 12.3},
                                                                                 {"12.3 ％", 12.3}}) {
        const auto read = office_number(text);
        ASSERT_TRUE(read) << text;
        EXPECT_EQ(read->value, value) << text;
    }
    EXPECT_TRUE(office_number("12.3%")->percent);
    EXPECT_FALSE(office_number("12.3")->percent);
}

TEST(OfficeNumber, RefusesWhatOnlyLooksLikeANumber)
{
    for (const auto* text :
         {"",          "abc",    "12 34",  "1,23",    "1,2345",  "1234,567", "12万",  "1.2.3",   "%",
          "1,234 567", "nan",    "inf",    "2020年",  "1/2",     ",123",     "+-5",   "+-1,234", "\"1\"5",
          "0,123",     "00,123", "-0,123", "012 345", "000,000", "0,123.5",  "0,123%"})
        EXPECT_FALSE(office_number(text)) << text;
}

TEST(OfficeNumber, SaysMissingInManyWords)
{
    for (const auto* text :
         {"", " ", "-", "—", "——", "－", "…", "……", "...", "无", "缺", "缺失", "不详", "/", "N/A", "#N/A", "未统计"})
        EXPECT_TRUE(says_missing(text)) << text;
    for (const auto* text : {"0", "无烟煤", "缺口", "1"}) EXPECT_FALSE(says_missing(text)) << text;
}

RC_GTEST_PROP(OfficeNumber, ReadsBackWhatIsGroupedByThousands, (int number))
{
    auto digits = std::to_string(std::abs(static_cast<long long>(number)));
    for (auto at = static_cast<std::ptrdiff_t>(digits.size()) - 3; at > 0; at -= 3)
        digits.insert(static_cast<std::size_t>(at), ",");
    const auto read = office_number((number < 0 ? "-" : "") + digits);
    RC_ASSERT(read.has_value());
    RC_ASSERT(read->value == static_cast<double>(number));
}

TEST(OfficeCoordinate, ReadsDegreesHoweverTheyAreWritten)
{
    struct Form {
        const char* text;
        std::optional<double> degrees;
    };
    for (const auto& [text, degrees] : {Form{"106.2", 106.2},
                                        Form{"１０６．２", 106.2},
                                        Form{"'106.2", 106.2},
                                        Form{"106°12′00″", 106.2},
                                        Form{"106°12'", 106.2},
                                        Form{"106度12分0秒", 106.2},
                                        Form{"106 12 00", 106.2},
                                        Form{"106:12:00", 106.2},
                                        Form{"106.2E", 106.2},
                                        Form{"E106.2", 106.2},
                                        Form{"东经106°12′", 106.2},
                                        Form{"12°30′ S", -12.5},
                                        Form{"-12°30′", -12.5},
                                        Form{"西经12.5", -12.5},
                                        Form{"106°12.5′", 106 + 12.5 / 60},
                                        Form{"106°60′", {}},
                                        Form{"106.5°12′", {}},
                                        Form{"-12.5 S", {}},
                                        Form{"12.5%", {}},
                                        Form{"east", {}},
                                        Form{"", {}},
                                        Form{"1 2 3 4", {}},
                                        Form{"nan", {}},
                                        Form{"1e400", {}}}) {
        const auto read = office_coordinate(text);
        ASSERT_EQ(read.has_value(), degrees.has_value()) << text;
        if (degrees) {
            EXPECT_NEAR(*read, *degrees, 1e-12) << text;
        }
    }
}

TEST(OfficeAmount, IsSeenThoughItSaysMoreThanANumber)
{
    for (const char* text : {"10（估）", "约20", "1.2亿", "<0.1", "≥5", "100吨", "3 万元", "12*", "1.234,50", "12,34",
                             "1.234.567", "-1'234'567", "0,123", "-00,123"})
        EXPECT_TRUE(says_amount(text)) << text;
    for (const char* text : {"10", "1,234.5", "12.3%", "1号楼", "2023年", "甲", "", "A10", "-", "2021.12.31", "1.2.3"})
        EXPECT_FALSE(says_amount(text)) << text;
}

TEST(OfficeYear, IsANumberWithOrWithoutItsWord)
{
    EXPECT_EQ(office_year("2020"), 2020);
    EXPECT_EQ(office_year("２０２０年"), 2020);
    EXPECT_EQ(office_year("2020年度"), 2020);
    EXPECT_EQ(office_year("2020.0"), 2020);
    for (const auto* text : {"", "20", "2020.5", "1234", "2500", "今年", "20200101"})
        EXPECT_FALSE(office_year(text)) << text;
    for (const char* date : {"2020/12/31", "2020-1-1", "2020/12/31 08:00:00"})
        EXPECT_EQ(office_year(date), 2020) << date;
    for (const char* none : {"2020/", "2020-2021", "2020-12", "20201231", "2020年12月", "2020年1-6月", "2020年12月底",
                             "202001", "2020年(快报)", "2020*", "FY2020"})
        EXPECT_FALSE(office_year(none)) << none;
    for (const char* all : {"2020年末", "2020年底", "2020年1-12月", "2020年1—12月", "2020年1～12月", "2020年全年"})
        EXPECT_EQ(office_year(all), 2020) << all;
}

TEST(OfficeYear, KnowsTheDayOfADate)
{
    for (const char* date : {"2020/12/31", "2020-12-31", "2020年12月31日", "2020/12/31 08:00:00"})
        EXPECT_EQ(day_of_date(date), (DayOfYear{.month = 12, .day = 31})) << date;
    EXPECT_EQ(day_of_date("2020-1-02"), (DayOfYear{.month = 1, .day = 2}));
    for (const char* none : {"2020", "2020年", "2020年12月", "2020-12", "12/31", "", "2020年1-12月"})
        EXPECT_FALSE(day_of_date(none)) << none;
}

struct Head {
    std::string text, name, unit;
};

class OfHead : public testing::TestWithParam<Head> {};

TEST_P(OfHead, IsTakenApart)
{
    const auto head = column_head(GetParam().text);
    EXPECT_EQ(head.name, GetParam().name);
    const auto* found = head.unit.known();
    ASSERT_EQ(found != nullptr, !GetParam().unit.empty());
    if (found == nullptr) return;
    EXPECT_EQ(*found, unit(GetParam().unit)) << found->text();
}

INSTANTIATE_TEST_SUITE_P(
    Heads, OfHead,
    testing::Values(Head{"地区生产总值（亿元）", "地区生产总值", "亿元"}, Head{"GDP(万元)", "GDP", "万元"},
                    Head{"常住人口[万人]", "常住人口", "万人"}, Head{"常住人口【人】", "常住人口", "cap"},
                    Head{"用电量/亿千瓦时", "用电量", "亿千瓦时"}, Head{"GDP (10^4 CNY)", "GDP", "10^4 CNY"},
                    Head{"单位GDP能耗（吨标准煤/万元）", "单位GDP能耗", "tce/10^4 CNY"},
                    Head{"单位GDP能耗/吨标准煤/万元", "单位GDP能耗", "tce/10^4 CNY"},
                    Head{"常住人口（年末）（万人）", "常住人口(年末)", "万人"},
                    Head{"生产总值（亿元，当年价）", "生产总值", "亿元"},
                    Head{"生产总值\n（单位：亿元人民币）", "生产总值", "亿元"},
                    Head{"用电量（万度）", "用电量", "万千瓦时"}, Head{"森林覆盖率（％）", "森林覆盖率", "%"},
                    Head{"播种面积（千公顷）", "播种面积", "10^3 ha"}, Head{"名称（全称）", "名称(全称)", ""},
                    Head{"地 区", "地区", ""}, Head{"Ｃode", "Code", ""}, Head{"Capacity (MW)", "Capacity", "MW"},
                    Head{"能耗，吨标准煤", "能耗", "tce"}, Head{"", "", ""}, Head{"户数（户）", "户数", "count"},
                    Head{"出行量（万人次）", "出行量", "10^4 count"}, Head{"2020", "2020", ""},
                    Head{"排放（万吨二氧化碳）", "排放", "10^4 t CO2"}, Head{"（万元）", "", "万元"},
                    Head{"gdp（亿）", "gdp", "10^8"}, Head{"pop（万）", "pop", "10^4"}));

INSTANTIATE_TEST_SUITE_P(
    Spellings, OfHead,
    testing::Values(Head{"户数（百户）", "户数", "100 count"}, Head{"半径（百米）", "半径", "100 m"},
                    Head{"投资（十亿元）", "投资", "10^9 CNY"}, Head{"采暖面积（十万平方米）", "采暖面积", "10^5 m2"},
                    Head{"建筑面积（万㎡）", "建筑面积", "10^4 m2"}, Head{"水量（亿m³）", "水量", "10^8 m3"},
                    Head{"面积（k㎡）", "面积", "km2"}, Head{"面积（万hm²）", "面积", "10^4 ha"},
                    Head{"密度（t/hm2）", "密度", "t/ha"}, Head{"热耗（W/㎡）", "热耗", "W/m2"},
                    Head{"电（KWH）", "电", "kWh"}, Head{"电（万kwh）", "电", "10^4 kWh"},
                    Head{"装机（Mw）", "装机", "MW"}, Head{"装机（万KW）", "装机", "10^4 kW"},
                    Head{"热（Gj）", "热", "GJ"}, Head{"量（㎏）", "量", "kg"},
                    Head{"电（万千瓦·时）", "电", "10^4 kWh"}, Head{"电（×10^4kWh）", "电", "10^4 kWh"},
                    Head{"排放（吨CO2当量）", "排放", "t CO2e"}, Head{"产量（斤）", "产量", "0.5 kg"},
                    Head{"气量（万立方）", "气量", "10^4 m3"}, Head{"能耗（万吨标准煤（等价值））", "能耗", "10^4 tce"},
                    Head{"GDP（亿元（当年价））", "GDP", "10^8 CNY"}, Head{"GDP（亿元 不变价）", "GDP", "10^8 CNY"},
                    Head{"常住人口（万 人）", "常住人口", "10^4 cap"}, Head{"绿地率%", "绿地率", "%"},
                    Head{"比重（百分比）", "比重", "%"}, Head{"投资万元", "投资", "10^4 CNY"},
                    Head{"产值过亿元企业数", "产值过亿元企业数", ""}, Head{"a（占比%）", "a", "%"},
                    Head{"占比（占GDP%）", "占比", "%"}, Head{"a（现价/亿元）", "a", "10^8 CNY"},
                    Head{"产量（万T）", "产量", "10^4 t"}, Head{"费（元/T）", "费", "CNY/t"},
                    Head{"GDP（2020年）", "GDP(2020年)", ""}));

INSTANTIATE_TEST_SUITE_P(
    BelowOneSolidus, OfHead,
    testing::Values(Head{"能耗（kWh/m²·a）", "能耗", "kWh/(m2 a)"}, Head{"运费（元/吨·公里）", "运费", "CNY/(t km)"},
                    Head{"碳汇（吨/公顷·年）", "碳汇", "t/(ha a)"}, Head{"电价（元/kW·h）", "电价", "CNY/kWh"},
                    Head{"产量（吨/公顷*年）", "产量", "t/(ha a)"}, Head{"传热（W/(m2·K)）", "传热", "W/(m2 K)"},
                    Head{"能耗（kWh/m²/a）", "能耗", "kWh/m2/a"}));

TEST(TableUnits, StandInALineAboveTheHead)
{
    ASSERT_EQ(units_of_table("单位：万元、人").size(), 2U);
    EXPECT_EQ(units_of_table("（单位：万元）").front(), unit("万元"));
    EXPECT_TRUE(units_of_table("单位名称").empty());
    for (const auto* title :
         {"主要指标 单位：万元", "主要指标　单位：万元", "主要指标单位：万元", "表1（2022年） 单位：萬元",
          "表1 金额单位：万元 2022年", "主要指标 计量单位：万元", "主要指标 单位: 万元"})
        EXPECT_EQ(units_of_table(title), std::vector<Unit>{unit("万元")}) << title;
    EXPECT_EQ(strange_units_of_table("主要指标 单位：万箱子"), std::vector<std::string>{"万箱子"});
    for (const auto* none : {"填报单位：统计局", "编制单位：万人公司", "主管单位：人社局 2022年", "填报单位：万箱子"})
        EXPECT_TRUE(units_of_table(none).empty() && strange_units_of_table(none).empty()) << none;
    EXPECT_TRUE(units_of_table("2020年").empty());
}

TEST(AreaCode, IsFilledToTwelveDigits)
{
    EXPECT_EQ(area_code("64"), "640000000000");
    EXPECT_EQ(area_code("640000"), area_code("64"));
    EXPECT_EQ(area_code("６４０１０４"), "640104000000");
    EXPECT_EQ(area_code("640104001"), "640104001000");
    EXPECT_EQ(area_code("640104001002"), "640104001002");
    for (const auto* text : {"", "6", "64010", "64010A", "宁夏", "6401040010021"})
        EXPECT_FALSE(area_code(text)) << text;
}

// The code of the example in GB 32100-2015's public register: 91350100M000100Y43.
TEST(CreditCode, HasTheCheckSignOfTheStandard)
{
    EXPECT_EQ(credit_check_sign("91350100M000100Y4"), '3');
    EXPECT_TRUE(is_credit_code("91350100M000100Y43"));
    EXPECT_TRUE(is_credit_code(" 91350100m000100y43 "));
    EXPECT_FALSE(is_credit_code("91350100M000100Y44"));
    EXPECT_FALSE(is_credit_code("91350100M000100Y4"));
    EXPECT_FALSE(has_credit_code_form("91350100I000100Y43")); // no I in the alphabet
}

// Weights are powers of 3 modulo a prime: one wrong sign is always seen.
RC_GTEST_PROP(CreditCode, OneWrongSignIsSeen, ())
{
    const std::string alphabet = "0123456789ABCDEFGHJKLMNPQRTUWXY";
    auto code = *rc::gen::container<std::string>(17, rc::gen::elementOf(alphabet));
    code += credit_check_sign(code);
    RC_ASSERT(is_credit_code(code));
    const auto at = *rc::gen::inRange<std::size_t>(0, 18);
    const auto other = *rc::gen::elementOf(alphabet);
    const bool same = code[at] == other;
    code[at] = other;
    RC_ASSERT(is_credit_code(code) == same);
}

TEST(ShortName, LeavesOutWhatTheUnitIs)
{
    for (const auto& [name, brief] :
         std::vector<std::pair<std::string, std::string>>{{"宁夏回族自治区", "宁夏"},
                                                          {"内蒙古自治区", "内蒙古"},
                                                          {"新疆维吾尔自治区", "新疆"},
                                                          {"沙坡头区", "沙坡头"},
                                                          {"银川市", "银川"},
                                                          {"大厂回族自治县", "大厂"},
                                                          {"延边朝鲜族自治州", "延边"},
                                                          {"博尔塔拉蒙古自治州", "博尔塔拉"},
                                                          {"双江拉祜族佤族布朗族傣族自治县", "双江"},
                                                          {"积石山保安族东乡族撒拉族自治县", "积石山"},
                                                          {"龙胜各族自治县", "龙胜"},
                                                          {"鄂伦春自治旗", "鄂伦春"},
                                                          {"克孜勒苏柯尔克孜自治州", "克孜勒苏"},
                                                          {"香港特别行政区", "香港"},
                                                          {"沙县", "沙县"},
                                                          {"城区", "城区"},
                                                          {"大兴安岭地区", "大兴安岭"},
                                                          {"宁东", "宁东"},
                                                          {"", ""}})
        EXPECT_EQ(short_name(name), brief) << name;
}

TEST(EndsInUnit, KnowsTheNamesOfLargerUnitsInFront)
{
    EXPECT_TRUE(ends_in_unit("宁夏回族自治区银川市西夏区", "西夏区"));
    EXPECT_TRUE(ends_in_unit("银川市西夏区", "西夏区"));
    EXPECT_FALSE(ends_in_unit("西夏区", "西夏区"));
    EXPECT_FALSE(ends_in_unit("新西夏区", "西夏区"));
    EXPECT_FALSE(ends_in_unit("银川市西夏区", ""));
}

} // namespace
} // namespace peaksite
