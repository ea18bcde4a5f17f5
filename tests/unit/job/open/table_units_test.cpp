#include "base/error.hpp"
#include "job/open/open_tables.hpp"
#include "support/our_catalogue.hpp"
#include "support/scratch.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace peaksite {
namespace {

using testing::AllOf;
using testing::HasSubstr;
using testing::Not;

class TableUnits : public testing::Test {
protected:
    TableUnits() { plan.key = "代码"; }

    UnitTable open(const std::string& content)
    {
        plan.file = folder.file("t.csv", content);
        const auto& catalogue = our_catalogue();
        return open_table(plan, {.sets = sets, .names = catalogue.indicators().names, .regions = catalogue.regions()},
                          warnings);
    }
    std::string refusal(const std::string& content)
    {
        try {
            open(content);
        } catch (const InputError& error) {
            return error.what();
        }
        return {};
    }
    void ask(const std::string& name, const std::string& column)
    {
        plan.columns.push_back({.name = name, .column = column, .unit = {}, .year = {}, .position = {}});
    }
    std::string all_warnings() const
    {
        std::string out;
        for (const auto& warning : warnings) out += warning.english() + "\n";
        return out;
    }

    Scratch folder;
    std::vector<ZoneSet> sets;
    TablePlan plan;
    std::vector<Sentence> warnings;
};

TEST_F(TableUnits, TheOneAboveHoldsForColumnsThatNoFormulaKnows)
{
    plan.id = "ours";
    ask("coal", "煤炭");
    EXPECT_EQ(open("单位：万吨,\n代码,煤炭\n1,5\n").fields.at(0).unit, "万吨");
    EXPECT_EQ(open("代码,煤炭\n1,5\n").fields.at(0).unit, Unit{}.text());
    EXPECT_THAT(all_warnings(), Not(HasSubstr("several stand above")));
    const auto share = open("单位：万吨,\n代码,煤炭\n1,5%\n");
    EXPECT_EQ(share.rows.at(0).cells.at(0).number, 0.05);
    EXPECT_EQ(open("单位：万吨、万元,\n代码,煤炭\n1,5\n").fields.at(0).unit, Unit{}.text());
    EXPECT_THAT(all_warnings(), HasSubstr("1 columns state no unit, and several stand above the table"));
}

TEST_F(TableUnits, TwoColumnsOfOneYearAreRefused)
{
    plan.id = "stats";
    ask("gdp", "{year}年gdp");
    EXPECT_THAT(refusal("代码,2020年gdp,2020年gdp,2021年gdp\n1,5,6,7\n"), HasSubstr("are both of the year 2020"));
    EXPECT_THAT(refusal("代码,2020年gdp（万元）,2020年gdp（亿元）\n1,5,6\n"),
                AllOf(HasSubstr("'2020年gdp(万元)'"), HasSubstr("'2020年gdp(亿元)'")));
}

TEST_F(TableUnits, AScaleWithoutAUnitCountsPersonsAndNothingElse)
{
    plan.id = "stats";
    ask("pop", "pop");
    EXPECT_EQ(open("代码,pop（万）\n1,5\n").rows.at(0).cells.at(0).number, 5e4);
    ask("gdp", "gdp");
    EXPECT_THAT(refusal("代码,gdp（亿）,pop（万）\n1,5,6\n"), AllOf(HasSubstr("'gdp(亿)'"), HasSubstr("stats.gdp")));
}

TEST_F(TableUnits, OneThatIsNotKnownIsRefusedUnlessThePlanSaysIt)
{
    for (const auto* id : {"ours", "stats"}) {
        plan.id = id;
        plan.columns.clear();
        ask("pop", "pop");
        for (const auto* content : {"代码,pop（万箱子）\n1,5\n", "代码,pop\n单位,百x\n1,5\n",
                                    ",万箱子,亿元\n代码,pop,b\n1,5,6\n", "单位：万箱子,\n代码,pop\n1,5\n"}) {
            plan.columns.front().column =
                std::string{content}.find("pop（") == std::string::npos ? "pop" : "pop（万箱子）";
            plan.columns.front().unit.reset();
            EXPECT_THAT(refusal(content), AllOf(HasSubstr("no unit that is known"), HasSubstr("pop"))) << content;
            plan.columns.front().unit = unit("万人");
            EXPECT_EQ(refusal(content), "") << content;
        }
    }
}

TEST_F(TableUnits, OfSharesWithoutBracketsAreThoseOfTheHead)
{
    plan.id = "ours";
    ask("green", "绿地率");
    EXPECT_EQ(open("代码,绿地率%\n1,35\n").fields.at(0).unit, "%");
    EXPECT_EQ(open("代码,绿地率（百分比）\n1,35\n").fields.at(0).unit, "%");
    open("代码,绿地率\n1,12.5\n2,5%\n");
    EXPECT_THAT(all_warnings(), HasSubstr("1 columns have cells with a sign of percent and cells without"));
}

TEST_F(TableUnits, WithoutAnyNumberAreTold)
{
    plan.id = "ours";
    ask("x", "x");
    const auto found = open("代码;x（元）\n1;1.234,50\n2;2.000,25\n");
    EXPECT_FALSE(found.fields.at(0).words);
    EXPECT_THAT(all_warnings(), AllOf(HasSubstr("2 cells are no numbers"), HasSubstr("'1.234,50'")));
    EXPECT_TRUE(open("代码,x（元）\n1,甲\n2,乙\n").fields.at(0).words);
    EXPECT_THAT(all_warnings(), AllOf(HasSubstr("state a unit, but hold no numbers"), HasSubstr("x(元)")));
}

TEST_F(TableUnits, AnotherHeadAmongTheDataIsTold)
{
    plan.id = "ours";
    ask("gdp", "gdp");
    EXPECT_EQ(open("代码,gdp（亿元）\n1,5\n代码,gdp（万元）\n2,6\n").rows.size(), 2U);
    EXPECT_THAT(all_warnings(), AllOf(HasSubstr("1 rows among the data are heads or state units"), HasSubstr("row 3")));
}

} // namespace
} // namespace peaksite
