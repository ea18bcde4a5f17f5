#include "base/excerpt.hpp"

#include "base/listed.hpp"
#include "base/row_warnings.hpp"
#include "base/utf8.hpp"

#include <gtest/gtest.h>

namespace peaksite {
namespace {

TEST(Excerpt, EndsWithAWholeCharacter)
{
    EXPECT_EQ(excerpt("甲乙", 6), "甲乙");
    EXPECT_EQ(excerpt("甲乙丙", 4), "甲乙…");
    EXPECT_EQ(excerpt("abc", 2), "ab…");
    EXPECT_EQ(excerpt("", 2), "");
}

// A cell may hold a document; a message of it stays one that is read.
TEST(Excerpt, KeepsMessagesShortWhateverStandsInTheCells)
{
    std::string cell;
    for (int i = 0; i < 100'000; ++i) cell += "甲";
    std::vector<Sentence> warnings;
    RowWarnings{"s", warnings}.add({cell, cell}, "table '{}': {} rows: {}");
    warnings.push_back(text("no zone '{}'", cell));
    warnings.push_back(text("no zones: {}", listed({cell, cell})));
    for (const auto& one : warnings) {
        EXPECT_LT(one.english().size(), 9000U);
        EXPECT_TRUE(is_utf8(one.english()));
        EXPECT_NE(one.english().find("…"), std::string::npos);
    }
    EXPECT_LT(warnings.front().english().size(), 800U);
}

} // namespace
} // namespace peaksite
