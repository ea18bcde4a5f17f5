#include "base/unit_signs.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

namespace peaksite {
namespace {

TEST(UnitSigns, SuperscriptsBecomeExponents)
{
    EXPECT_EQ(plain_signs("m²"), "m2");
    EXPECT_EQ(plain_signs("a⁻¹"), "a-1");
    EXPECT_EQ(plain_signs("km¹²"), "km12");
}

TEST(UnitSigns, ASuperscriptAfterADigitIsNotAnotherDigit)
{
    EXPECT_EQ(plain_signs("10⁴ t"), "10^4 t");
    EXPECT_EQ(plain_signs("t CO₂²"), "t CO2^2");
}

TEST(UnitSigns, TypographyBecomesAscii)
{
    EXPECT_EQ(plain_signs(" kWh·m−2／（a） "), "kWh*m-2/(a)");
    EXPECT_EQ(plain_signs("30\u00a0％"), "30 %");
}

TEST(UnitSigns, AnExponentIsTheDigitsAtTheEnd)
{
    EXPECT_EQ(without_exponent("km2"), "km");
    EXPECT_EQ(without_exponent("CO2e"), "CO2e");
    EXPECT_EQ(without_exponent("12"), "");
}

TEST(UnitSigns, ChineseNamesAreReadable)
{
    EXPECT_TRUE(is_readable_unit("万千瓦时/平方米"));
    EXPECT_TRUE(is_readable_unit(""));
}

TEST(UnitSigns, BrokenBytesAreNotReadable)
{
    // A lone continuation, an overlong form, a surrogate, a cut sequence, a code point beyond Unicode.
    for (const auto* broken :
         {"\x80", "\xC0\xAF", "\xE0\x80\xAF", "\xED\xA0\x80", "m\xE4\xB8", "\xF4\x90\x80\x80", "\xFF"})
        EXPECT_FALSE(is_readable_unit(broken));
}

TEST(UnitSigns, ControlCharactersAreNotReadable)
{
    EXPECT_FALSE(is_readable_unit("\x1b[31mkm"));
    EXPECT_FALSE(is_readable_unit(std::string_view{"m\0", 2}));
    EXPECT_FALSE(is_readable_unit("m\x7f"));
    EXPECT_FALSE(is_readable_unit("m\xC2\x9B"));
}

TEST(UnitSigns, LongTextIsNotReadable)
{
    EXPECT_TRUE(is_readable_unit(std::string(200, 'm')));
    EXPECT_FALSE(is_readable_unit(std::string(201, 'm')));
}

RC_GTEST_PROP(UnitSigns, TheBeginningOfAnythingIsShortAscii, (const std::string& any))
{
    const auto shown = ascii_beginning(any);
    RC_ASSERT(shown.size() <= 43);
    for (const char c : shown) RC_ASSERT(c >= ' ' && c <= '~');
}

RC_GTEST_PROP(UnitSigns, PlainTextStaysPlain, (const std::string& any))
{
    const auto once = plain_signs(any);
    RC_ASSERT(plain_signs(once) == once);
}

} // namespace
} // namespace peaksite
