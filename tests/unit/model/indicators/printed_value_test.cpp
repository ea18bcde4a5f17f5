#include "model/indicators/printed_value.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <cmath>

namespace peaksite {
namespace {

IndicatorInfo info(const std::string& id, const std::string& unit, const std::string& unit_gov = "-", double scale = 1,
                   IndicatorKind kind = IndicatorKind::other)
{
    return {.id = id, .name = {}, .unit = unit, .unit_gov = unit_gov, .scale_gov = scale, .note = {}, .kind = kind};
}

IndicatorResult result(double value, double valid_share = 1)
{
    return {.value = {.value = value, .valid_share = valid_share}, .flags = {}, .shown = true};
}

const PrintUnits gov{OfficeUnits::gov, "zh"};

TEST(PrintUnits, OfficesReadTheirOwnUnits)
{
    EXPECT_EQ(gov.of_value(info("pv_suit_area", "km2", "万亩", 0.15), 100), (PrintUnit{.unit = "万亩", .scale = 0.15}));
    EXPECT_EQ(gov.of_value(info("pv_tech_cap", "MW", "万千瓦", 0.1), 5000),
              (PrintUnit{.unit = "万千瓦", .scale = 0.1}));
    EXPECT_EQ(gov.of_value(info("slope", "%", "%"), 5), (PrintUnit{.unit = "%", .scale = 1}));
    EXPECT_EQ(gov.of_value(info("x", "km"), 5), (PrintUnit{.unit = "km", .scale = 1}));
}

TEST(PrintUnits, SmallAmountsPrintInTheSmallerUnit)
{
    struct Case {
        const char* unit;
        const char* large;
        double scale;
        const char* small;
    };
    for (const auto& one : {Case{"km2", "万亩", 0.15, "亩"}, Case{"MW", "万千瓦", 0.1, "千瓦"},
                            Case{"GWh/a", "亿千瓦时", 0.01, "万千瓦时"}, Case{"t CO2/a", "万吨CO2", 1e-4, "吨CO2"},
                            Case{"tce/a", "万吨标准煤", 1e-4, "吨标准煤"}, Case{"t C", "万吨碳", 1e-4, "吨碳"},
                            Case{"m2", "万平方米", 1e-4, "平方米"}}) {
        const auto what = info("x", one.unit, one.large, one.scale);
        const double edge = 0.1 / one.scale;
        EXPECT_EQ(gov.of_value(what, edge * 1.001).unit, one.large);
        const auto small = gov.of_value(what, -edge * 0.999);
        EXPECT_EQ(small.unit, one.small);
        EXPECT_DOUBLE_EQ(small.scale, one.scale * 1e4) << "one of the larger is ten thousand of the smaller";
        EXPECT_EQ(gov.of_value(what, 0).unit, one.large) << "nothing is not small";
        EXPECT_EQ(gov.of_amounts(one.unit, {edge * 0.5}).unit, one.small);
    }
}

TEST(PrintUnits, AColumnHasOneUnitThatSuitsMostOfIt)
{
    const auto area = info("pv_suit_area", "km2", "万亩", 0.15);
    EXPECT_EQ(gov.of_column(area, {1000, 2000, 0.01}).unit, "万亩");
    EXPECT_EQ(gov.of_column(area, {0.1, 0.2, 3000}).unit, "亩");
    EXPECT_EQ(gov.of_column(area, {0, 0, 0, std::nan(""), 5000}).unit, "万亩") << "zeros do not count";
    EXPECT_EQ(gov.of_column(area, {}).unit, "万亩");
    EXPECT_EQ(gov.of_amounts("h/a", {1500}), (PrintUnit{.unit = "h/a", .scale = 1}));
}

TEST(PrintUnits, EnglishAndSiKeepTheUnitsOfTheData)
{
    const auto area = info("pv_suit_area", "km2", "万亩", 0.15);
    EXPECT_EQ((PrintUnits{OfficeUnits::gov, "en"}.of_value(area, 5)), (PrintUnit{.unit = "km2", .scale = 1}));
    EXPECT_EQ((PrintUnits{OfficeUnits::si, "zh"}.of_value(area, 5)), (PrintUnit{.unit = "km2", .scale = 1}));
    EXPECT_EQ((PrintUnits{OfficeUnits::gov, "both"}.of_value(area, 500)).unit, "万亩");
}

TEST(DeservedDigits, StocksAndSinksHaveAtMostThree)
{
    EXPECT_EQ(
        printed(1234567, deserved_digits(info("c_stock_total", "t C", "", 1, IndicatorKind::stock), result(1234567))),
        "1\u00a0230\u00a0000");
    EXPECT_EQ(printed(0.123456,
                      deserved_digits(info("sink_total", "t CO2/a", "-", 1, IndicatorKind::sink), result(0.123456))),
              "0.123");
    EXPECT_EQ(printed(12345.6,
                      deserved_digits(info("net_emission", "t CO2/a", "-", 1, IndicatorKind::sink), result(12345.6))),
              "12\u00a0300");
}

TEST(DeservedDigits, SharesHaveOneDecimalCountsNoneIndicesTwo)
{
    EXPECT_EQ(printed(12.345, deserved_digits(info("forest_cover", "%"), result(12.345))), "12.3");
    EXPECT_EQ(printed(0.04, deserved_digits(info("forest_cover", "%"), result(0.04))), "0.04")
        << "0.0 would say that there is none";
    EXPECT_EQ(printed(100.0, deserved_digits(info("forest_cover", "%"), result(100))), "100.0");
    EXPECT_EQ(printed(12345, deserved_digits(info("fac_key_count", "count"), result(12345, 0.5))), "12\u00a0345");
    EXPECT_EQ(printed(0.4567, deserved_digits(info("typicality", "0-1"), result(0.4567))), "0.46");
    EXPECT_EQ(printed(1567.89, deserved_digits(info("pv_ghi_mean", "kWh/m2/a"), result(1567.89))), "1568");
    EXPECT_EQ(printed(-3.14159, deserved_digits("MW")), "−3.142");
    EXPECT_EQ(printed(39591.4, area_digits(39591.4)), "39\u00a0591") << "no digit before the point is lost";
    EXPECT_EQ(printed(0.051234, area_digits(0.051234)), "0.05123");
    EXPECT_EQ(amount_digits(0.9), deserved_digits("km2", 0.9));
}

TEST(DeservedDigits, WhatIsMissingOfTheAreaTakesDigitsAway)
{
    const auto capacity = info("pv_tech_cap", "MW");
    EXPECT_EQ(deserved_digits(capacity, result(1, 1)).significant, 4);
    EXPECT_EQ(deserved_digits(capacity, result(1, 0.999)).significant, 4);
    EXPECT_EQ(deserved_digits(capacity, result(1, 0.99)).significant, 3);
    EXPECT_EQ(deserved_digits(capacity, result(1, 0.9)).significant, 2);
    EXPECT_EQ(deserved_digits(capacity, result(1, 0.3)).significant, 2) << "two are always printed";
    EXPECT_EQ(printed(1567.89, deserved_digits(info("pv_ghi_mean", "kWh/m2/a"), result(1567.89, 0.985))), "1600");
}

TEST(DeservedDigits, AnIntervalTakesDigitsAway)
{
    auto sure = result(1234), unsure = result(1234);
    sure.low = 1233.9, sure.high = 1234.1;
    unsure.low = 1184, unsure.high = 1284;
    const auto capacity = info("pv_tech_cap", "MW");
    EXPECT_EQ(deserved_digits(capacity, sure).significant, 4);
    EXPECT_EQ(deserved_digits(capacity, unsure).significant, 3);
    EXPECT_EQ(printed(1234, deserved_digits(capacity, unsure)), "1230");
}

TEST(Rounded, KeepsZeroAndWhatIsNoNumber)
{
    EXPECT_EQ(rounded(0, {.significant = 3, .decimals = 1}), 0);
    EXPECT_TRUE(std::isnan(rounded(std::nan(""), {.significant = 3, .decimals = 1})));
    EXPECT_EQ(decimals_of(0, {.significant = 3, .decimals = 1}), 0);
    EXPECT_EQ(printed(9.999, {.significant = 3, .decimals = 15}), "10.0") << "rounding up keeps the number of digits";
}

RC_GTEST_PROP(Rounded, IsWithinHalfAUnitOfTheLastDigit, ())
{
    const double value = *rc::gen::inRange(1, 1000000000) * std::pow(10.0, *rc::gen::inRange(-12, 3));
    const Digits digits{.significant = *rc::gen::inRange(1, 8), .decimals = *rc::gen::inRange(0, 12)};
    const double out = rounded(value, digits);
    const int last =
        std::max(static_cast<int>(std::floor(std::log10(value))) - digits.significant + 1, -digits.decimals);
    RC_ASSERT(std::fabs(out - value) <= std::pow(10.0, last) * (0.5 + 1e-6));
    if (out < std::pow(10.0, -digits.decimals)) return; // a kept digit may be rounded up again
    RC_ASSERT(rounded(out, digits) == out || std::fabs(rounded(out, digits) - out) <= 1e-12 * out);
}

TEST(Rounded, ANumberThatIsNotZeroKeepsADigit)
{
    constexpr Digits two{.significant = 4, .decimals = 2}, none{.significant = 15, .decimals = 0};
    EXPECT_EQ(rounded(0.0022, two), 0.002);
    EXPECT_EQ(decimals_of(0.0022, two), 3);
    EXPECT_EQ(rounded(0.0057, two), 0.006) << "not 0.01";
    EXPECT_EQ(rounded(-3.6e-12, two), -4e-12);
    EXPECT_EQ(rounded(0.3, none), 0.3);
    EXPECT_EQ(printed(0.3, none), "0.3");
    EXPECT_EQ(rounded(0.0098, two), 0.01) << "decimals that leave a digit are as they were";
    EXPECT_EQ(decimals_of(0.0098, two), 2);
    EXPECT_EQ(rounded(0, two), 0);
}

TEST(PercentWords, ReachNoWholeNumberThatTheShareFallsShortOf)
{
    EXPECT_EQ(percent_words(0.5839383807), "58.4");
    EXPECT_EQ(percent_words(0.7997), "79.9") << "which is less than 80";
    EXPECT_EQ(percent_words(0.8), "80.0");
    EXPECT_EQ(percent_words(0.9999), "99.9");
    EXPECT_EQ(percent_words(1 - 1e-9), "100.0");
    EXPECT_EQ(percent_words(0), "0.0");
}

RC_GTEST_PROP(Rounded, NothingButZeroIsZero, (double value, int decimals))
{
    RC_PRE(std::isfinite(value) && value != 0 && std::fabs(value) > 1e-300);
    RC_ASSERT(rounded(value, {.significant = 4, .decimals = std::abs(decimals % 10)}) != 0);
}

} // namespace
} // namespace peaksite
