#include "base/printed_unit.hpp"

#include <gtest/gtest.h>

namespace peaksite {
namespace {

TEST(PrintedUnit, ExponentsAreRaised)
{
    EXPECT_EQ(printed_unit("km2", "zh"), "km²");
    EXPECT_EQ(printed_unit("m3/s", "zh"), "m³/s");
    EXPECT_EQ(printed_unit("a-1", "zh"), "a⁻¹");
    EXPECT_EQ(printed_unit("10^4 m2", "en"), "10⁴ m²");
}

TEST(PrintedUnit, SeveralDivisorsStandInOneBracket)
{
    EXPECT_EQ(printed_unit("kWh/m2/d", "zh"), "kWh/(m²·d)");
    EXPECT_EQ(printed_unit("t CO2/km2/a", "en"), "t CO₂/(km²·a)");
    EXPECT_EQ(printed_unit("MW/km2", "en"), "MW/km²");
}

TEST(PrintedUnit, FormulasOfGasesAreLowered)
{
    EXPECT_EQ(printed_unit("万吨CO2/年", "zh"), "万吨CO₂/年");
    EXPECT_EQ(printed_unit("t CO2e/a", "en"), "t CO₂e/a");
    EXPECT_EQ(printed_unit("kg CH4", "en"), "kg CH₄");
}

TEST(PrintedUnit, WordsFollowTheLanguage)
{
    EXPECT_EQ(printed_unit("10^4 CNY/a", "zh"), "万元/a");
    EXPECT_EQ(printed_unit("10^4 CNY/a", "en"), "10⁴ CNY/a");
    EXPECT_EQ(printed_unit("t CO2/cap/a", "both"), "t CO₂/(人·a)");
    EXPECT_EQ(printed_unit("degC", "en"), "°C");
}

TEST(PrintedUnit, OfficesHaveWordsForAllOfIt)
{
    EXPECT_EQ(office_words_of_unit("t CO2/a"), "吨CO₂/年");
    EXPECT_EQ(office_words_of_unit("%/a"), "%/年");
    EXPECT_EQ(office_words_of_unit("kW/cap"), "千瓦/人");
    EXPECT_EQ(office_words_of_unit("10^4 CNY/a"), "万元/年");
    EXPECT_EQ(office_words_of_unit("t CO2/10^4 CNY"), "吨CO₂/万元");
    EXPECT_EQ(office_words_of_unit("kWh/m2/a"), "千瓦时/(平方米·年)");
    EXPECT_EQ(office_words_of_unit("10^4 m2"), "万平方米");
    EXPECT_EQ(office_words_of_unit("t C/ha"), "吨碳/公顷");
    for (const auto* unit : {"万吨CO₂/年", "万亩", "%", "元/吨", "℃"}) EXPECT_EQ(office_words_of_unit(unit), unit);
    EXPECT_EQ(office_words_of_unit("category"), "");
}

TEST(PrintedUnit, UnitsThatSayNothingAreLeftOut)
{
    for (const auto* nothing : {"", "1", "-", "0/1", "0..1", " 1 ", "category"})
        EXPECT_EQ(printed_unit(nothing, "zh"), "") << nothing;
}

TEST(PrintedUnit, WhatIsPrintedAlreadyStaysAsItIs)
{
    for (const auto* unit : {"kWh/(m²·d)", "万吨CO₂/年", "°C", "km²", "%", "万千瓦", "元/吨", "PM2.5"})
        EXPECT_EQ(printed_unit(unit, "zh"), unit);
}

} // namespace
} // namespace peaksite
