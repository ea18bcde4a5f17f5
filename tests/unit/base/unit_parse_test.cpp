#include "base/error.hpp"
#include "base/unit.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

namespace peaksite {
namespace {

std::string repeated(std::string_view part, int count)
{
    std::string out;
    for (int i = 0; i < count; ++i) out += part;
    return out;
}

std::string error_of(std::string_view text)
{
    try {
        unit(text);
    } catch (const UsageError& error) {
        return error.what();
    }
    return "no error";
}

TEST(UnitText, AllSpellingsOfAProductAreOneUnit)
{
    const auto expected = unit("kWh/m2/a");
    for (const auto* text :
         {"kWh/(m2 a)", "kWh m-2 a-1", "kWh m^-2 a^-1", "kWh·m⁻²·a⁻¹", "kWh.m-2.a-1", "kWh*m-2*a-1", " kWh / m² / a ",
          "kWh/m^2/yr", "(kWh/m2)/a", "千瓦时/平方米/年", "kWh/(m²·a)", "kWh／（m2 a）"})
        EXPECT_EQ(unit(text), expected) << text;
}

TEST(UnitText, ASlashDividesByTheNextFactorOnly)
{
    EXPECT_EQ(unit("kWh/m2 a"), unit("kWh a/m2"));
    EXPECT_EQ(unit("m/s/s"), unit("m/s2"));
    EXPECT_EQ(unit("1/a"), pow(unit("a"), -1));
}

TEST(UnitText, ANumberBelongsToTheSymbolAfterIt)
{
    EXPECT_EQ(unit("t CO2/10^4 CNY"), unit("t CO2") / unit("万元"));
    EXPECT_EQ(unit("10^4 CNY/mu/a"), unit("万元/亩/年"));
    EXPECT_EQ(unit("10⁸ kWh"), unit("100 GWh"));
    EXPECT_EQ(unit("t/10 (m s)"), unit("t/10/m/s"));
    EXPECT_EQ(unit("1000t"), unit("kt"));
    EXPECT_EQ(unit("2.5e3 kg"), unit("2.5 t"));
    EXPECT_EQ(unit("10^-3 m"), unit("mm"));
    EXPECT_EQ(unit("t/10^4/a"), unit("10^-4 t/a"));
}

TEST(UnitText, WhatAMassIsOfMayStandApart)
{
    EXPECT_EQ(unit("tCO2"), unit("t CO2"));
    EXPECT_EQ(unit("gC/m2/a"), unit("g C/m2/a"));
    EXPECT_EQ(unit("Mt CO₂e/a"), unit("MtCO2e/a"));
    EXPECT_EQ(unit("PgC"), unit("Gt C"));
    EXPECT_EQ(unit("t CO2^2"), pow(unit("tCO2"), 2));
    EXPECT_EQ(unit("t C/t"), unit("t C") / unit("t"));
}

TEST(UnitText, DigitsOfANameAreNotAnExponent)
{
    EXPECT_EQ(unit("CNY2"), unit("CNY") * unit("CNY"));
    EXPECT_FALSE(same_dimension(unit("CNY2020"), unit("CNY")));
    EXPECT_EQ(unit("Nm3"), unit("m3"));
    EXPECT_EQ(unit("Nm³"), unit("m³"));
    EXPECT_EQ(unit("Nm3^2"), unit("m6"));
}

TEST(UnitText, AWrittenUnitKeepsItsSpelling)
{
    EXPECT_EQ(unit(" t CO2/10^4 CNY ").text(), "t CO2/10^4 CNY");
    EXPECT_EQ(unit("m³").text(), "m³");
    EXPECT_EQ(unit("-").text(), "-");
    EXPECT_EQ(unit("").text(), "1");
}

TEST(UnitText, AnErrorNamesTheTextAndThePart)
{
    EXPECT_EQ(error_of("MWx/km2"), "unit 'MWx/km2': 'MWx' is not a known unit (did you mean 'MW'?)");
    EXPECT_EQ(error_of("kwh/m2"), "unit 'kwh/m2': 'kwh' is not a known unit (did you mean 'kWh'?)");
    EXPECT_EQ(error_of("t/CO2"), "unit 't/CO2': 'CO2' is not a known unit (carbon dioxide is a mass: write 't CO2')");
    EXPECT_EQ(error_of("m//s"), "unit 'm//s': a symbol is missing after 'm/'");
    EXPECT_EQ(error_of("/a"), "unit '/a' does not begin with a symbol (write 'per year' as '1/a')");
    EXPECT_EQ(error_of("*m"), "unit '*m' does not begin with a symbol");
    EXPECT_EQ(error_of("(m/s"), "unit '(m/s': a closing bracket is missing");
    EXPECT_EQ(error_of("m/s)"), "unit 'm/s)': ')' is not expected after 'm/s'");
    EXPECT_EQ(error_of("m^"), "unit 'm^': after 'm^' must follow a whole exponent up to 99");
}

TEST(UnitText, BadTextIsRefused)
{
    for (const auto* bad :
         {"m//s",   "m^",       "10^",        "/a",       "m/",      "*",        "()",        "m*",           "m.",
          "m^x",    "m^1.5",    "m^-",        "m2^2",     "m0",      "m--2",     "m+2",       "+m",           "-m",
          "0 m",    "0",        "5 -",        "10^400",   "1e999 m", "1e-999 m", "10^-400 m", "m99999999999", "m^-100",
          "m100",   "CNY 2020", "m 5",        "kWh 10^4", "nan",     "inf m",    "0x10 m",    "m,s",          "m;",
          "t CO22", "万",       "a year old", "°F",       "(m)s",    "m(s)",     "(m)米",     "EJ99 EJ99",    "‰‰",
          "--",     "1..2",     "m\ns",       "m\xFF",    "\xE4\xB8"})
        EXPECT_THROW(unit(bad), UsageError) << bad;
}

TEST(UnitText, EndlessTextIsRefusedBriefly)
{
    EXPECT_THROW(unit(repeated("(", 1000) + "m" + repeated(")", 1000)), UsageError);
    EXPECT_LT(error_of(repeated("kWh/", 2500)).size(), 120U);
    EXPECT_THROW(measure("1 " + repeated("m ", 5000)), UsageError);
}

TEST(UnitText, BracketsMayNest)
{
    EXPECT_EQ(unit(repeated("(", 90) + "m" + repeated(")", 90)), unit("m"));
    EXPECT_EQ(unit("J/(kg (K m)2)"), unit("J/kg/K2/m2"));
    EXPECT_THROW(unit(repeated("(", 199)), UsageError);
}

TEST(UnitText, AnErrorNeverShowsBrokenOrControlBytes)
{
    EXPECT_EQ(error_of("k\x1b[31m"), "unit 'k?[31m' is not UTF-8 text of at most 200 bytes");
    EXPECT_EQ(error_of("m\xFF"), "unit 'm?' is not UTF-8 text of at most 200 bytes");
}

TEST(MeasureText, IsANumberAndAUnit)
{
    EXPECT_EQ(measure("45 MW/km2"), (Measure{45, unit("MW/km2")}));
    EXPECT_EQ(measure("500 m"), (Measure{500, unit("m")}));
    EXPECT_EQ(measure("0 m"), (Measure{0, unit("m")}));
    EXPECT_EQ(measure("1e-3 m"), (Measure{1e-3, unit("m")}));
    EXPECT_EQ(measure("1 kW/m2"), (Measure{1, unit("kW/m2")}));
    EXPECT_EQ(measure("-5 degC"), (Measure{-5, unit("degC")}));
    EXPECT_EQ(measure("100m"), (Measure{100, unit("m")}));
    EXPECT_EQ(measure("30%"), (Measure{30, unit("%")}));
    EXPECT_EQ(measure("300 万千瓦"), (Measure{300, unit("10 MW")}));
}

TEST(MeasureText, ABareNumberIsDimensionless)
{
    EXPECT_EQ(measure("0.8"), (Measure{0.8, Unit{}}));
    EXPECT_EQ(measure(" +.5 "), (Measure{0.5, Unit{}}));
}

TEST(MeasureText, APowerOfTenIsTheValue)
{
    EXPECT_EQ(measure("10^4 CNY"), (Measure{1e4, unit("CNY")}));
    EXPECT_EQ(measure("3 10^4 CNY"), (Measure{3, unit("10^4 CNY")}));
    EXPECT_EQ(measure("2/a"), (Measure{2, unit("1/a")}));
    EXPECT_EQ(measure("2 /a").unit.text(), "1/a");
}

TEST(MeasureText, KeepsTheSpellingOfItsUnit) { EXPECT_EQ(measure("2 t CO2/cap").unit.text(), "t CO2/cap"); }

TEST(MeasureText, WithoutAFiniteNumberItIsRefused)
{
    for (const auto* bad :
         {"", "m", "MW 45", "nan m", "inf", "1e999 m", "10^ m", "0^-1 m", "5 MWx", "- 5 m", "5 -", "--5 m", "5,0 m"})
        EXPECT_THROW(measure(bad), UsageError) << bad;
}

// Anything at all, and anything made of pieces of units, is either read or refused.
RC_GTEST_PROP(UnitText, NothingElseThanAUsageErrorIsThrown, (const std::string& any))
{
    static const std::vector<std::string> pieces{"m", "t", " ", "CO2", "C",   "/",    "*",    "(",
                                                 ")", "^", "-", "2",   "10",  "万",   ".",    "e",
                                                 "²", "⁻", "%", "kWh", "CNY", "2020", "千瓦", "0"};
    const auto parts = *rc::gen::container<std::vector<std::string>>(rc::gen::elementOf(pieces));
    for (const auto& text : {any, joined(parts, "")}) {
        try {
            const auto read = unit(text);
            RC_ASSERT(unit(pow(read, 2).text()) == pow(read, 2));
        } catch (const UsageError&) {
        }
        try {
            measure(text);
        } catch (const UsageError&) {
        }
    }
}

} // namespace
} // namespace peaksite
