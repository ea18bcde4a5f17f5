#include "model/tables/amounts.hpp"

#include "base/error.hpp"

#include <gtest/gtest.h>

namespace peaksite {
namespace {

TEST(Amounts, AreNumbersAsOfficesWriteThemInTheUnitThatIsAskedFor)
{
    const Amounts in_tonnes{conversion(unit("万吨"), unit("t")), unit("t")};
    for (const auto* cell : {"0.125", "０．１２５", " 0.125 ", "'0.125"})
        EXPECT_EQ(in_tonnes.read(cell).value, 1250.0) << cell;
    EXPECT_EQ(in_tonnes.read("1,234").value, 12340000.0);
}

TEST(Amounts, AreMissingWhereACellSaysSoAndStrangeWhereItSaysMore)
{
    for (const auto* cell : {"", "-", "——", "/", "无", "…", "N/A"}) {
        EXPECT_FALSE(Amounts{}.read(cell).value) << cell;
        EXPECT_FALSE(Amounts{}.read(cell).strange) << cell;
    }
    for (const auto* cell : {"约20", "1.2亿", "12.5%", "2023/12/31", "1e400"}) {
        EXPECT_FALSE(Amounts{}.read(cell).value) << cell;
        EXPECT_TRUE(Amounts{}.read(cell).strange) << cell;
    }
}

TEST(Amounts, OfAPureNumberMayBePercentages)
{
    EXPECT_EQ((Amounts{{}, unit("1")}.read("25%").value), 0.25);
    EXPECT_EQ((Amounts{{}, unit("%")}.read("25%").value), 25);
    EXPECT_TRUE((Amounts{{}, unit("t")}.read("25%").strange));
}

TEST(Amounts, ThatNoDoubleHoldsAreStrange)
{
    EXPECT_TRUE((Amounts{conversion(unit("Mt"), unit("g")), unit("g")}.read("1e300").strange));
}

TEST(ColumnUnit, IsThatOfThePlanThenOfTheHeadThenOfTheLineAbove)
{
    HeadedSheet sheet;
    sheet.heads = {column_head("面积（亩）"), column_head("面积")};
    sheet.units_of_table = {unit("人"), unit("公顷")};
    const auto is_area = [](const Unit& one) { return same_dimension(one, unit("km2")); };
    const auto of_plan = unit_of_column(sheet, 0, unit("km2"), is_area);
    EXPECT_EQ(of_plan.unit, unit("km2"));
    EXPECT_TRUE(of_plan.overruled);
    EXPECT_FALSE(unit_of_column(sheet, 0, unit("亩"), is_area).overruled);
    EXPECT_EQ(unit_of_column(sheet, 0, {}, is_area).unit, unit("亩"));
    EXPECT_EQ(unit_of_column(sheet, 1, {}, is_area).unit, unit("公顷"));
    EXPECT_FALSE(unit_of_column(sheet, 1, {}, [](const Unit&) { return false; }).unit);
}

TEST(ColumnUnit, ThatIsNotKnownIsNoneAndRefused)
{
    HeadedSheet sheet;
    sheet.heads = {column_head("量（万箱子）"), column_head("量")};
    sheet.strange_units_of_table = {"百斗"};
    const auto never = [](const Unit&) { return false; };
    EXPECT_EQ(unit_of_column(sheet, 0, {}, never).strange, "万箱子");
    EXPECT_EQ(unit_of_column(sheet, 1, {}, never).strange, "百斗");
    EXPECT_EQ(unit_of_column(sheet, 0, unit("t"), never).strange, "");
    EXPECT_THROW(refuse_strange_unit(unit_of_column(sheet, 0, {}, never), "a.csv", sheet.heads[0], {}), InputError);
    sheet.units_of_table = {unit("t")};
    EXPECT_EQ(unit_of_column(sheet, 1, {}, [](const Unit&) { return true; }).unit, unit("t"));
}

TEST(SubstanceConversion, TakesPlainTonnesForThoseOfWhatIsAskedFor)
{
    EXPECT_EQ(substance_conversion(unit("t/ha"), unit("t C/ha"))(1), 1);
    EXPECT_EQ(substance_conversion(unit("10^4"), unit("cap"))(2), 2e4);
    EXPECT_THROW(substance_conversion(unit("10^8"), unit("10^4 CNY")), UsageError);
    EXPECT_THROW(substance_conversion(unit("%"), unit("cap")), UsageError);
    EXPECT_TRUE(means_the_same(unit("10^8"), unit("亿元")));
    EXPECT_FALSE(means_the_same(unit("10^4"), unit("亿元")));
    EXPECT_EQ(substance_conversion(unit("万吨"), unit("t CO2/a"))(1), 10000);
    EXPECT_EQ(substance_conversion(unit("kg C/m2"), unit("t C/ha"))(1), 10);
    EXPECT_THROW(substance_conversion(unit("t CO2/ha"), unit("t C/ha")), UsageError);
    EXPECT_TRUE(means_the_same(unit("t"), unit("t CO2/a")));
    EXPECT_FALSE(means_the_same(unit("万吨"), unit("Mt CO2/a")));
}

} // namespace
} // namespace peaksite
