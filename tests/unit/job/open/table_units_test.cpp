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

TEST_F(TableUnits, OfRowsAreReadRowByRow)
{
    plan.id = "stats";
    ask("gdp", "数值");
    const auto table = open("代码,计量单位,数值\n1,万元,120000\n2,亿元,8\n3,箱子,5\n4,人,5\n5,,5\n6,人,\n");
    const auto numbers = [&](std::size_t row) { return table.rows.at(row).cells.at(0).number; };
    ASSERT_EQ(table.fields.at(0).unit, open("代码,数值（万元）\n1,5\n").fields.at(0).unit);
    EXPECT_EQ(numbers(0), open("代码,数值（万元）\n1,120000\n").rows.at(0).cells.at(0).number);
    EXPECT_EQ(numbers(1), open("代码,数值（亿元）\n1,8\n").rows.at(0).cells.at(0).number);
    for (const std::size_t row : {2U, 3U, 4U, 5U}) EXPECT_FALSE(numbers(row)) << row;
    EXPECT_THAT(all_warnings(), AllOf(HasSubstr("3 numbers are in no unit that is known and fits"), HasSubstr("'箱子'"),
                                      HasSubstr("row by row: 数值 (万元, 亿元, 人)"), Not(HasSubstr("state no unit"))));
}

TEST_F(TableUnits, OfRowsOfAnOwnColumnBecomeThatOfTheFirst)
{
    plan.id = "ours";
    ask("v", "数值");
    const auto table = open("代码,单位,数值\n1,万元,2\n2,亿元,3\n");
    EXPECT_EQ(table.fields.at(0).unit, "万元");
    EXPECT_EQ(table.rows.at(1).cells.at(0).number, 30000);
}

// Fuel is counted as its row counts it, and the factors of the row are per that.
TEST_F(TableUnits, OfRowsAreKeptWhereFactorsOfTheRowGoWithThem)
{
    plan.id = "fuel";
    ask("ad", "消费量");
    const auto table = open("代码,计量单位,消费量\n1,吨,120\n2,万立方米,8\n");
    EXPECT_EQ(table.rows.at(0).cells.at(0).number, 120);
    EXPECT_EQ(table.rows.at(1).cells.at(0).number, 8);
}

// 19.57 GJ are those of a tonne of coal, not of ten thousand; so of every kind of fuel and of measure.
TEST_F(TableUnits, OfRowsThatMakeTheirFactorsImpossibleAreRefused)
{
    plan.id = "fuel";
    ask("ad", "消费量");
    ask("ncv", "低位发热量（吉焦/实物单位）");
    const auto told = [&](const std::string& measure, const std::string& factor) {
        return refusal("代码,计量单位,消费量,低位发热量（吉焦/实物单位）\n7,吨,9,20\n8," + measure + ",5," + factor +
                       "\n");
    };
    for (const auto& [measure, factor] : {std::pair{"吨", "19.57"},
                                          {"万吨", "195700"},
                                          {"千克", "0.0418"},
                                          {"万立方米", "389.31"},
                                          {"立方米", "0.0389"},
                                          {"亿立方米", "3893100"},
                                          {"吨", ""},
                                          {"吨", "—"},
                                          {"台", "7"},
                                          {"吉焦", "1"}})
        EXPECT_EQ(told(measure, factor), "") << measure << factor;
    for (const auto& [measure, factor] : {std::pair{"万吨", "19.57"},
                                          {"千克", "19.57"},
                                          {"吨", "195700"},
                                          {"立方米", "389.31"},
                                          {"万立方米", "0.0389"}})
        EXPECT_THAT(told(measure, factor), AllOf(HasSubstr("of a row counted in"), HasSubstr(measure),
                                                 HasSubstr("'计量单位'"), HasSubstr("8")))
            << measure << factor;
    plan.id = "energy";
    plan.columns.clear();
    ask("ad", "消费量");
    ask("k_tce", "折标系数（吨标准煤/实物单位）");
    const auto coal = [&](const std::string& measure, const std::string& factor) {
        return refusal("代码,计量单位,消费量,折标系数（吨标准煤/实物单位）\n8," + measure + ",5," + factor + "\n");
    };
    EXPECT_EQ(coal("吨", "0.7143"), "");
    EXPECT_EQ(coal("万千瓦时", "1.229"), "");
    EXPECT_THAT(coal("万吨", "0.7143"), HasSubstr("'万吨'"));
    EXPECT_THAT(coal("千瓦时", "1.229"), HasSubstr("'千瓦时'"));
}

TEST_F(TableUnits, OfRowsAreNoneOfOrganisationsOrOfColumnsThatStateTheirs)
{
    plan.id = "ours";
    ask("v", "数值");
    EXPECT_EQ(open("代码,单位,数值\n1,市统计局,2\n").fields.at(0).unit, Unit{}.text());
    plan.columns.front().column = "数值（万元）";
    EXPECT_EQ(open("代码,单位,数值（万元）\n1,亿元,2\n").rows.at(0).cells.at(0).number, 2);
    EXPECT_THAT(all_warnings(), HasSubstr("the column of units another, which was not used: 数值(万元) (万元; 亿元)"));
}

TEST_F(TableUnits, OfRowsBesideTwoKindsOfNumbersAreRefused)
{
    plan.id = "stats";
    ask("gdp", "产值");
    ask("pop", "人口");
    EXPECT_THAT(refusal("代码,单位,产值,人口\n1,万元,2,3\n"),
                AllOf(HasSubstr("'产值'"), HasSubstr("'人口'"), HasSubstr("'单位'")));
    EXPECT_EQ(refusal("代码,单位,产值,人口（人）\n1,万元,2,3\n"), "");
    EXPECT_THAT(refusal("代码,产值,单位,人口（人）,单位\n1,2,万元,3,人\n"), HasSubstr("2 columns of units"));
}

TEST_F(TableUnits, WordsOfYesAndNoCountOnlyWhereTheyAreAskedFor)
{
    plan.id = "ours";
    ask("v", "v");
    plan.columns.front().unit = unit("%");
    const auto share = open("代码,v\n1,TRUE\n2,否\n3,n\n4,×\n5,7\n");
    for (const std::size_t row : {0U, 1U, 2U, 3U}) EXPECT_FALSE(share.rows.at(row).cells.at(0).number) << row;
    EXPECT_EQ(share.rows.at(4).cells.at(0).number, 7);
    EXPECT_THAT(all_warnings(), HasSubstr("4 cells are no numbers"));
    plan.columns.front().unit.reset();
    EXPECT_FALSE(open("代码,v\n1,0.5\n2,0.7\n3,否\n").rows.at(2).cells.at(0).number);
    plan.columns.front().unit = unit("1");
    EXPECT_EQ(open("代码,v\n1,FALSE\n").rows.at(0).cells.at(0).number, 0);
    EXPECT_FALSE(open("代码,v\n1,否\n").rows.at(0).cells.at(0).number);
    plan.columns.front().unit = unit("0/1");
    EXPECT_EQ(open("代码,v\n1,TRUE\n").rows.at(0).cells.at(0).number, 1);
    plan.id = "fac";
    plan.columns = {};
    ask("two_high", "v");
    EXPECT_EQ(open("代码,v\n1,×\n").rows.at(0).cells.at(0).number, 0);
}

} // namespace
} // namespace peaksite
