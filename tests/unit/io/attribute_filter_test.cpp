#include "io/attribute_filter.hpp"

#include <gtest/gtest.h>

namespace peaksite {

namespace {

const std::vector<std::string> columns{"状态", "等级", "name", "CO2排放量"};

TEST(AttributeFilter, ChineseColumnsAreQuoted)
{
    EXPECT_EQ(quoted_columns("状态 = '在产'", columns), R"("状态" = '在产')");
    EXPECT_EQ(quoted_columns("(等级<>'县道') AND CO2排放量>5", columns), R"(("等级"<>'县道') AND "CO2排放量">5)");
}

TEST(AttributeFilter, WhatIsQuotedAlreadyStays)
{
    const std::string quoted = R"("状态" = '状态' OR name = 'it''s 等级')";
    EXPECT_EQ(quoted_columns(quoted, columns), quoted);
}

TEST(AttributeFilter, AsciiNamesAndUnknownWordsStay)
{
    const std::string plain = "name = 'a' AND 年份 > 2020 AND \"open";
    EXPECT_EQ(quoted_columns(plain, columns), plain);
}

} // namespace

} // namespace peaksite
