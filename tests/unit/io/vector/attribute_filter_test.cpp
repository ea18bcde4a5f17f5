#include "io/vector/attribute_filter.hpp"

#include "base/error.hpp"

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
    const std::string plain = "name = 'a' AND 年份 > 2020 AND year < 2030";
    EXPECT_EQ(quoted_columns(plain, columns), plain);
}

TEST(AttributeFilter, ConditionsOfEveryKindAreTaken)
{
    for (const std::string where : {"name IN ('a', 'b')", "NOT (name LIKE '%;%' OR 等级 IS NULL)",
                                    "length(name) > 3 AND upper(\"name\") <> 'A--B'", "name = '/* no comment */'",
                                    "a BETWEEN -1 AND (2 + 3)", "CAST(name AS integer) = 1"})
        EXPECT_NO_THROW(quoted_columns(where, columns)) << where;
    EXPECT_NO_THROW(quoted_columns("select = 1", {"select"})) << "a column may have any name";
}

TEST(AttributeFilter, WhatIsMoreThanAConditionIsRefused)
{
    for (const std::string where :
         {"name = 'a'; DROP TABLE zones", "name = 'a';", "name = 'a' -- AND 等级 = 'b'", "name /* or */ = 'a'",
          "name IN (SELECT name FROM other)", "1=1) UNION ALL SELECT 1 FROM (x", "name = 'a')", "(name = 'a'",
          "name = 'a", "\"name = 1", "load_extension('x')", "name = readfile ('/etc/passwd')",
          "ogr_geocode(name) IS NOT NULL"})
        EXPECT_THROW(quoted_columns(where, columns), InputError) << where;
}

TEST(AttributeFilter, NamesTheColumnsItSpeaksOfAndNoValues)
{
    const std::vector<std::string> heads{"类", "类型", "nullable", "Name"};
    const auto names = [&](std::string_view where) { return names_of_filter(where, heads).columns; };
    EXPECT_EQ(names("类型 = '在产'"), (std::set<std::size_t>{1}));
    EXPECT_EQ(names("类型 = '类'"), (std::set<std::size_t>{1})) << "in single quotes it is a value";
    EXPECT_EQ(names("\"类\" = 'name' AND NAME > 'nullable'"), (std::set<std::size_t>{0, 3}));
    for (const auto* blanks : {"类 IS NULL", "类 = ''", "'' = 类", "类 is not null"})
        EXPECT_TRUE(names_of_filter(blanks, heads).blanks) << blanks;
    for (const auto* others : {"nullable = 'null'", "类 = 'it''s'", "类 = '''a'", "类 = 'NULL'"})
        EXPECT_FALSE(names_of_filter(others, heads).blanks) << others;
}

} // namespace

} // namespace peaksite
