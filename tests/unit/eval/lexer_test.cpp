#include "eval/lexer.hpp"

#include "base/error.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

namespace peaksite {
namespace {

using Kind = Token::Kind;
using testing::HasSubstr;

std::string fault_of(const std::string& source)
{
    try {
        static_cast<void>(tokens(source));
    } catch (const UsageError& error) {
        return error.what();
    }
    return {};
}

TEST(Tokens, AreNumbersTextsNamesAndSymbols)
{
    const auto all = tokens("if(坡度 >= 1.5e1,'水 域', fac.co2)");
    const std::vector<Kind> kinds{Kind::name, Kind::symbol, Kind::name, Kind::symbol, Kind::number, Kind::symbol,
                                  Kind::text, Kind::symbol, Kind::name, Kind::symbol, Kind::end};
    ASSERT_EQ(all.size(), kinds.size());
    for (std::size_t i = 0; i < all.size(); ++i) EXPECT_EQ(all[i].kind, kinds[i]) << i;
    EXPECT_EQ(all[4].value, 15);
    EXPECT_EQ(all[6].text, "水 域");
    EXPECT_EQ(all[8].text, "fac.co2");
}

TEST(Tokens, CompareBySignsOfTwoCharactersFirst)
{
    std::vector<std::string> words;
    for (const auto& token : tokens("<= < == != >= >")) words.push_back(token.text);
    EXPECT_EQ(words, (std::vector<std::string>{"<=", "<", "==", "!=", ">=", ">", "the end"}));
}

TEST(Tokens, SayWhereTheyBreakInCharactersNotBytes)
{
    EXPECT_THAT(fault_of("坡度 = 3"), HasSubstr("character 4"));
    EXPECT_THAT(fault_of("坡度 = 3"), HasSubstr("use '=='"));
    EXPECT_THAT(fault_of("slope > #"), HasSubstr("character 9"));
    EXPECT_THAT(fault_of("lc == 'water"), HasSubstr("a text is not closed"));
    EXPECT_THAT(fault_of("1e999"), HasSubstr("a number cannot be read"));
}

TEST(Tokens, OfEndlessExpressionsAreRefusedWithAShortSentence)
{
    for (const auto& source : {std::string(100000, '('), std::string(100000, 'x'), std::string(15000, '+')}) {
        const auto fault = fault_of(source);
        EXPECT_FALSE(fault.empty());
        EXPECT_LT(fault.size(), 400U);
    }
}

bool is_utf8(const std::string& text)
{
    int follow = 0;
    for (const char c : text) {
        const auto byte = static_cast<unsigned char>(c);
        if (follow > 0) {
            if ((byte & 0xc0U) != 0x80U) return false;
            --follow;
        } else if (byte >= 0x80U) {
            follow = byte >= 0xf0U ? 3 : byte >= 0xe0U ? 2 : byte >= 0xc0U ? 1 : -1;
            if (follow < 0) return false;
        }
    }
    return follow == 0;
}

TEST(Tokens, OfALongChineseExpressionAreQuotedInWholeCharacters)
{
    for (const std::string lead : {"", "a", "ab"}) {
        std::string source = lead;
        for (int i = 0; i < 100; ++i) source += "坡";
        const auto fault = fault_of(source + " = 3");
        EXPECT_THAT(fault, HasSubstr("…"));
        EXPECT_TRUE(is_utf8(fault)) << lead;
    }
}

// Whatever the bytes: tokens or a fault, and every token stands where it says.
RC_GTEST_PROP(Tokens, OfAnyBytesAreReadOrRefused, (const std::string& source))
{
    try {
        for (const auto& token : tokens(source))
            if (token.kind == Kind::name || token.kind == Kind::symbol || token.kind == Kind::number)
                RC_ASSERT(source.substr(token.position, token.text.size()) == token.text);
    } catch (const UsageError& error) {
        RC_ASSERT(!error.faults().empty());
    }
}

} // namespace
} // namespace peaksite
