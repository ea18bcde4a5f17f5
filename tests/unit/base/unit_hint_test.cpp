#include "base/unit_hint.hpp"

#include <gtest/gtest.h>

namespace peaksite {
namespace {

std::string confusion(const char* from, const char* to) { return confusion_hint(unit(from), unit(to)).english(); }

TEST(UnitHint, NamesThatDifferInALetterOrInCaseAreSuggested)
{
    EXPECT_EQ(unknown_unit_hint("KWh").english(), "did you mean 'kWh'?");
    EXPECT_EQ(unknown_unit_hint("degres").english(), "did you mean 'degree'?");
    EXPECT_EQ(unknown_unit_hint("kWhh2").english(), "did you mean 'kWh'?");
}

TEST(UnitHint, AStrangeLetterIsNotTakenForAnyUnit)
{
    EXPECT_TRUE(unknown_unit_hint("q").empty());
    EXPECT_TRUE(unknown_unit_hint("furlongs").empty());
    EXPECT_TRUE(unknown_unit_hint("").empty());
}

TEST(UnitHint, CarbonWithoutAMassIsExplained)
{
    EXPECT_EQ(unknown_unit_hint("C").english(), "carbon is a mass: write 't C'");
    EXPECT_EQ(unknown_unit_hint("CO2").english(), "carbon dioxide is a mass: write 't CO2'");
}

TEST(UnitHint, CarbonAndCarbonDioxideNameTheirFactor)
{
    EXPECT_NE(confusion("t C", "t CO2").find("44/12"), std::string::npos);
    EXPECT_EQ(confusion("t C/ha", "t CO2/ha"), confusion("t CO2", "t C"));
}

TEST(UnitHint, CoalEquivalentNamesItsFactors)
{
    EXPECT_NE(confusion("t", "tce").find("0.7143"), std::string::npos);
    EXPECT_NE(confusion("tce/a", "GJ_fuel/a").find("29.3076"), std::string::npos);
    EXPECT_NE(confusion("kWh", "tce").find("0.1229"), std::string::npos);
}

TEST(UnitHint, FuelAndElectricityAreToldApart)
{
    EXPECT_NE(confusion("kWh", "GJ_fuel").find("efficiency"), std::string::npos);
    EXPECT_EQ(confusion("kWh_fuel/t", "kWh/t"), confusion("kWh", "GJ_fuel"));
}

TEST(UnitHint, MoneyAsksForAPriceIndexOrAnExchangeRate)
{
    EXPECT_NE(confusion("CNY2015", "CNY2020").find("price index"), std::string::npos);
    EXPECT_NE(confusion("t CO2/CNY", "t CO2/CNY2020").find("price index"), std::string::npos);
    EXPECT_NE(confusion("USD2015", "CNY2015").find("exchange rate"), std::string::npos);
}

TEST(UnitHint, AmountsAndTheirRatesAreToldApart)
{
    EXPECT_NE(confusion("t CO2", "t CO2/a").find("per time"), std::string::npos);
    EXPECT_NE(confusion("MW", "MWh").find("per time"), std::string::npos);
    EXPECT_NE(confusion("t C", "t C/ha").find("per area"), std::string::npos);
    EXPECT_NE(confusion("tce/cap", "tce").find("per person"), std::string::npos);
}

TEST(UnitHint, ANumberOfPersonsIsNoRate)
{
    for (const auto* plain : {"万人次", "1", "个"}) {
        EXPECT_EQ(confusion(plain, "cap").find("per person"), std::string::npos) << plain;
        EXPECT_NE(confusion("万人", plain).find("人次"), std::string::npos) << plain;
    }
    EXPECT_NE(confusion("1/cap", "1").find("per person"), std::string::npos);
}

TEST(UnitHint, AnAmountBesideAPlainNumberIsNoRate)
{
    EXPECT_TRUE(confusion("km2", "1").empty());
    EXPECT_TRUE(confusion("a", "1").empty());
    EXPECT_NE(confusion("h", "h/a").find("per time"), std::string::npos);
    EXPECT_NE(confusion("mm", "m3").find("per area"), std::string::npos);
    EXPECT_NE(confusion("%/a", "%").find("per time"), std::string::npos);
    EXPECT_TRUE(confusion("t C/t", "1").empty()) << "a content is not taken for a mass of carbon";
}

TEST(UnitHint, UnitsThatNobodyConfusesGetNoHint) { EXPECT_TRUE(confusion("deg", "t CO2").empty()); }

} // namespace
} // namespace peaksite
