#include "model/tables/office_table.hpp"

#include "base/error.hpp"
#include "model/tables/row_marks.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace peaksite {
namespace {

using testing::HasSubstr;

OfficeTable table(const std::vector<std::vector<std::string>>& rows, const std::vector<std::string>& names,
                  const std::string& year = {}, bool one_counts = false)
{
    OfficeTable out{.file = "a.csv", .sheet = {}, .marks = {}};
    for (const auto& head : rows.front()) out.sheet.heads.push_back(column_head(head));
    for (std::size_t i = 1; i < rows.size(); ++i)
        out.sheet.rows.push_back({.line = static_cast<std::int64_t>(i) + 1, .cells = rows[i]});
    if (!year.empty()) out.year_column = out.column(year);
    mark_rows(out, names);
    mark_subtotals(out, one_counts);
    return out;
}

TEST(OfficeTable, KnowsSumsByTheFirstCellAndByTheNamesOfARow)
{
    const auto found =
        table({{"序号", "县区", "值"}, {"1", "甲县", "3"}, {"2", "合计", "3"}, {"小计", "", "3"}}, {"县区"});
    EXPECT_FALSE(found.marks[0].total);
    EXPECT_TRUE(found.marks[1].total);
    EXPECT_TRUE(found.marks[2].total);
}

std::vector<bool> subtotals(const OfficeTable& found)
{
    std::vector<bool> out;
    for (const auto& mark : found.marks) out.push_back(mark.subtotal && mark.total);
    return out;
}

TEST(OfficeTable, KnowsSumsBesideTheNameTheyAreOf)
{
    using testing::ElementsAre;
    EXPECT_THAT(subtotals(table({{"编码", "产品", "量"},
                                 {"A1", "水泥", "100"},
                                 {"A1", "石灰", "50"},
                                 {"A1", "小 计：", "150"},
                                 {"A1", "合计路水泥", "1"},
                                 {"A1", "小计划公司", "1"},
                                 {"A1", "SubTotal", "152"}},
                                {"编码"})),
                ElementsAre(false, false, true, false, false, true));
    EXPECT_THAT(
        subtotals(table({{"编号", "单位", "x"}, {"1", "甲", "3"}, {"2", "戊合计", "3"}, {"3", "共计", "1"}}, {})),
        ElementsAre(false, true, true));
    // A column that says nothing but 合计 was filtered by it; 平均 is one of several of a name, or a way to measure.
    EXPECT_THAT(subtotals(table({{"编码", "性别", "量"}, {"A1", "合计", "1"}, {"A2", "合计", "2"}}, {"编码"})),
                ElementsAre(false, false));
    EXPECT_THAT(
        subtotals(table({{"编码", "类", "量"}, {"A1", "油", "1"}, {"A1", "平均", "2"}, {"A2", "平均", "2"}}, {"编码"})),
        ElementsAre(false, true, false));
}

TEST(OfficeTable, ACountBehindASumIsOneAndJointOwnershipIsNone)
{
    for (const auto* word : {"合计12家", "共12家", "共有3户", "小计 2 个"}) EXPECT_TRUE(says_sum(word)) << word;
    for (const auto* word : {"共有", "共", "公共", "共建", "第3家", "12家", "设计院2个"})
        EXPECT_FALSE(says_sum(word)) << word;
    EXPECT_THAT(subtotals(table({{"编码", "产权", "量"}, {"A1", "国有", "1"}, {"A1", "共有", "2"}, {"A2", "共有", "3"}},
                                {"编码"})),
                testing::ElementsAre(false, false, false));
}

std::vector<bool> parts_of(const std::vector<std::string>& kinds, std::vector<std::string> amounts = {},
                           bool one_counts = false)
{
    std::vector<std::vector<std::string>> rows{{"编码", "品种", "量"}};
    amounts.resize(kinds.size(), "1");
    for (std::size_t i = 0; i < kinds.size(); ++i) rows.push_back({"A1", kinds[i], amounts[i]});
    rows.push_back({"A2", "煤", "1"});
    auto out = subtotals(table(rows, {"编码"}, {}, one_counts));
    out.pop_back();
    return out;
}

TEST(OfficeTable, KnowsPartsOfARowAboveInAnySpelling)
{
    using testing::ElementsAre;
    for (const auto* part :
         {"其中：原煤",      "其中:原煤",      "　　其中：原煤", "  其中 ： 原煤", "其 中：原煤", "（其中）原煤",
          "(其中)原煤",      "其中原煤",       "其中，原煤",     "【其中】原煤",   "其中—原煤",   "1.其中：原煤",
          "（1）其中：原煤", "—其中：原煤",    "#原煤",          "# 原煤",         "＃原煤",      "　#原煤",
          "原煤（其中）",    "of which: coal", "Of which coal"})
        EXPECT_THAT(parts_of({"煤", part, "电"}), ElementsAre(false, true, false)) << part;
    for (const auto* own : {"#1机组", "1#机组", "2＃锅炉", "其他", "其它煤制品", "原煤"})
        EXPECT_THAT(parts_of({"煤", own, "电"}), ElementsAre(false, false, false)) << own;
}

TEST(OfficeTable, PartsOfASumThatIsLeftOutCount)
{
    using testing::ElementsAre;
    EXPECT_THAT(parts_of({"合计", "其中：煤", "油", "电"}), ElementsAre(true, false, false, false));
    EXPECT_THAT(parts_of({"综合能源消费量", "其中：煤", "其中：电"}, {"2.01", "1", "1"}),
                ElementsAre(true, false, false));
    EXPECT_THAT(parts_of({"综合能源消费量", "其中：煤", "其中：电"}, {"3", "1", "1"}), ElementsAre(false, true, true))
        << "some parts are not listed";
    EXPECT_THAT(parts_of({"综合能源消费量", "其中：煤", "其中：电"}, {"", "1", "1"}), ElementsAre(true, false, false))
        << "a sum that says nothing is none";
    EXPECT_THAT(parts_of({"其中：煤", "其中：电", "合计"}, {"1", "1", "3"}), ElementsAre(true, true, false))
        << "wherever the sum stands";
    EXPECT_THAT(parts_of({"合计", "其中：煤", "其中：电"}, {"1000", "600", "399"}), ElementsAre(true, false, false))
        << "within rounding";
    EXPECT_THAT(parts_of({"合计", "其中：煤", "其中：电"}, {"1000", "990", "15"}), ElementsAre(false, true, true));
    EXPECT_THAT(parts_of({"合计", "其中：煤", "其中：电"}, {"100000", "60000", "39990"}),
                ElementsAre(false, true, true));
    EXPECT_THAT(parts_of({"煤", "电", "合计", "其中：绿电"}), ElementsAre(false, false, true, true));
    EXPECT_THAT(parts_of({"其中：原煤", "煤"}), ElementsAre(true, false));
    EXPECT_THAT(parts_of({"其中：原煤", "其中：焦炭"}), ElementsAre(false, false)) << "nothing that they are parts of";
}

TEST(OfficeTable, SubtotalsWithoutRowsOfTheirOwnCountWhereATotalSaysSo)
{
    using testing::ElementsAre;
    EXPECT_THAT(parts_of({"合计", "小计", "电"}, {"9234", "6234", "3000"}), ElementsAre(true, false, false));
    EXPECT_THAT(parts_of({"电", "煤炭小计", "合计"}, {"3000", "6234", "9234"}), ElementsAre(false, false, true));
    EXPECT_THAT(parts_of({"合计", "小计", "煤", "焦", "电"}, {"9234", "6234", "1234", "5000", "3000"}),
                ElementsAre(true, true, false, false, false))
        << "with rows of its own";
    EXPECT_THAT(parts_of({"合计", "小计", "小计", "煤", "焦", "电"}, {"9254", "20", "6234", "1234", "5000", "3000"}),
                ElementsAre(true, false, true, false, false, false));
    EXPECT_THAT(parts_of({"小计", "电"}, {"6234", "3000"}), ElementsAre(true, false)) << "nothing proves it";
    for (const auto* other : {"900", "2.5"}) // of the year before, without its details; a growth
        EXPECT_THAT(subtotals(table({{"编码", "品种", "上年", "量"},
                                     {"1", "合计", other, "923"},
                                     {"1", "小计", other[0] == '9' ? "600" : "1.2", "623"},
                                     {"1", "原煤", other[0] == '9' ? "-" : "4.1", "123"},
                                     {"1", "焦炭", other[0] == '9' ? "-" : "-6.0", "500"},
                                     {"1", "电力", other[0] == '9' ? "300" : "3.2", "300"}},
                                    {"编码"})),
                    ElementsAre(true, true, false, false, false));
    EXPECT_THAT(parts_of({"合计", "小计", "电"}, {"9000", "6234", "3000"}), ElementsAre(true, true, false));
}

// 合计 in the column of kinds, where that of names is merged.
TEST(OfficeTable, ASumBelowMergedCellsIsOfTheNameAbove)
{
    using Rows = std::vector<std::vector<std::string>>;
    const auto labels = [](Rows rows) {
        rows.insert(rows.begin(), {"县区", "品种", "量"});
        const auto found = table(rows, {"县区"});
        std::string out;
        for (std::size_t i = 0; i < found.marks.size(); ++i) {
            const auto label = found.label(i);
            out += (label.empty() ? "-" : label) + (found.marks[i].total ? "*" : "") + " ";
        }
        return out;
    };
    const Rows first{{"甲", "煤", "1"}, {"", "油", "2"}};
    const auto with = [&](Rows more) {
        more.insert(more.begin(), first.begin(), first.end());
        return more;
    };
    EXPECT_EQ(labels(with({{"", "合计", "3"}, {"乙", "煤", "1"}, {"", "油", "2"}, {"", "合计", "3"}})),
              "甲 甲 甲* 乙 乙 乙* ");
    EXPECT_EQ(labels(with({{"", "合计", "3"}})), "甲 甲 甲* ") << "the only name";
    EXPECT_EQ(labels(with({{"乙", "煤", "1"}, {"", "油", "2"}, {"", "合计", "6"}})), "甲 甲 乙 乙 -* ")
        << "of all, where no other name has one";
    EXPECT_EQ(labels(with({{"", "小计", "3"}, {"乙", "煤", "1"}, {"", "小计", "1"}, {"", "合计", "4"}})),
              "甲 甲 甲* 乙 乙* -* ");
    EXPECT_EQ(labels({{"甲", "煤", "1"}, {"乙", "煤", "1"}, {"", "合计", "2"}}), "甲 乙 -* ");
    EXPECT_EQ(labels(with({{"合计", "煤", "3"}, {"", "油", "5"}, {"乙", "煤", "1"}})), "甲 甲 合计* - 乙 ")
        << "what is below a name of a sum is of that sum";
    EXPECT_EQ(labels({{"甲", "合计", "9"}, {"", "小计", "6"}, {"", "电", "3"}}), "甲* 甲 甲 ");
    const Rows second{{"乙", "煤", "1"}, {"", "油", "2"}, {"", "合计", "6"}};
    const auto below = [&](Rows rows) {
        rows.insert(rows.begin(), second.begin(), second.end());
        return labels(with(rows));
    };
    EXPECT_EQ(below({{"填表人：张三", "审核人：李四", ""}}), "甲 甲 乙 乙 -* 填表人：张三 ");
    EXPECT_EQ(below({{"", "上年合计", "5"}}), "甲 甲 乙 乙 -* -* ");
    EXPECT_EQ(below({{"丙", "煤", "1"}, {"", "油", "2"}, {"", "总计", "9"}}), "甲 甲 乙 乙 -* 丙 丙 -* ")
        << "of two names, and of all";
    EXPECT_EQ(labels({{"甲", "煤", "1"},
                      {"", "油", "2"},
                      {"", "小计", "3"},
                      {"", "合计", "3"},
                      {"乙", "煤", "1"},
                      {"", "油", "2"},
                      {"", "小计", "3"},
                      {"", "合计", "3"}}),
              "甲 甲 甲* 甲* 乙 乙 乙* 乙* ");
    EXPECT_EQ(below({{"丙", "煤", "1"},
                     {"", "油", "2"},
                     {"", "合计", "3"},
                     {"丁", "煤", "1"},
                     {"", "油", "2"},
                     {"", "合计", "3"},
                     {"", "总计", "12"}}),
              "甲 甲 乙 乙 乙* 丙 丙 丙* 丁 丁 丁* -* ")
        << "one name has none";
    using Sheet = std::vector<std::vector<std::string>>;
    const Sheet years{{"县区", "年", "品种", "量"}, {"甲", "2022", "煤", "1"}, {"", "2023", "煤", "2"},
                      {"乙", "2022", "煤", "1"},    {"", "2023", "煤", "2"},   {"", "2022", "合计", "2"}};
    const auto by_year = table(years, {"县区"}, "年");
    EXPECT_EQ(by_year.label(3), "乙");
    EXPECT_EQ(by_year.label(4), "") << "behind the year";
    const Sheet sums{{"县区", "年", "品种", "量"}, {"甲", "2022", "合计", "1"}, {"", "2023", "合计", "2"},
                     {"", "2024", "合计", "3"},    {"乙", "2022", "合计", "1"}, {"", "2023", "合计", "2"}};
    const auto only = table(sums, {"县区"}, "年");
    for (std::size_t i = 0; i < only.marks.size(); ++i) {
        EXPECT_EQ(only.label(i), i < 3 ? "甲" : "乙");
        EXPECT_FALSE(only.marks[i].total) << "all that a name has of a year counts";
    }
    EXPECT_EQ(labels(with({{"甲合计", "", "3"}, {"", "电", "5"}})), "甲 甲 甲合计* - ") << "whose 电 is, nobody says";
    const auto found = table({{"编码", "名称", "品种", "量"},
                              {"1", "甲", "煤", "1"},
                              {"", "", "油", "2"},
                              {"2", "乙", "煤", "1"},
                              {"", "", "油", "2"},
                              {"", "合计", "煤", "2"},
                              {"", "", "油", "4"}},
                             {"编码"});
    EXPECT_EQ(found.label(3), "2");
    EXPECT_EQ(found.label(5), "") << "it is of 合计";
    const auto by_sector = table({{"编码", "部门", "品种", "量"},
                                  {"1", "工业", "煤", "1"},
                                  {"", "", "油", "2"},
                                  {"", "合计", "煤", "1"},
                                  {"", "", "油", "2"}},
                                 {"编码"});
    EXPECT_EQ(by_sector.label(2), "1");
    EXPECT_EQ(by_sector.label(3), "");
}

// Rows with their labels; * a sum, and () what counts in place of others.
std::string read_as(const OfficeTable& found)
{
    std::string out;
    for (std::size_t i = 0; i < found.marks.size(); ++i) {
        const auto label = found.label(i);
        const auto& mark = found.marks[i];
        out += (label.empty() ? "-" : label) + (mark.total ? "*" : "") + (mark.whole ? "()" : "") + " ";
    }
    return out;
}

TEST(OfficeTable, ASumAmongNamesIsOfNoNameWhateverStandsBeforeIt)
{
    for (const bool one_counts : {false, true})
        for (const std::vector<std::string>& front : {std::vector<std::string>{"序号", "1", "2", "3"},
                                                      {"地市", "银川市", "银川市", "银川市"},
                                                      {"年份", "2023", "2023", "2023"},
                                                      {"指标", "GDP", "GDP", "GDP"},
                                                      {"地市", "甲市", "甲市", "乙市"}})
            for (const auto* sum : {"合计", "全市", "全社会", "全市合计", "合计2家", "共2家"}) {
                SCOPED_TRACE(front[0] + sum);
                const auto found = table({{front[0], "编码", "地区", "GDP（元）"},
                                          {front[1], "640104", "兴庆区", "2"},
                                          {front[2], "640105", "西夏区", "4"},
                                          {front[3], "", sum, "6"}},
                                         {"编码"}, front[0] == "年份" ? "年份" : "", one_counts);
                EXPECT_EQ(read_as(found), "640104 640105 -* ");
            }
    EXPECT_EQ(read_as(table({{"地市", "编码", "地区", "量"},
                             {"甲市", "1", "甲", "2"},
                             {"甲市", "2", "乙", "4"},
                             {"乙市", "", "全市", "7"},
                             {"乙市", "3", "丙", "7"}},
                            {"编码"}, {}, true)),
              "1 2 -* 3 ")
        << "the row of the next city";
}

TEST(OfficeTable, SumsByYearAreOfTheLastNameOnlyWhereOthersHaveTheirOwn)
{
    const std::vector<std::string> head{"县区", "年", "品种", "量"};
    EXPECT_EQ(read_as(table({head,
                             {"甲", "2022", "煤", "1"},
                             {"", "2023", "煤", "2"},
                             {"乙", "2022", "煤", "1"},
                             {"", "2022", "合计", "2"},
                             {"", "2023", "合计", "2"}},
                            {"县区"}, "年")),
              "甲 甲 乙 -* -* ")
        << "of all, in a year that the last name lacks";
    EXPECT_EQ(read_as(table({head,
                             {"甲", "2022", "煤", "1"},
                             {"", "2022", "合计", "1"},
                             {"", "2023", "合计", "2"},
                             {"乙", "2022", "煤", "1"},
                             {"", "2022", "合计", "1"},
                             {"", "2022", "合计", "2"},
                             {"", "2023", "合计", "2"}},
                            {"县区"}, "年")),
              "甲 甲* 甲() 乙 乙* -* -* ")
        << "what comes behind those of all is of all";
}

TEST(OfficeTable, APartMayHaveNoName)
{
    using testing::ElementsAre;
    for (const auto* part : {"其中", "其中：", "of which"})
        EXPECT_THAT(parts_of({"原煤", part, "电"}, {"5000", "2000", "700"}), ElementsAre(false, true, false)) << part;
    const auto found = table({{"编码", "名称", "量"}, {"A1", "甲", "5"}, {"", "其中", "2"}}, {"编码", "名称"});
    EXPECT_TRUE(found.marks[1].total && found.marks[1].part);
    EXPECT_THAT(parts_of({"合计", "其中", "原煤", "电"}, {"57", "20", "50", "7"}),
                ElementsAre(true, true, false, false))
        << "57 is 50 and 7";
    EXPECT_THAT(parts_of({"合计", "其中：", "原煤", "电"}, {"57", "", "50", "7"}),
                ElementsAre(true, true, false, false))
        << "it announces what is below";
    EXPECT_THAT(parts_of({"合计", "其中：原煤", "电", "油"}, {"57", "20", "30", "7"}),
                ElementsAre(true, false, false, false));
    EXPECT_THAT(subtotals(table({{"编码", "品种", "量", "企业数"},
                                 {"1", "合计", "1000", "9"},
                                 {"1", "其中：原煤", "600", "7"},
                                 {"1", "天然气", "300", "6"},
                                 {"1", "电力", "100", "3"}},
                                {"编码"})),
                ElementsAre(true, false, false, false))
        << "one column is against it";
    EXPECT_THAT(parts_of({"其中：煤", "其中：电", "合计"}, {"3000", "2000", "500"}), ElementsAre(false, false, true))
        << "a total is no less than a part";
    EXPECT_THAT(parts_of({"合计", "其中：煤", "其中：原煤", "其中：电"}, {"5000", "3000", "2500", "1500"}),
                ElementsAre(false, true, true, true))
        << "counted in several ways";
}

TEST(OfficeTable, ColumnsOfTotalsAndPartsAloneTellThem)
{
    const auto marks = [](const std::string& second) {
        std::vector<std::vector<std::string>> rows{{"编码", "品种", "量"}};
        for (const auto* unit : {"A1", "A2"}) {
            rows.push_back({unit, "能源消费总量", "30"});
            rows.push_back({unit, "其中：煤", "10"});
            rows.push_back({unit, "#电", second});
        }
        return subtotals(table(rows, {"编码"}));
    };
    EXPECT_THAT(marks("20"), testing::ElementsAre(true, false, false, true, false, false));
    EXPECT_THAT(marks("15"), testing::ElementsAre(false, true, true, false, true, true));
}

TEST(OfficeTable, WhereOneRowIsAskedForTheSumCounts)
{
    using testing::ElementsAre;
    for (const auto* sum : {"合计", "全社会", "总量"}) {
        EXPECT_THAT(parts_of({sum, "工业", "服务业"}, {}, true), ElementsAre(false, true, true)) << sum;
        EXPECT_THAT(parts_of({"规上工业", sum}, {}, true), ElementsAre(true, false)) << sum;
        EXPECT_THAT(parts_of({sum, "其中：工业"}, {}, true), ElementsAre(false, true)) << sum;
    }
    EXPECT_THAT(parts_of({"工业", "服务业"}, {}, true), ElementsAre(false, false)) << "which of them, nobody knows";
    EXPECT_THAT(parts_of({"工业", "平均"}, {}, true), ElementsAre(false, true));
    EXPECT_THAT(parts_of({"农业", "工业小计", "服务业"}, {}, true), ElementsAre(false, true, false))
        << "of some of them";
    EXPECT_THAT(parts_of({"农业", "工业小计", "合计"}, {"1", "2", "3"}, true), ElementsAre(true, true, false));
    EXPECT_THAT(parts_of({"合计", "农业"}, {"1", "2"}, true), ElementsAre(true, false)) << "it is less than a part";
    EXPECT_THAT(parts_of({"合计", "农业"}, {"", "2"}, true), ElementsAre(true, false)) << "it says nothing";
}

TEST(OfficeTable, ASumThatIsTheOnlyRowOfItsNameCounts)
{
    EXPECT_THAT(subtotals(table({{"编码", "品种", "量"}, {"A1", "煤", "1"}, {"A1", "合计", "1"}, {"A2", "合计", "2"}},
                                {"编码"})),
                testing::ElementsAre(false, true, false));
}

TEST(OfficeTable, KnowsWholesBesideTheirParts)
{
    using testing::ElementsAre;
    for (const auto* whole :
         {"综合能源消费量", "能源消费总量", "能源消费总量（等价值）", "规模以上工业综合能源消费量", "总 量", "总计",
          "全社会能源消费总量", "全市", "全省", "全县", "全区", "全国", "全市合计", "全社会", "能源合计"}) {
        EXPECT_THAT(parts_of({whole, "煤", "电"}), ElementsAre(true, false, false)) << whole;
        EXPECT_THAT(parts_of({"煤", "电", whole}), ElementsAre(false, false, true)) << whole;
    }
    for (const auto* part : {"煤炭消费总量", "全钒液流电池", "全市家电", "总部", "储能", "新能源"})
        EXPECT_THAT(parts_of({part, "电"}), ElementsAre(false, false)) << part;
    EXPECT_THAT(parts_of({"综合能源消费量"}), ElementsAre(false)) << "nothing is beside it";
    EXPECT_THAT(parts_of({"全市", "其中：市区"}), ElementsAre(false, true)) << "parts that are not all of it";
}

TEST(OfficeTable, ZonesWithNumbersOfTheirOwnAreNoParts)
{
    using testing::ElementsAre;
    EXPECT_THAT(subtotals(table({{"编码", "地区", "量"}, {"64", "全市", "9"}, {"6401", "其中：甲区", "4"}}, {"编码"})),
                ElementsAre(false, false));
}

TEST(OfficeTable, SumsInTheFirstColumnAreSumsBesideTheirParts)
{
    using testing::ElementsAre;
    EXPECT_THAT(subtotals(table({{"品种", "编码", "量"},
                                 {"合计", "A1", "9"},
                                 {"煤", "A1", "4"},
                                 {"其中：原煤", "A1", "4"},
                                 {"合计", "A2", "4"}},
                                {"编码"})),
                ElementsAre(true, false, true, false));
}

TEST(OfficeTable, KnowsPartsInAListOfNames)
{
    const auto totals = [](const std::vector<std::string>& names) {
        std::vector<std::vector<std::string>> rows{{"厂名", "量"}};
        for (const auto& name : names) rows.push_back({name, "1"});
        std::vector<bool> out;
        for (const auto& mark : table(rows, {"厂名"}).marks) out.push_back(mark.total);
        return out;
    };
    using testing::ElementsAre;
    EXPECT_THAT(totals({"甲厂", "其中：一分厂", "#二分厂", "乙厂"}), ElementsAre(false, true, true, false));
    EXPECT_THAT(totals({"合计", "其中：甲厂", "乙厂"}), ElementsAre(true, false, false));
    EXPECT_THAT(totals({"甲县合计", "其中：甲厂", "乙厂", "乙县合计", "其中：丙厂", "丁厂"}),
                ElementsAre(true, false, false, true, false, false));
    EXPECT_THAT(totals({"甲厂", "乙厂", "合计", "其中：甲厂"}), ElementsAre(false, false, true, true));
    EXPECT_THAT(totals({"全州", "兴安"}), ElementsAre(false, false)) << "a county";
}

// A remark that speaks of a part does not make its row one.
TEST(OfficeTable, RemarksAreNoParts)
{
    using testing::ElementsAre;
    for (const auto* head : {"备注", "情况说明", "并网", "remarks"})
        for (const auto* remark : {"其中：柴油", "其中外购", "全部", "全社会", "of which imported", "#小机组"})
            EXPECT_THAT(subtotals(table({{"编码", "类别", "量", head}, {"1", "煤", "9", ""}, {"1", "油", "4", remark}},
                                        {"编码"})),
                        ElementsAre(false, false))
                << head << remark;
    for (const auto* remark : {"其中：柴油20吨", "其中：一期50"})
        EXPECT_THAT(parts_of({"煤", remark, "电"}), ElementsAre(false, false, false)) << remark;
    for (const auto* part : {"其中：92号汽油", "其中：5号煤"})
        EXPECT_THAT(parts_of({"煤", part, "电"}), ElementsAre(false, true, false)) << part;
    for (const auto* head : {"行业", "部门", "用途", "分组", "工艺", "消费项", "品种", "指标", "项目"})
        EXPECT_THAT(subtotals(table({{"编码", head, "量"}, {"1", "制造业", "9"}, {"1", "其中：化工", "4"}}, {"编码"})),
                    ElementsAre(false, true))
            << head;
}

// What adds up to a sum that is left out counts, wherever groups stand.
TEST(OfficeTable, PartsThatAddUpToTheSumAboveThemCount)
{
    const auto found = [](const std::vector<std::pair<std::string, std::string>>& rows) {
        std::vector<std::vector<std::string>> cells{{"编码", "品种", "量", "系数"}};
        for (const auto& [kind, amount] : rows) cells.push_back({"A1", kind, amount, "0.7"});
        return subtotals(table(cells, {"编码"}));
    };
    using testing::ElementsAre;
    EXPECT_THAT(found({{"煤炭合计", "100"},
                       {"其中：原煤", "60"},
                       {"其中：洗精煤", "40"},
                       {"天然气", "7"},
                       {"油品合计", "50"},
                       {"其中：汽油", "20"},
                       {"其中：柴油", "30"}}),
                ElementsAre(true, false, false, false, true, false, false));
    EXPECT_THAT(
        found({{"煤炭", "100"}, {"其中：原煤", "60"}, {"油品合计", "50"}, {"其中：汽油", "20"}, {"其中：柴油", "30"}}),
        ElementsAre(false, true, true, false, false));
    EXPECT_THAT(found({{"煤", "9"}, {"电", "4"}, {"合计", "13"}, {"其中：绿电", "3"}}),
                ElementsAre(false, false, true, true));
    EXPECT_THAT(found({{"煤", "10"}, {"电", "20"}, {"合计", "30"}, {"其中：工业", "18"}, {"其中：生活", "12"}}),
                ElementsAre(false, false, true, true, true))
        << "the sum is that of the rows above it";
    EXPECT_THAT(found({{"合计", "30"}, {"其中：煤", "18"}, {"其中：电", "12"}}), ElementsAre(true, false, false));
}

TEST(OfficeTable, PartsAreThoseOfTheirZoneAndYearHoweverTheseAreWritten)
{
    using testing::ElementsAre;
    for (const auto* year : {"2023", "2023年", "２０２３", "2023年度"})
        for (const auto* zone : {"甲县", "甲 县", "　甲县"}) {
            auto found = table({{"县区", "年份", "品种", "量"},
                                {"甲县", "2023", "煤", "9"},
                                {zone, year, "其中：原煤", "4"},
                                {"甲县", "2022", "其中：原煤", "4"}},
                               {"县区"}, "年份");
            EXPECT_THAT(subtotals(found), ElementsAre(false, true, false)) << zone << year;
            EXPECT_FALSE(found.marks[1].lone_part);
            EXPECT_TRUE(found.marks[2].lone_part) << "nothing that it is a part of";
        }
}

TEST(OfficeTable, KnowsRowsThatAreThereTwice)
{
    const auto found =
        table({{"县区", "值"}, {"甲县", "3"}, {"甲县", "4"}, {"甲县", "3"}, {"合计", "7"}, {"合计", "7"}}, {});
    std::vector<bool> repeats;
    for (const auto& mark : found.marks) repeats.push_back(mark.repeats);
    EXPECT_THAT(repeats, testing::ElementsAre(false, false, true, false, false));
}

TEST(OfficeTable, LabelsARowOfMergedCellsByTheOneAboveButNoSumAndNotByASum)
{
    const auto found =
        table({{"县区", "值"}, {"", "1"}, {"甲县", "2"}, {"", "3"}, {"合计", "5"}, {"", "6"}, {"乙县", "7"}},
              {"园区", "县区"});
    std::vector<std::string> labels;
    for (std::size_t i = 0; i < found.marks.size(); ++i) labels.push_back(found.label(i));
    EXPECT_THAT(labels, testing::ElementsAre("", "甲县", "甲县", "合计", "", "乙县"));
    EXPECT_TRUE(found.has_own_label(1));
    EXPECT_FALSE(found.has_own_label(2));
    EXPECT_EQ(found.row_name(2), "row 4 甲县");
    EXPECT_EQ(found.row_name(0), "row 2 1");
}

TEST(OfficeTable, FindsTheOneColumnOfAHead)
{
    const auto found = table({{"县区", "值（亿元）", "值（万元）", "人口"}, {"甲县", "1", "2", "3"}}, {});
    EXPECT_EQ(found.column("人 口"), 3U);
    EXPECT_EQ(found.column("值（万元）"), 2U);
    EXPECT_FALSE(found.column(""));
    const auto refusal = [&](const std::string& head) -> std::string {
        try {
            found.column(head);
        } catch (const InputError& error) {
            return error.what();
        }
        return {};
    };
    EXPECT_THAT(refusal("值"), HasSubstr("2 columns headed '值'"));
    EXPECT_THAT(refusal("面积"), HasSubstr("no column '面积'; it has: 县区"));
}

} // namespace
} // namespace peaksite
