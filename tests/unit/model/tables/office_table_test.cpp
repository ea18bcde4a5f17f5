#include "model/tables/office_table.hpp"

#include "base/error.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace peaksite {
namespace {

using testing::HasSubstr;

OfficeTable table(const std::vector<std::vector<std::string>>& rows, const std::vector<std::string>& names)
{
    OfficeTable out{.file = "a.csv", .sheet = {}, .marks = {}};
    for (const auto& head : rows.front()) out.sheet.heads.push_back(column_head(head));
    for (std::size_t i = 1; i < rows.size(); ++i)
        out.sheet.rows.push_back({.line = static_cast<std::int64_t>(i) + 1, .cells = rows[i]});
    mark_rows(out, names);
    mark_subtotals(out);
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
        subtotals(table({{"编号", "单位", "x"}, {"1", "甲", "3"}, {"2", "戊合计", "3"}, {"3", "其中", "1"}}, {})),
        ElementsAre(false, true, true));
    // A column that says nothing but 合计 was filtered by it; 平均 is one of several of a name, or a way to measure.
    EXPECT_THAT(subtotals(table({{"编码", "性别", "量"}, {"A1", "合计", "1"}, {"A2", "合计", "2"}}, {"编码"})),
                ElementsAre(false, false));
    EXPECT_THAT(
        subtotals(table({{"编码", "类", "量"}, {"A1", "油", "1"}, {"A1", "平均", "2"}, {"A2", "平均", "2"}}, {"编码"})),
        ElementsAre(false, true, false));
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
    EXPECT_THAT(labels, testing::ElementsAre("", "甲县", "甲县", "合计", "甲县", "乙县"));
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
