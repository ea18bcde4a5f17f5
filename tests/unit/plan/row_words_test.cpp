#include "plan/row_words.hpp"

#include <gtest/gtest.h>

namespace peaksite {
namespace {

TEST(RowWords, AreThoseOfTheFilesWhateverTheirCase)
{
    for (const auto* word : {"too_small", "total", "eligible", "unknown", "TOTAL"}) EXPECT_TRUE(is_land_row(word));
    for (const auto* word : {"unclassified", "uncovered", "total", "Uncovered"}) EXPECT_TRUE(is_class_row(word));
    for (const auto* word : {"", "totals", "steep", "0301"}) EXPECT_FALSE(is_land_row(word) || is_class_row(word));
    EXPECT_FALSE(is_class_row("eligible"));
    EXPECT_FALSE(is_land_row("uncovered"));
}

TEST(RowWords, RulesAndClassesHaveNone)
{
    EXPECT_STREQ(row_word(LandRow::rule), "");
    EXPECT_STREQ(row_word(ClassRow::of_class), "");
    EXPECT_STREQ(row_word(ClassRow::unclassified), "unclassified");
}

} // namespace
} // namespace peaksite
