#include "job/book/book_rows.hpp"

#include <gtest/gtest.h>

namespace peaksite {
namespace {

DraftTable list_of_emitters(DraftValue sector)
{
    return {.head = "[[facilities]]",
            .remarks = {},
            .keys = {{.key = "id", .value = "emitters"},
                     {.key = "file", .value = "C:\\数据\\\"新\" 表.csv"},
                     {.key = "sector", .value = std::move(sector)},
                     {.key = "emission", .value = DraftValue::Table{{"column", "排放量 = \"吨\""}, {"unit", "t/a"}}},
                     {.key = "where", .value = "\"状态\" = '…'", .remark = {}, .origin = {}, .open = true}},
            .origin = {}};
}

TEST(BookRows, CellsHoldTheValuesThemselvesWhateverTheirSigns)
{
    const auto rows = book_rows({list_of_emitters(column_of("行\"业\""))}).at("排放源");
    ASSERT_EQ(rows.size(), 1U);
    const std::map<std::string, std::string> expected{{"编号", "emitters"},
                                                      {"文件", "C:\\数据\\\"新\" 表.csv"},
                                                      {"行业", "列：行\"业\""},
                                                      {"排放量列", "排放量 = \"吨\""},
                                                      {"排放单位", "t/a"}};
    EXPECT_EQ(rows.front(), expected);
    EXPECT_EQ(book_rows({list_of_emitters("{ column = 电力 }")}).at("排放源").front().at("行业"), "{ column = 电力 }");
}

TEST(BookRows, ListsNumbersAndWordsAreWrittenAsTheBookReadsThem)
{
    const auto rows = book_rows(
        {{.head = "[output]", .remarks = {}, .keys = {{.key = "lang", .value = "zh"}}, .origin = {}},
         {.head = "[[layers]]",
          .remarks = {},
          .keys = {{.key = "id", .value = "dem"},
                   {.key = "file", .value = std::vector<std::string>{"a\"1\".tif", "b[2].tif"}},
                   {.key = "band", .value = 2},
                   {.key = "scale", .value = 0.1}},
          .origin = {}},
         {.head = "[[siting.rules]]", .remarks = {}, .keys = {{.key = "hard", .value = false}}, .origin = {}}});
    EXPECT_EQ(rows.at("总体设置").front().at("语言"), "中文");
    const auto& layer = rows.at("图层").front();
    EXPECT_EQ(layer.at("文件"), "a\"1\".tif；b[2].tif");
    EXPECT_EQ(layer.at("波段"), "2");
    EXPECT_EQ(layer.at("缩放"), "0.1");
    EXPECT_EQ(rows.at("准入").front().at("强制"), "否");
}

} // namespace
} // namespace peaksite
