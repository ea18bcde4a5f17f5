#include "job/open/open_tables.hpp"
#include "support/our_catalogue.hpp"
#include "support/scratch.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>

namespace peaksite {
namespace {

using testing::HasSubstr;
using testing::Not;

class HeadYears : public testing::Test {
protected:
    HeadYears()
    {
        plan.id = "stats";
        plan.key = "县区";
    }

    void ask(const std::string& column, std::optional<int> year = {})
    {
        plan.columns = {{.name = "gdp", .column = column, .unit = {}, .year = year, .position = {}}};
    }

    std::string told(const std::string& content)
    {
        plan.file = (folder / "t.csv").string();
        std::ofstream{plan.file} << content;
        std::vector<Sentence> warnings;
        open_table(
            plan,
            {.sets = {}, .names = our_catalogue().indicators().names, .regions = {}, .year = stated, .this_year = 2026},
            warnings);
        std::string out;
        for (const auto& warning : warnings) out += warning.english() + "\n";
        return out;
    }

    Scratch folder;
    TablePlan plan;
    std::optional<int> stated;
};

TEST_F(HeadYears, ThatAreNotThoseOfThePlanAreTold)
{
    plan.year = 2022;
    for (const auto* head : {"2021年GDP（亿元）", "GDP（亿元）2021年", "2021GDP（亿元）"}) {
        ask(head);
        const auto rows = std::string{"县区,"} + head + "\n甲,1\n";
        EXPECT_THAT(told(rows), HasSubstr("1 columns name another year in their heads than the one in brackets"));
        ask(head, 2021);
        EXPECT_THAT(told(rows), Not(HasSubstr("another year")));
    }
    for (const auto* head : {"2022年GDP（亿元）", "GDP（亿元）", "GDP（亿元，2020年价）"}) {
        ask(head);
        EXPECT_THAT(told(std::string{"县区,\""} + head + "\"\n甲,1\n"), Not(HasSubstr("another year"))) << head;
    }
}

TEST_F(HeadYears, OfTheTitleThatAreNotThoseOfThePlanAreTold)
{
    plan.year = 2022;
    ask("GDP（亿元）");
    const auto below = [this](const std::string& title) { return told(title + "\n县区,GDP（亿元）\n甲,1\n"); };
    EXPECT_THAT(below("2021年主要指标,"), HasSubstr("the title '2021年主要指标' names the year 2021, and the plan says "
                                                    "that its numbers are of 2022"));
    for (const auto* title : {"2022年主要指标,", "主要指标,", "2021-2022年主要指标,", "中国统计年鉴2023,",
                              "2022年主要指标,2023年3月15日", "2021年、2022年主要指标,"})
        EXPECT_THAT(below(title), Not(HasSubstr("the title"))) << title;
    ask("GDP（亿元）", 2021);
    EXPECT_THAT(below("2021年主要指标,"), Not(HasSubstr("the title")));
}

TEST_F(HeadYears, OfASeriesDifferInTheYearOnly)
{
    ask("{year}年GDP（亿元）");
    const auto series = [this](const std::string& head) {
        return told("县区,2020年GDP（亿元）,\"" + head + "\"\n甲,1,2\n");
    };
    EXPECT_THAT(
        series("2022年GDP（亿元，现价）"),
        HasSubstr("1 series take columns whose heads differ in more than the year, and may not be compared with "
                  "each other; give them like heads, or name the column of each year in the plan: "
                  "gdp: 2020年GDP(亿元) / 2022年GDP(亿元,现价)"));
    for (const auto* head :
         {"2022年GDP（亿元）", "2022年 GDP(亿元)", "2022年GDP/亿元", "2022年GDP【亿元】", "2022年GDP（单位：亿元）"})
        EXPECT_THAT(series(head), Not(HasSubstr("differ"))) << head;
}

TEST_F(HeadYears, ThatFitNoPatternAreTold)
{
    ask("{year}年GDP（亿元）");
    for (const auto* head :
         {"2020GDP（亿元）", "2202年GDP（亿元）", "2020年末GDP（亿元）", "GDP2020年", "20年GDP（亿元）"})
        EXPECT_THAT(told(std::string{"县区,2022年GDP（亿元）,"} + head + "\n甲,1,2\n"),
                    HasSubstr("1 columns look like years of a series, but their heads do not follow its pattern, and "
                              "were left out: "))
            << head;
    for (const auto* head : {"2020年人均GDP（元）", "2020年人口（万人）", "GDP增速", "备注1"})
        EXPECT_THAT(told(std::string{"县区,2022年GDP（亿元）,"} + head + "\n甲,1,2\n"), Not(HasSubstr("look like")))
            << head;
}

TEST_F(HeadYears, ThatAreStillToComeAreTold)
{
    constexpr const auto* told_years = "years still to come (2030, 2035)";
    ask("{year}年GDP（亿元）");
    const std::string series =
        "县区,2022年GDP（亿元）,2030年GDP（亿元）,2035年GDP（亿元）,2040年GDP（亿元）\n甲,1,2,3,—\n";
    EXPECT_THAT(told(series), HasSubstr(told_years));
    EXPECT_THAT(told(series), HasSubstr("[parameters]: year = 2022,"));
    stated = 2022;
    EXPECT_THAT(told(series), Not(HasSubstr("to come")));
    stated = 2030;
    EXPECT_THAT(told(series), HasSubstr(told_years));
    stated = {};
    plan.year_column = "年份";
    ask("gdp");
    EXPECT_THAT(told("县区,年份,gdp\n甲,2022,1\n甲,2030,2\n乙,2035,2\n"), HasSubstr(told_years));
    EXPECT_THAT(told("县区,年份,gdp\n甲,2022,1\n甲,2026,2\n"), Not(HasSubstr("to come")));
}

} // namespace
} // namespace peaksite
