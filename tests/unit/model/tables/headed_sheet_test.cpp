#include "model/tables/headed_sheet.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace peaksite {
namespace {

using testing::ElementsAre;
using Cells = std::vector<std::vector<std::string>>;

SheetCells sheet(const Cells& cells)
{
    SheetCells out;
    std::int64_t line = 0;
    for (const auto& row : cells) out.rows.push_back({.line = ++line, .cells = row});
    return out;
}

std::vector<std::string> column(const HeadedSheet& sheet, std::size_t number)
{
    std::vector<std::string> out;
    for (const auto& row : sheet.rows) out.push_back(row.cell(number));
    return out;
}

TEST(HeadedSheet, IsTakenAsItIsWhenTheHeadComesFirst)
{
    const auto found = headed(sheet({{"code", "gdp"}, {"1", "5"}, {"2", "6"}}), {"code", "gdp"}, {"code"});
    EXPECT_EQ(found.head_line, 1);
    EXPECT_THAT(column(found, 1), ElementsAre("5", "6"));
}

TEST(HeadedSheet, LeavesTitlesBlankRowsAndFootnotesOut)
{
    const auto found = headed(sheet({{"2020年各县主要指标", "", ""},
                                     {"", "", "单位：万元"},
                                     {},
                                     {"县区", "生产总值", "人口（人）"},
                                     {"甲县", "5", "7"},
                                     {"", " "},
                                     {"乙县", "6", "8"},
                                     {"注：按当年价格计算。"},
                                     {"资料来源：统计年鉴"}}),
                              {"县区", "生产总值"}, {"县区"});
    EXPECT_EQ(found.head_line, 4);
    EXPECT_THAT(column(found, 0), ElementsAre("甲县", "乙县"));
    EXPECT_THAT(found.notes, ElementsAre("row 8 注：按当年价格计算。", "row 9 资料来源：统计年鉴"));
    ASSERT_EQ(found.units_of_table.size(), 1U);
    EXPECT_EQ(found.units_of_table.front(), unit("万元"));
    EXPECT_EQ(found.heads[2].unit, StatedUnit{unit("人")});
}

TEST(HeadedSheet, AZoneWhoseNameBeginsLikeANoteIsNone)
{
    const auto found = headed(sheet({{"code", "pop"},
                                     {"Noteborg", "1234"},
                                     {"Notes", "of a town"},
                                     {"Note: as of 2020"},
                                     {"note 2 estimated"},
                                     {"NOTES: none"}}),
                              {"code", "pop"}, {"code"});
    EXPECT_THAT(column(found, 0), ElementsAre("Noteborg"));
    EXPECT_EQ(found.notes.size(), 4U);
}

// As a merged cell comes out of a workbook: the text in its first column, the others empty.
TEST(HeadedSheet, PutsACellOfSeveralColumnsBeforeThoseBelowIt)
{
    const auto found = headed(sheet({{"指标"},
                                     {"县区", "生产总值（亿元）", "", "人口"},
                                     {"", "2020年", "2021年", "万人"},
                                     {"甲县", "5", "6", "7"}}),
                              {"县区", "生产总值{year}年"}, {"县区"});
    EXPECT_EQ(found.head_line, 2);
    const auto series = found.series("生产总值{year}年");
    ASSERT_EQ(series.size(), 2U);
    EXPECT_EQ(found.rows.front().cell(series.at(2020).front()), "5");
    EXPECT_EQ(found.rows.front().cell(series.at(2021).front()), "6");
    EXPECT_EQ(found.heads[series.at(2021).front()].unit, StatedUnit{unit("亿元")});
    EXPECT_THAT(column(found, 0), ElementsAre("甲县"));
}

// Though the words that are looked for all stand in the upper row: what is below them says which column is which.
TEST(HeadedSheet, ACellOfSeveralColumnsIsTheHeadOfNoneOfThem)
{
    const std::vector<std::string> wanted{"县区", "生产总值", "人口"}, names{"县区"};
    for (const Cells& below :
         {Cells{{"", "", "2021年", "2022年", "", ""}, {"固原", "甲县", "5", "6", "7", "8"}},
          Cells{{"", "", "2021", "2022", "", ""}, {"固原", "甲县", "5", "6", "7", "8"}},
          Cells{{"", "", "第一产业", "合计", "", ""}, {"固原", "甲县", "5", "6", "7", "8"}},
          Cells{{"", "", "第一产业", "合计", "户籍", "常住"}, {"固原", "甲县", "5", "6", "7", "8"}}}) {
        Cells cells{{"地市", "县区", "生产总值（万元）", "", "人口", ""}};
        cells.insert(cells.end(), below.begin(), below.end());
        for (const auto& asked : {names, std::vector<std::string>{}}) {
            const auto found = headed(sheet(cells), wanted, asked);
            EXPECT_THAT(found.columns("生产总值"), testing::IsEmpty()) << below[0][2];
            EXPECT_THAT(found.columns("生产总值（万元）" + below[0][3]), ElementsAre(3U));
            EXPECT_THAT(found.columns("县区"), ElementsAre(1U));
            EXPECT_EQ(found.heads[3].unit, StatedUnit{unit("万元")});
            EXPECT_EQ(found.columns("人口").size(), below[0][5].empty() ? 1U : 0U);
            EXPECT_THAT(column(found, 3), ElementsAre("6"));
        }
    }
}

TEST(HeadedSheet, UnitsRemarksAndDataBelowACellOfOneColumnAreNoHead)
{
    const std::vector<std::string> wanted{"县区", "生产总值"}, names{"县区"};
    for (const Cells& below :
         {Cells{{"", "万元", "人"}, {"甲县", "5", "6"}}, Cells{{"", "万元", "（人）"}, {"甲县", "5", "6"}},
          Cells{{"", "—", "—"}, {"甲县", "5", "6"}}, Cells{{"", "", "单位：万元"}, {"甲县", "5", "6"}},
          Cells{{"", "按当年价格", ""}, {"甲县", "5", "6"}}, Cells{{"甲县", "5", "待定"}}, Cells{{"", "5", "待定"}}}) {
        Cells cells{{"县区", "生产总值", ""}};
        cells.insert(cells.end(), below.begin(), below.end());
        const auto found = headed(sheet(cells), wanted, names);
        EXPECT_THAT(found.columns("生产总值"), ElementsAre(1U)) << below[0][1] << below[0][2];
        EXPECT_EQ(found.rows.back().cell(1), "5");
    }
}

// The years are merged above two columns each, and one quantity above all of them.
TEST(HeadedSheet, PutsACellOfManyColumnsBeforeThoseTwoRowsBelowIt)
{
    const auto found = headed(sheet({{"县区", "生产总值", "", "", ""},
                                     {"", "2023年", "", "2024年", ""},
                                     {"", "绝对额（亿元）", "增长（%）", "绝对额（亿元）", "增长（%）"},
                                     {"甲县", "5", "1", "6", "2"}}),
                              {"县区", "生产总值{year}年绝对额"}, {"县区"});
    const auto series = found.series("生产总值{year}年绝对额");
    ASSERT_EQ(series.size(), 2U);
    EXPECT_EQ(found.rows.front().cell(series.at(2023).front()), "5");
    EXPECT_EQ(found.rows.front().cell(series.at(2024).front()), "6");
}

TEST(HeadedSheet, TakesUnitsFromARowBelowTheHead)
{
    const auto found = headed(sheet({{"地区", "生产总值", "人口"}, {"单位", "亿元", "（万人）"}, {"甲县", "5", "6"}}),
                              {"地区", "生产总值", "人口"}, {"地区"});
    EXPECT_EQ(found.heads[1].unit, StatedUnit{unit("亿元")});
    EXPECT_EQ(found.heads[2].unit, StatedUnit{unit("万人")});
    EXPECT_THAT(column(found, 0), ElementsAre("甲县"));
}

TEST(HeadedSheet, TakesUnitsFromARowAboveTheHead)
{
    const auto found = headed(sheet({{"", "亿元", "万人"}, {"编码", "2021年GDP", "2021年常住人口"}, {"1", "5", "6"}}),
                              {"编码", "2021年GDP", "2021年常住人口"}, {"编码"});
    ASSERT_EQ(found.heads.size(), 3U);
    EXPECT_EQ(found.heads[1].unit, StatedUnit{unit("亿元")});
    EXPECT_EQ(found.heads[2].unit, StatedUnit{unit("万人")});
    EXPECT_TRUE(found.heads[0].unit.says_nothing());
    const auto one = headed(sheet({{"", "（亿元）"}, {"编码", "GDP"}, {"1", "5"}}), {"编码", "GDP"}, {"编码"});
    EXPECT_EQ(one.units_of_table, std::vector{unit("亿元")});
    const auto title = headed(sheet({{"甲县", "万元"}, {"编码", "GDP"}, {"1", "5"}}), {"编码", "GDP"}, {"编码"});
    EXPECT_TRUE(title.units_of_table.empty());
    EXPECT_TRUE(title.heads[1].unit.says_nothing());
}

TEST(HeadedSheet, KeepsUnitsThatAreNotKnown)
{
    const auto below = headed(sheet({{"编码", "量"}, {"单位", "百x"}, {"1", "5"}}), {"编码", "量"}, {"编码"});
    EXPECT_EQ(below.heads[1].unit, StatedUnit{UnknownUnit{"百x"}});
    EXPECT_EQ(below.rows.size(), 1U);
    const auto above =
        headed(sheet({{"", "万箱子", "人"}, {"编码", "量", "数"}, {"1", "5", "6"}}), {"编码", "量"}, {"编码"});
    EXPECT_EQ(above.heads[1].unit, StatedUnit{UnknownUnit{"万箱子"}});
    const auto all = headed(sheet({{"单位：万箱子", ""}, {"编码", "量"}, {"1", "5"}}), {"编码", "量"}, {"编码"});
    EXPECT_EQ(all.strange_units_of_table, std::vector<std::string>{"万箱子"});
    const auto stated = headed(sheet({{"编码", "量（万箱子）"}, {"单位", "吨"}, {"1", "5"}}), {"编码"}, {"编码"});
    EXPECT_EQ(stated.heads[1].unit, StatedUnit{UnknownUnit{"万箱子"}}) << "the head says otherwise";
}

TEST(HeadedSheet, TheLowestHeadThatSpeaksOfAUnitSaysIt)
{
    const auto unit_of = [](const std::string& above, const std::string& below) {
        return headed(sheet({{"代码", above}, {"", below}, {"1", "5"}}), {"代码", above + below}, {"代码"})
            .heads.at(1)
            .unit;
    };
    EXPECT_EQ(unit_of("经济（万元）", "产量（万盒）"), StatedUnit{UnknownUnit{"万盒"}});
    EXPECT_EQ(unit_of("经济（万盒）", "产值（万元）"), StatedUnit{unit("万元")});
    EXPECT_EQ(unit_of("经济（万元）", "产值"), StatedUnit{unit("万元")});
    EXPECT_EQ(unit_of("经济（万盒）", "产值"), StatedUnit{UnknownUnit{"万盒"}});
}

TEST(HeadedSheet, ATitleIsAUnitOnlyWhereItSaysSoOrIsOne)
{
    const auto under = [](const std::string& title) {
        return headed(sheet({{title, ""}, {"编码", "量"}, {"1", "5"}}), {"编码", "量"}, {"编码"});
    };
    for (const auto* title : {"十大项目", "千村示范", "百家企业", "绿地率%"}) {
        EXPECT_TRUE(under(title).strange_units_of_table.empty()) << title;
        EXPECT_TRUE(under(title).units_of_table.empty()) << title;
    }
    EXPECT_EQ(under("万元").units_of_table, std::vector{unit("万元")});
    EXPECT_EQ(under("2024年工业总产值（万元）").units_of_table, std::vector{unit("万元")});
    for (const auto* title : {"绿地率（%）", "项目清单（第一批）", "人口（按区）"})
        EXPECT_TRUE(under(title).units_of_table.empty()) << title;
    EXPECT_EQ(under("单位：万盒").strange_units_of_table, std::vector<std::string>{"万盒"});
}

TEST(HeadedSheet, LeavesRepeatedHeadsOut)
{
    const auto found = headed(sheet({{"县", "a"}, {"甲", "1"}, {"县", "a"}, {"乙", "2"}}), {"县", "a"}, {"县"});
    EXPECT_THAT(column(found, 0), ElementsAre("甲", "乙"));
}

TEST(HeadedSheet, FindsColumnsByWholeTextThenWithoutTheUnitInAnyWidth)
{
    const auto found = headed(sheet({{"ＧＤＰ（亿元）", "GDP(万元)", "人 口"}, {"1", "2", "3"}}), {"GDP(万元)"}, {});
    EXPECT_THAT(found.columns("GDP（万元）"), ElementsAre(1U));
    EXPECT_THAT(found.columns("gdp"), ElementsAre(0U, 1U));
    EXPECT_THAT(found.columns("人口"), ElementsAre(2U));
    EXPECT_THAT(found.columns("人"), ElementsAre());
}

TEST(HeadedSheet, ReadsSeriesWithTheYearInAnyPlace)
{
    const auto found =
        headed(sheet({{"k", "GDP_2019", "GDP_2020", "2020年GDP（亿元）", "GDP_x020"}, {"a", "1", "2", "3", "4"}}),
               {"k", "GDP_{year}"}, {"k"});
    EXPECT_EQ(found.series("GDP_{year}"), (std::map<int, std::vector<std::size_t>>{{2019, {1}}, {2020, {2}}}));
    EXPECT_EQ(found.series("{year}年GDP"), (std::map<int, std::vector<std::size_t>>{{2020, {3}}}));
}

TEST(HeadedSheet, GivesAllColumnsOfAYearButTheWholeHeadWhereItIsThere)
{
    const auto found = headed(sheet({{"k", "2020年gdp（万元）", "2020年gdp（亿元）"}, {"a", "1", "2"}}), {"k"}, {"k"});
    EXPECT_THAT(found.series("{year}年gdp").at(2020), ElementsAre(1, 2));
    EXPECT_THAT(found.series("{year}年gdp（亿元）").at(2020), ElementsAre(2));
}

TEST(HeadedSheet, TakesHeadsAndUnitsAmongTheDataOff)
{
    const auto found = headed(sheet({{"单位：亿元", ""},
                                     {"代码", "gdp"},
                                     {"1", "5"},
                                     {"单位：亿元", ""},
                                     {"2", "6"},
                                     {"代码", "gdp（万吨）"},
                                     {"3", "7"},
                                     {"单位：万元", ""},
                                     {"4", "8"},
                                     {"单位", "万元"}}),
                              {"代码", "gdp"}, {"代码"});
    EXPECT_THAT(column(found, 1), ElementsAre("5", "6", "7", "8"));
    EXPECT_THAT(found.more_heads, ElementsAre("row 6 代码,gdp（万吨）", "row 8 单位：万元,", "row 10 单位,万元"));
}

TEST(HeadedSheet, AUnitOfAllRightBelowTheHeadIsLikeOneAboveIt)
{
    const auto found = headed(sheet({{"代码", "gdp"}, {"单位：亿元", ""}, {"1", "5"}}), {"代码", "gdp"}, {"代码"});
    ASSERT_EQ(found.units_of_table.size(), 1U);
    EXPECT_EQ(found.units_of_table.front(), unit("亿元"));
    EXPECT_THAT(column(found, 0), ElementsAre("1"));
}

TEST(HeadedSheet, WithoutAnyKnownHeadIsTheFirstRowOfTwoCells)
{
    const auto found = headed(sheet({{"标题"}, {"甲", "乙"}, {"1", "2"}}), {"丙"}, {});
    EXPECT_EQ(found.head_line, 2);
    EXPECT_THAT(found.texts(), ElementsAre("甲", "乙"));
}

TEST(HeadedSheet, OfNothingIsEmpty)
{
    EXPECT_TRUE(headed(sheet({}), {"a"}, {"a"}).heads.empty());
    EXPECT_TRUE(headed(sheet({{"", ""}, {}}), {"a"}, {"a"}).heads.empty());
}

TEST(Totals, AreToldFromNamesThatHoldTheirWords)
{
    for (const auto* cell : {"合计", " 小 计 ", "合计（吨）", "甲合计", "2021年合计", "Grand total", "累计："})
        EXPECT_TRUE(says_sum(cell)) << cell;
    for (const auto* cell :
         {"合计路", "小计划公司", "总计科技（集团）", "全省", "其中：水泥", "平均", "12", "", "total energy"})
        EXPECT_FALSE(says_sum(cell)) << cell;
    EXPECT_TRUE(says_average("平均值"));
    EXPECT_FALSE(says_average("年平均"));
}

TEST(Totals, AreKnownByTheirNames)
{
    for (const auto* cell : {"合计", "总 计", "小计", "全省合计", "Total", "ｔｏｔａｌ", "各县平均"})
        EXPECT_TRUE(names_total(cell)) << cell;
    for (const auto* cell : {"甲县", "", "总部经济区", "计生村"}) EXPECT_FALSE(names_total(cell)) << cell;
}

} // namespace
} // namespace peaksite
