#include "base/unit_table.hpp"

#include <gtest/gtest.h>

#include <array>

namespace peaksite {
namespace {

// The units of the indicator catalogue and of the layers, tables and parameters its formulas name.
constexpr std::array catalogue{
    "kWh/m2/a",
    "kWh/kWp/a",
    "-",
    "km2",
    "MW",
    "GWh/a",
    "m2",
    "%",
    "m/s",
    "W/m2",
    "GWh",
    "PJ",
    "kW/m",
    "t C",
    "t C/ha",
    "g C/m2/a",
    "t CO2/a",
    "t CO2/a2",
    "m3",
    "t CO2",
    "m2/cap",
    "t CO2/cap/a",
    "t CO2/10^4 CNY",
    "t CO2/km2/a",
    "%/a",
    "category",
    "count",
    "tce/a",
    "tce/10^4 CNY",
    "t CO2/tce",
    "CNY/cap/a",
    "10^4 CNY/mu/a",
    "cap/km2",
    "km",
    "km/km2",
    "0-1",
    "CNY/t",
    "kgce/m2/a",
    "kgce/cap/a",
    "m3/cap/a",
    "kg CO2/m2/a",
    "kgce/unit",
    "10^4 CNY",
    "d",
    "kg/m3",
    "1",
    "0/1",
    "0..1",
    "MW/km2",
    "class",
    "degree",
    "m/a",
    "cap",
    "m3/a",
    "s",
    "m3/s",
    "m",
    "degC",
    "m3/ha/a",
    "t C/ha/a",
    "mmol/L",
    "10^4 CNY/a",
    "t",
    "10^4 m3/a",
    "GJ/unit",
    "t C/TJ",
    "t/a",
    "t CO2/t",
    "GJ/a",
    "unit/a",
    "tce/unit",
    "MWh/t",
    "MWh/a",
    "count/a",
    "t/m3",
    "h/a",
    "m/s2",
    "J/m3/K",
    "kg CO2/kWh",
    "t CO2/GJ",
    "year",
};

struct Printed {
    const char* unit;
    const char* office;
    double scale;
};

// What offices print is the value times the scale; annual amounts print without "/年".
constexpr std::array printed{
    Printed{"kWh/m2", "千瓦时/平方米", 1},
    Printed{"kWh/kWp", "小时", 1},
    Printed{"km2", "万亩", 0.15},
    Printed{"MW", "万千瓦", 0.1},
    Printed{"GWh", "亿千瓦时", 0.01},
    Printed{"m2", "万平方米", 1e-4},
    Printed{"m/s", "米/秒", 1},
    Printed{"W/m2", "瓦/平方米", 1},
    Printed{"GWh", "万千瓦时", 100},
    Printed{"kW/m", "千瓦/米", 1},
    Printed{"t C", "万吨碳", 1e-4},
    Printed{"t C/ha", "吨碳/公顷", 1},
    Printed{"g C/m2", "克碳/平方米", 1},
    Printed{"t CO2", "万吨CO2", 1e-4},
    Printed{"t CO2/a", "万吨CO2/年", 1e-4},
    Printed{"m3", "万立方米", 1e-4},
    Printed{"m2/cap", "平方米/人", 1},
    Printed{"t CO2/cap", "吨CO2/人", 1},
    Printed{"t CO2/10^4 CNY", "吨CO2/万元", 1},
    Printed{"t CO2/km2", "吨CO2/平方公里", 1},
    Printed{"%/a", "%/年", 1},
    Printed{"count", "家", 1},
    Printed{"count", "个", 1},
    Printed{"tce", "万吨标准煤", 1e-4},
    Printed{"tce/10^4 CNY", "吨标准煤/万元", 1},
    Printed{"t CO2/tce", "吨CO2/吨标准煤", 1},
    Printed{"CNY/cap", "元/人", 1},
    Printed{"10^4 CNY/mu", "万元/亩", 1},
    Printed{"cap/km2", "人/平方公里", 1},
    Printed{"km", "公里", 1},
    Printed{"km/km2", "公里/平方公里", 1},
    Printed{"CNY/t", "元/吨", 1},
    Printed{"kgce/m2", "千克标准煤/平方米", 1},
    Printed{"kgce/cap", "千克标准煤/人", 1},
    Printed{"m3/cap", "立方米/人", 1},
    Printed{"kg CO2/m2", "千克CO2/平方米", 1},
    Printed{"kgce/unit", "千克标准煤/单位产品", 1},
    Printed{"10^4 CNY", "亿元", 1e-4},
    Printed{"h", "小时", 1},
};

TEST(UnitTable, EveryUnitOfTheCatalogueIsKnownAndKeepsItsSpelling)
{
    for (const auto* text : catalogue) {
        SCOPED_TRACE(text);
        EXPECT_EQ(unit(text).text(), text);
    }
}

TEST(UnitTable, EveryUnitOfficesPrintIsTheUnitTimesTheScale)
{
    for (const auto& [si, office, scale] : printed) {
        SCOPED_TRACE(office);
        EXPECT_EQ(factor(unit(si), unit(office)), scale);
    }
}

TEST(UnitTable, EveryNameIsReadAsItself)
{
    for (const auto& name : unit_names()) {
        SCOPED_TRACE(name);
        EXPECT_EQ(unit(name), *named_unit(name));
    }
}

TEST(UnitTable, EveryNameIsReadBackFromItsSymbol)
{
    for (const auto& name : unit_names()) {
        SCOPED_TRACE(name);
        const auto squared = pow(unit(name), 2);
        EXPECT_EQ(unit(squared.text()), squared) << squared.text();
    }
}

TEST(UnitTable, SymbolsThatLookAlikeAreNotMistaken)
{
    EXPECT_TRUE(same_dimension(unit("ha"), unit("m2")));
    EXPECT_TRUE(same_dimension(unit("a"), unit("s")));
    EXPECT_TRUE(same_dimension(unit("min"), unit("h")));
    EXPECT_TRUE(same_dimension(unit("Pa"), unit("J/m3")));
    EXPECT_TRUE(same_dimension(unit("mu"), unit("m2")));
    EXPECT_TRUE(same_dimension(unit("month"), unit("d")));
    EXPECT_TRUE(same_dimension(unit("cap"), unit("人")));
    EXPECT_TRUE(same_dimension(unit("g C"), unit("t C")));
    EXPECT_EQ(factor(unit("Mt"), unit("t")), 1e6);
    EXPECT_EQ(factor(unit("hPa"), unit("Pa")), 100);
}

TEST(UnitTable, PrefixesHoldOnlyWhereTheTableAllowsThem)
{
    for (const auto* name :
         {"ka", "kha", "mW", "T",   "PA",  "pa", "cd",   "kd",     "Ma",    "kcap",    "C",       "CO2",     "hm", "kK",
          "mt", "Kg",  "nm", "kW_", "kmu", "dm", "mcal", "Gtce2x", "CNY20", "XYZ2020", "CNY1899", "CNY2200", "",   " "})
        EXPECT_FALSE(named_unit(name)) << name;
}

TEST(UnitTable, ChineseMultiplesStandBeforeWhatCanBeMany)
{
    EXPECT_EQ(factor(unit("万千瓦"), unit("kW")), 1e4);
    EXPECT_EQ(factor(unit("亿千瓦时"), unit("kWh")), 1e8);
    EXPECT_EQ(factor(unit("千万千瓦"), unit("GW")), 10);
    EXPECT_EQ(factor(unit("百万吨"), unit("Mt")), 1);
    EXPECT_EQ(factor(unit("万亿元"), unit("CNY")), 1e12);
    EXPECT_EQ(factor(unit("万亩"), unit("km2")), 20 / 3.0);
    EXPECT_EQ(factor(unit("万家"), unit("count")), 1e4);
    for (const auto* name : {"万", "万%", "万degC", "万万吨", "万 吨"}) EXPECT_FALSE(named_unit(name)) << name;
}

TEST(UnitTable, AnExponentBehindAMultipleIsOfTheUnitAlone)
{
    EXPECT_EQ(unit("万m2"), unit("10^4 m2"));
    EXPECT_EQ(unit("亿m3"), unit("10^8 m3"));
    EXPECT_EQ(unit("百万km²"), unit("10^6 km2"));
    EXPECT_EQ(unit("千米2"), unit("km2"));
    EXPECT_EQ(unit("hm2"), unit("ha"));
    EXPECT_FALSE(named_unit("十月"));
    EXPECT_FALSE(named_unit("百年"));
}

TEST(UnitTable, EveryYearOfACurrencyIsAUnitOfItsOwn)
{
    EXPECT_FALSE(same_dimension(unit("CNY"), unit("CNY2020")));
    EXPECT_FALSE(same_dimension(unit("CNY2015"), unit("CNY2020")));
    EXPECT_FALSE(same_dimension(unit("USD2015"), unit("CNY2015")));
    EXPECT_EQ(unit("亿CNY2020"), unit("10^8 CNY2020"));
}

} // namespace
} // namespace peaksite
