#include "base/translation.hpp"

#include <gtest/gtest.h>

namespace peaksite {
namespace {

const Translation chinese{{{"layer '{}': band {} not found", "图层“{}”：没有第 {} 波段"},
                           {"{} of {} rows", "{1} 行中的 {0} 行"},
                           {"no table {}", "缺少数据表 {}"},
                           {"for other pilot types", "适用于其他试点类型"},
                           {"file '{}' cannot be read: {}", "文件“{}”无法读取：{}"},
                           {"{} {}", "{} {}"}}};

TEST(Translation, FillsTheWordsIntoTheOtherPattern)
{
    EXPECT_EQ(chinese.of(text("layer '{}': band {} not found", "dem", 3)), "图层“dem”：没有第 3 波段");
    EXPECT_EQ(chinese.of(text("{} of {} rows", 2, 7)), "7 行中的 2 行") << "the order may differ";
}

TEST(Translation, WhatIsNotKnownStaysEnglish)
{
    EXPECT_EQ(chinese.of(text("something {} else", 1)), "something 1 else");
    EXPECT_EQ(Translation{}.of(text("no table {}", "a")), "no table a");
    EXPECT_TRUE(Translation{}.empty());
}

TEST(Translation, FindsThePatternOfAFilledText)
{
    EXPECT_EQ(chinese.of(std::string{"no table stats"}), "缺少数据表 stats");
    EXPECT_EQ(chinese.of(std::string{"for other pilot types"}), "适用于其他试点类型");
    EXPECT_EQ(chinese.of(std::string{"layer 'a b': band 12 not found"}), "图层“a b”：没有第 12 波段");
    EXPECT_EQ(chinese.of(std::string{"a b"}), "a b") << "a pattern without fixed parts fits nothing";
}

TEST(Translation, SentencesInSentencesAreTranslatedToo)
{
    EXPECT_EQ(chinese.of(text("file '{}' cannot be read: {}", "a.tif", std::string{"no table x"})),
              "文件“a.tif”无法读取：缺少数据表 x");
}

TEST(Translation, FaultsKeepPlaceAndKey)
{
    const Fault fault{.place = "plan.toml:3",
                      .key = "layers[1].band",
                      .what = text("layer '{}': band {} not found", "x", 2),
                      .hint = text("no table {}", "y")};
    EXPECT_EQ(chinese.of(fault), "plan.toml:3: layers[1].band: 图层“x”：没有第 2 波段（缺少数据表 y）");
    EXPECT_EQ(Translation{}.of(fault), english(fault));
    EXPECT_EQ(chinese.of(InputError{text("no table {}", "y"), "plan.toml:3"}), "plan.toml:3: 缺少数据表 y");
}

TEST(Translation, NamesAndListsInSentencesAreTranslatedOneByOne)
{
    Translation named{{{"row {}", "第{}行"},
                       {"row {} {}", "第{}行 {}"},
                       {"no table {}", "缺少数据表 {}"},
                       {"{} rows: {}", "{}行：{}"}}};
    named.call({{"stats", "统计数据"}, {"solar farms", "光伏电站"}});
    EXPECT_EQ(named.of(text("no table {}", "stats")), "缺少数据表 统计数据");
    EXPECT_EQ(named.of(std::string{"no table stats"}), "缺少数据表 统计数据");
    EXPECT_EQ(named.of(text("no table {}", "solar farms")), "缺少数据表 光伏电站");
    EXPECT_EQ(named.of(text("no table {}", "statistics")), "缺少数据表 statistics") << "a part of a word is no name";
    EXPECT_EQ(named.of(text("{} rows: {}", 3, "row 5, row 7 合计, …")), "3行：第5行，第7行 合计，…");
    EXPECT_EQ(named.of(text("{} rows: {}", 2, "a, b")), "2行：a, b") << "other lists stay";
}

TEST(Translation, AWordWithBracesIsNotAPlaceholder)
{
    EXPECT_EQ(chinese.of(text("no table {}", "{} {0}")), "缺少数据表 {} {0}");
}

} // namespace
} // namespace peaksite
