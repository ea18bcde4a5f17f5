#include "base/unit.hpp"

#include "base/error.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <cmath>
#include <limits>

namespace peaksite {
namespace {

double factor_of(const char* from, const char* to) { return factor(unit(from), unit(to)); }

double ulp(double x) { return std::nextafter(std::fabs(x), std::numeric_limits<double>::infinity()) - std::fabs(x); }

std::string error_of(const char* from, const char* to)
{
    try {
        factor_of(from, to);
    } catch (const UsageError& error) {
        return error.what();
    }
    return "no error";
}

// A unit people could write: one to three symbols with small exponents, now and then a number.
Unit drawn_unit()
{
    static const std::vector<std::string> symbols{
        "m",   "km",      "ha",   "mu",  "kg",   "t",     "s",       "d",   "a",      "month",   "kWh",  "MW",
        "kWp", "GJ_fuel", "kcal", "t C", "g C",  "t CO2", "kg CO2e", "tce", "CNY",    "CNY2020", "cap",  "K",
        "deg", "rad",     "mmol", "L",   "unit", "%",     "count",   "Pa",  "10^4 t", "万千瓦",  "亿元", "12 h"};
    Unit out;
    const auto count = *rc::gen::inRange(1, 4);
    for (int i = 0; i < count; ++i) out = out * pow(unit(*rc::gen::elementOf(symbols)), *rc::gen::inRange(-3, 4));
    return out;
}

TEST(Unit, AYearHas36525DaysToTheBit)
{
    EXPECT_EQ(factor_of("a", "s"), 31557600);
    EXPECT_EQ(factor_of("a", "d"), 365.25);
    EXPECT_EQ(factor_of("kWh/m2/d", "kWh/m2/a"), 365.25);
    EXPECT_EQ(factor_of("a", "month"), 12);
    EXPECT_EQ(factor_of("mm/a", "m/s"), 1 / 31557600e3);
}

TEST(Unit, FullLoadHoursArePureTime)
{
    EXPECT_EQ(unit("kWh/kW/a"), unit("h/a"));
    EXPECT_EQ(unit("kWh/kWp/a"), unit("h/a"));
    EXPECT_TRUE(unit("h/a").is_dimensionless());
    EXPECT_EQ(factor_of("h/a", "1"), 1 / 8766.0);
    EXPECT_EQ(unit("kWh/m2/a") / unit("kW/m2"), unit("h/a"));
}

TEST(Unit, FactorsAreTheNearestDoubles)
{
    EXPECT_EQ(factor_of("km2", "m2"), 1e6);
    EXPECT_EQ(factor_of("m2", "km2"), 1e-6);
    EXPECT_EQ(factor_of("ha", "m2"), 1e4);
    EXPECT_EQ(factor_of("mu", "m2"), 10000 / 15.0);
    EXPECT_EQ(factor_of("mu", "ha"), 1 / 15.0);
    EXPECT_EQ(factor_of("ha", "mu"), 15);
    EXPECT_EQ(factor_of("kWh", "J"), 3.6e6);
    EXPECT_EQ(factor_of("kWh", "MJ"), 3.6);
    EXPECT_EQ(factor_of("t C/ha", "kg C/m2"), 0.1);
    EXPECT_EQ(factor_of("g C/m2/a", "t C/ha/a"), 0.01);
    EXPECT_EQ(factor_of("kWh/m2", "MJ/m2"), 3.6);
    EXPECT_EQ(factor_of("mm", "m"), 0.001);
    EXPECT_EQ(factor_of("%", "1"), 0.01);
    EXPECT_EQ(factor_of("rad", "deg"), 180 / 3.14159265358979323846);
}

TEST(Unit, ValuesConvertWithOneRoundingWhereTheRatioIsSimple)
{
    EXPECT_EQ(convert(7, unit("mm"), unit("m")), 0.007);
    EXPECT_EQ(convert(4.1, unit("kWh/m2/d"), unit("kWh/m2/a")), 4.1 * 365.25);
    EXPECT_EQ(convert(49, unit("%"), unit("1")), 0.49);
}

TEST(Unit, TonnesOfCoalEquivalentAreSevenGigacaloriesOfFuel)
{
    EXPECT_EQ(factor_of("kcal_fuel", "J_fuel"), 4186.8);
    EXPECT_EQ(convert(7, unit("Gcal_fuel"), unit("GJ_fuel")), 29.3076);
}

TEST(Unit, CarbonAndCarbonDioxideDoNotMix)
{
    EXPECT_NE(error_of("t C", "t CO2").find("44/12"), std::string::npos);
    EXPECT_NE(error_of("t CO2", "t CO2e").find("warming potential"), std::string::npos);
    EXPECT_NE(error_of("t", "t CO2").find("emission"), std::string::npos);
}

TEST(Unit, FuelElectricityAndCoalEquivalentDoNotMix)
{
    EXPECT_NE(error_of("kWh", "GJ_fuel").find("efficiency"), std::string::npos);
    EXPECT_NE(error_of("t", "tce").find("0.7143"), std::string::npos);
    EXPECT_NE(error_of("tce", "GJ").find("convention"), std::string::npos);
}

TEST(Unit, AnErrorNamesBothUnits) { EXPECT_EQ(error_of("km", "t CO2"), "unit 'km' does not convert to 't CO2'"); }

TEST(Unit, DegreesCelsiusHaveTheirZeroOnlyAlone)
{
    EXPECT_EQ(convert(20, unit("degC"), unit("K")), 293.15);
    EXPECT_EQ(convert(0, unit("K"), unit("degC")), -273.15);
    EXPECT_EQ(convert(25, unit("°C"), unit("℃")), 25);
    EXPECT_EQ(unit("J/m3/degC"), unit("J/m3/K"));
    EXPECT_FALSE(unit("degC") == unit("K"));
    EXPECT_NE(error_of("degC", "K").find("zeros differ"), std::string::npos);
}

TEST(Unit, TimesOneKeepsTheZeroOfDegreesCelsius)
{
    EXPECT_EQ(unit("degC") * Unit::dimensionless(), unit("degC"));
    EXPECT_EQ(unit("degC") / unit("-"), unit("degC"));
    EXPECT_EQ(unit("degC") * unit("m") / unit("m"), unit("K"));
}

TEST(Unit, LabelsAndSharesAreDimensionless)
{
    for (const auto* label : {"", "1", "-", "0-1", "category", "count", "kg/kg"})
        EXPECT_EQ(unit(label), Unit{}) << label;
    EXPECT_TRUE(unit("%").is_dimensionless());
    EXPECT_FALSE(unit("%") == Unit{});
    EXPECT_FALSE(unit("unit").is_dimensionless());
}

TEST(Unit, ComputedUnitsAreWrittenAsInTheCatalogue)
{
    EXPECT_EQ((unit("kWh") / unit("a") / unit("m2")).text(), "kWh/m2/a");
    EXPECT_EQ((unit("t CO2") / unit("10^4 CNY")).text(), "t CO2/10^4 CNY");
    EXPECT_EQ((unit("MW/km2") * unit("km2")).text(), "MW");
    EXPECT_EQ((unit("万元") / unit("年")).text(), "10^4 CNY/a");
    EXPECT_EQ((unit("1000 t") * unit("m")).text(), "1000 t m");
    EXPECT_EQ((Unit{} / unit("a")).text(), "1/a");
    EXPECT_EQ((unit("m") / unit("m")).text(), "1");
    EXPECT_EQ(pow(unit("t CO2"), 2).text(), "t CO2^2");
    EXPECT_EQ((unit("t") / unit("10^4")).text(), "t/10^4");
    EXPECT_EQ((unit("tCO2") / unit("person") / unit("yr")).text(), "t CO2/cap/a");
}

TEST(Unit, TheRootOfAnAreaIsALength)
{
    EXPECT_EQ(sqrt(unit("km2")).text(), "km");
    EXPECT_EQ(sqrt(unit("m2/s2")).text(), "m/s");
    EXPECT_EQ(sqrt(unit("ha")).text(), "100 m");
    EXPECT_EQ(sqrt(unit("km2 ha/a2")), unit("100 m km/a"));
    EXPECT_THROW(sqrt(unit("m3")), UsageError);
    EXPECT_THROW(sqrt(unit("kWh")), UsageError);
}

TEST(Unit, SizesBeyondDoubleAreRefused)
{
    EXPECT_THROW(pow(unit("EJ"), 99), UsageError);
    EXPECT_THROW(pow(unit("m"), 100), UsageError);
    EXPECT_THROW(pow(unit("m"), std::numeric_limits<int>::min()), UsageError);
    EXPECT_THROW(pow(unit("m"), 60) * pow(unit("m"), 60), UsageError);
    EXPECT_THROW(pure_number({0, 1}), UsageError);
    EXPECT_THROW(pure_number({1, std::nan("")}), UsageError);
}

RC_GTEST_PROP(Unit, ConvertingThereAndBackLosesALastBitOrTwo, (double value))
{
    RC_PRE(std::isfinite(value) && std::fabs(value) > 1e-200 && std::fabs(value) < 1e200);
    const auto from = drawn_unit();
    const auto to = from * unit(*rc::gen::elementOf(std::vector<std::string>{"%", "km/m", "a/d", "mu/ha", "kWh/J"}));
    RC_ASSERT(std::fabs(convert(convert(value, from, to), to, from) - value) <= 4 * ulp(value));
}

RC_GTEST_PROP(Unit, DividingByWhatWasMultipliedGivesTheSameUnit, ())
{
    const auto a = drawn_unit(), b = drawn_unit();
    RC_ASSERT(a * b / b == a);
    RC_ASSERT(a / b * b == a);
    RC_ASSERT(a * b == b * a);
}

RC_GTEST_PROP(Unit, TheTextOfAComputedUnitIsReadBack, ())
{
    const auto computed = drawn_unit() / drawn_unit();
    RC_ASSERT(unit(computed.text()) == computed);
}

RC_GTEST_PROP(Unit, TheRootOfASquareIsTheUnit, ())
{
    const auto a = drawn_unit();
    RC_ASSERT(sqrt(a * a) == a);
    RC_ASSERT(unit(sqrt(a * a).text()) == a);
}

RC_GTEST_PROP(Unit, FactorsChain, ())
{
    const auto a = drawn_unit(), b = a * unit("km/m"), c = a * unit("d/a");
    const auto direct = factor(a, c);
    RC_ASSERT(std::fabs(factor(a, b) * factor(b, c) - direct) <= 4 * ulp(direct));
}

} // namespace
} // namespace peaksite
