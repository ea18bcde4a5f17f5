#include "base/yes_no.hpp"

#include <gtest/gtest.h>

namespace peaksite {
namespace {

TEST(YesOrNo, KnowsTheWordsOfTablesAndNoOthers)
{
    for (const char* word : {"是", " 是 ", "有", "√", "yes", "Y", "TRUE", "True", "1"})
        EXPECT_EQ(yes_or_no(word), true) << word;
    for (const char* word : {"否", "无", "非", "×", "no", "N", "FALSE", "0"}) EXPECT_EQ(yes_or_no(word), false) << word;
    for (const char* word : {"", " ", "待定", "2", "yes?", "—"}) EXPECT_EQ(yes_or_no(word), std::nullopt) << word;
}

} // namespace
} // namespace peaksite
