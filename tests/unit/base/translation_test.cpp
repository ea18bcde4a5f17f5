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

TEST(Translation, ASentenceInASentenceIsTranslatedByItsOwnPattern)
{
    const auto inner = text("{} of {} rows", "no table a", 7);
    const auto outer = text("file '{}' cannot be read: {}", "a.tif", inner);
    EXPECT_EQ(outer.english(), "file 'a.tif' cannot be read: no table a of 7 rows");
    EXPECT_EQ(chinese.of(outer), "文件“a.tif”无法读取：7 行中的 缺少数据表 a 行");
    EXPECT_EQ(chinese.of(text("file '{}' cannot be read: {}", "b", outer)),
              "文件“b”无法读取：文件“a.tif”无法读取：7 行中的 缺少数据表 a 行")
        << "two deep";
    EXPECT_EQ(chinese.of(text("{}", text("no table {}", "y"))), "缺少数据表 y");
    EXPECT_EQ(chinese.of(text("odd {1} {0}", text("no table {}", "y"), 3)), "odd 3 缺少数据表 y")
        << "in a pattern that nobody has translated";
}

TEST(Translation, AWordThatKnowsItsTranslationIsPrintedInIt)
{
    const Sentence note{"{}", {Sentence::Word{"no table at all", "没有数据表"}}};
    const auto sentence = text("file '{}' cannot be read: {}", "a", note);
    EXPECT_EQ(chinese.of(sentence), "文件“a”无法读取：没有数据表");
    EXPECT_EQ(sentence.english(), "file 'a' cannot be read: no table at all");
    EXPECT_EQ(Translation{}.of(sentence), sentence.english());
}

TEST(Translation, FaultsKeepPlaceAndKey)
{
    const Fault fault{.place = {.file = "plan.toml", .line = 3},
                      .key = "layers[1].band",
                      .what = text("layer '{}': band {} not found", "x", 2),
                      .hint = text("no table {}", "y")};
    EXPECT_EQ(chinese.of(fault), "plan.toml:3: layers[1].band: 图层“x”：没有第 2 波段（缺少数据表 y）");
    EXPECT_EQ(Translation{}.of(fault), english(fault));
    EXPECT_EQ(chinese.of(InputError{text("no table {}", "y"), {.place = {.file = "plan.toml", .line = 3}, .key = {}}}),
              "plan.toml:3: 缺少数据表 y");
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
    EXPECT_EQ(named.of(text("{} rows: {}", 2, "row 4, row 6")), "2行：第4行，第6行");
    EXPECT_EQ(named.of(text("{} rows: {}", 2, "row 4 甲, row 6")), "2行：第4行 甲，第6行");
    EXPECT_EQ(named.of(text("{} rows: {}", 2, "a, b")), "2行：a, b") << "other lists stay";
}

// " to " stands in any sentence.
TEST(Translation, APatternOfAShortWordBetweenTwoFitsNoFilledText)
{
    const Translation years{{{"{} to {}", "{}至{}年"}}};
    EXPECT_EQ(years.of(text("{} to {}", 2020, 2023)), "2020至2023年");
    EXPECT_EQ(years.of(std::string{"a rate leads from one to the other"}), "a rate leads from one to the other");
}

TEST(Translation, AWordWithBracesIsNotAPlaceholder)
{
    EXPECT_EQ(chinese.of(text("no table {}", "{} {0}")), "缺少数据表 {} {0}");
}

} // namespace
} // namespace peaksite
