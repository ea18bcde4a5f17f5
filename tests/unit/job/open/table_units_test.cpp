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

TEST_F(TableUnits, AnotherHeadAmongTheDataIsTold)
{
    plan.id = "ours";
    ask("gdp", "gdp");
    EXPECT_EQ(open("代码,gdp（亿元）\n1,5\n代码,gdp（万元）\n2,6\n").rows.size(), 2U);
    EXPECT_THAT(all_warnings(), AllOf(HasSubstr("1 rows among the data are heads or state units"), HasSubstr("row 3")));
}

} // namespace
} // namespace peaksite
