#include "plan/check/class_match.hpp"

#include <gtest/gtest.h>

namespace peaksite {
namespace {

ClassEntry by_text(const std::string& code, const std::string& key, const std::string& zh, const std::string& en)
{
    return {.code = 0, .key = key, .name = {.zh = zh, .en = en}, .color = {}, .text_code = code};
}

const std::vector<ClassEntry>& survey()
{
    static const std::vector<ClassEntry> classes{
        by_text("01", "cropland", "耕地", "Cultivated land"),    by_text("0101", "cropland", "水田", "Paddy"),
        by_text("03", "forest", "林地", "Forest land"),          by_text("0301", "forest", "乔木林地", "Tree forest"),
        by_text("05H1", "built", "商业服务业设施用地", "Shops"), by_text("10", "built", "交通运输用地", "Transport")};
    return classes;
}

std::string found(std::string_view word)
{
    const auto at = class_of(survey(), word);
    return at ? survey()[*at].text_code : "none";
}

TEST(ClassMatch, TheExactCodeComesFirst)
{
    EXPECT_EQ(found("03"), "03");
    EXPECT_EQ(found("0301"), "0301");
    EXPECT_EQ(found("05H1"), "05H1");
}

TEST(ClassMatch, NamesInBothLanguagesAndKeysAreKnown)
{
    EXPECT_EQ(found("乔木林地"), "0301");
    EXPECT_EQ(found("paddy"), "0101");
    EXPECT_EQ(found("forest"), "03") << "the first class of the key";
}

TEST(ClassMatch, AFinerCodeBelongsToTheLongestListedOneThatBeginsIt)
{
    EXPECT_EQ(found("0301K"), "0301");
    EXPECT_EQ(found("0305"), "03");
    EXPECT_EQ(found("1003"), "10");
}

TEST(ClassMatch, BlanksAndTheCaseOfLettersDoNotCount)
{
    EXPECT_EQ(found(" 0301k "), "0301");
    EXPECT_EQ(found("05h1"), "05H1");
}

TEST(ClassMatch, WhatIsNotListedHasNoClass)
{
    for (const char* word : {"", "  ", "1", "0", "99", "0", "H", "林", "乔木林"})
        EXPECT_EQ(found(word), "none") << word;
}

TEST(ClassMatch, ANumberThatLostItsZeroIsNotTakenForAnother)
{
    EXPECT_EQ(found("101"), "none") << "0101 paddy, not 10 transport";
    EXPECT_EQ(found("301"), "none");
    EXPECT_EQ(found("011"), "01") << "codes of three digits, as the survey of 2007 wrote them, keep their zero";
}

TEST(ClassMatch, NumbersOfRastersMatchOnlyWhole)
{
    const std::vector<ClassEntry> classes{{.code = 1, .key = "water", .name = {}, .color = {}},
                                          {.code = 12, .key = "forest", .name = {}, .color = {}}};
    EXPECT_EQ(class_of(classes, "12"), 1U);
    EXPECT_EQ(class_of(classes, "13"), std::nullopt);
    EXPECT_EQ(code_text(classes[1]), "12");
    EXPECT_EQ(code_text(survey()[4]), "05H1");
}

TEST(ClassMatch, WithoutClassesNothingMatches) { EXPECT_EQ(class_of({}, "0301"), std::nullopt); }

} // namespace
} // namespace peaksite
