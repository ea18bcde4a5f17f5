#include "job/open/open_tables.hpp"
#include "support/our_catalogue.hpp"
#include "support/scratch.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <cmath>

namespace peaksite {
namespace {

using testing::AllOf;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;

// Tables of energy by fuel as offices keep them.
class AddedRows : public testing::Test {
protected:
    AddedRows()
    {
        sets.push_back({.id = "county", .title = {}, .crs = Crs::parse("EPSG:4490"), .zones = {}});
        for (const auto* key : {"1", "2", "3"})
            sets.front().zones.push_back({.key = key, .name = "县" + std::string{key}, .kind = "city", .shape = {}});
        plan.id = "energy";
        plan.key = "代码";
        plan.year_column = "年";
        ask("ad", "消费量");
        ask("kind", "品种");
    }

    void ask(const std::string& name, const std::string& column)
    {
        plan.columns.push_back({.name = name, .column = column, .unit = {}, .year = {}, .position = {}});
    }

    UnitTable open(const std::string& rows, const std::string& head = "代码,年,品种,消费量（吨标准煤）\n")
    {
        plan.file = folder.file("t.csv", head + rows);
        warnings.clear();
        const auto& catalogue = our_catalogue();
        return open_table(plan,
                          {.sets = sets,
                           .names = catalogue.indicators().names,
                           .regions = {},
                           .tables = catalogue.indicators().tables},
                          warnings);
    }

    // Lines of the rows that seem to be sums.
    static std::vector<std::int64_t> adding(const UnitTable& table)
    {
        std::vector<std::int64_t> out;
        for (const auto& row : table.rows)
            if (row.adds_up) out.push_back(row.line);
        return out;
    }

    std::string told(const std::string& words) const
    {
        std::string out;
        for (const auto& warning : warnings)
            if (warning.english().find(words) != std::string::npos) out += warning.english() + "\n";
        return out;
    }

    Scratch folder;
    std::vector<ZoneSet> sets;
    TablePlan plan;
    std::vector<Sentence> warnings;
};

TEST_F(AddedRows, AreToldByNumbersWhateverTheirWords)
{
    for (const auto* word : {"一、煤品", "煤炭及制品", "全部用煤", "I"}) {
        const std::string rows = std::string{"1,2024,"} + word +
                                 ",811.44\n1,2024,（一）原煤,714.3\n1,2024,（二）焦炭,97.14\n1,2024,电,2458.2\n";
        EXPECT_THAT(adding(open(rows)), ElementsAre(2)) << word;
        EXPECT_THAT(told("rows say what rows beside them add up to"), HasSubstr("1 rows")) << word;
    }
    EXPECT_THAT(adding(open("1,2024,原煤,714.3\n1,2024,焦炭,97.14\n1,2024,油,72.86\n1,2024,电,2458.2\n")), IsEmpty());
    EXPECT_THAT(told("add up"), "");
}

TEST_F(AddedRows, OfAllUnitsProveTogetherWhatOneDoesNot)
{
    const auto of = [](int unit, int all, int a, int b) {
        return fmt::format("{0},2024,用能,{1}\n{0},2024,原煤,{2}\n{0},2024,电,{3}\n", unit, all, a, b);
    };
    EXPECT_THAT(adding(open(of(1, 100, 40, 60))), IsEmpty()) << "plants of 40, 60 and 100 are as likely";
    EXPECT_THAT(adding(open(of(1, 100, 40, 60) + of(2, 110, 50, 60) + of(3, 90, 20, 70))), ElementsAre(2, 5, 8));
    EXPECT_THAT(adding(open(of(1, 100, 40, 60) + of(2, 130, 50, 60) + of(3, 70, 20, 70))), IsEmpty());
}

TEST_F(AddedRows, OfTwoWordsAreFoundAmongThoseOfOne)
{
    ask("sector", "部门");
    const auto table = open("1,2024,终端,煤,811.44\n1,2024,终端,电,2458.2\n1,2024,工业,煤,486.86\n"
                            "1,2024,工业,电,1474.9\n1,2024,生活,煤,324.58\n1,2024,生活,电,983.3\n",
                            "代码,年,部门,品种,消费量（吨标准煤）\n");
    EXPECT_THAT(adding(table), ElementsAre(2, 3));
}

TEST_F(AddedRows, AreNoneWhereTheirPartsDoNotCount)
{
    const std::string rows = "1,2024,煤炭,811.44\n1,2024,其中：原煤,714.3\n1,2024,其中：焦炭,97.14\n1,2024,电,5.7\n";
    EXPECT_THAT(adding(open(rows)), IsEmpty());
    EXPECT_THAT(adding(open("1,2024,煤炭,811.44\n1,2024,其中：原煤,714.3\n1,2024,　　焦炭,97.14\n1,2024,电,5.7\n")),
                ElementsAre(2))
        << "one of them counts";
}

TEST_F(AddedRows, SayTheSameEnergyInTwoWays)
{
    EXPECT_THAT(adding(open("1,2024,煤,5\n1,2024,电力（当量值）,122.9\n1,2024,电力（等价值）,300.1\n")),
                ElementsAre(4));
    EXPECT_THAT(adding(open("1,2024,煤,5\n1,2024,电力（当量值）,122.9\n1,2024,热力（当量值）,300.1\n")), IsEmpty());
}

TEST_F(AddedRows, SayTheSameEnergyInTwoUnits)
{
    ask("k_tce", "折标系数");
    const std::string head = "代码,年,品种,计量单位,消费量,折标系数\n";
    EXPECT_THAT(
        adding(open("1,2024,原煤,吨,100,0.7143\n1,2024,原煤,吨标准煤,71.43,1\n1,2024,柴油,吨,5,1.4571\n", head)),
        ElementsAre(3));
    EXPECT_THAT(
        adding(open("1,2024,电力,万千瓦时,300,1.229\n1,2024,电力,千瓦时,51234,0.0001229\n1,2024,煤,吨,5,1\n", head)),
        IsEmpty())
        << "of two firms";
}

TEST_F(AddedRows, OfYearsWithTheSameProportionsProveOneThing)
{
    std::string rows;
    for (int year = 2020; year < 2025; ++year)
        rows += fmt::format("1,{0},甲厂,600\n1,{0},乙厂,300\n1,{0},丙厂,300\n", year);
    EXPECT_THAT(adding(open(rows)), IsEmpty());
}

TEST_F(AddedRows, AreNoneOfOrdinaryTablesWithTotalsLeftOut)
{
    for (const std::string rows :
         {"1,2024,煤炭,1000\n1,2024,其中：原煤,600\n1,2024,焦炭,300\n1,2024,合计,1300\n",
          "1,2024,合计,1300\n1,2024,煤炭,1000\n1,2024,其中：原煤,600\n1,2024,焦炭,300\n",
          "1,2024,煤炭,1000\n1,2024,油,600\n1,2024,合计,1850\n1,2024,电力,250\n",
          "1,2024,规上合计,300\n1,2024,煤,100\n1,2024,油,200\n1,2024,全社会合计,450\n1,2024,电,150\n",
          "1,2023,合计,5000\n1,2024,原煤,700.4\n1,2024,柴油,200.1\n1,2024,合计,900.5\n"}) {
        EXPECT_THAT(adding(open(rows)), IsEmpty()) << rows;
        EXPECT_EQ(told("do not add up to them") + told("fewer rows"), "") << rows;
    }
    plan.complete = true;
    open("1,2024,合计,35\n1,2024,煤,10\n1,2024,电,20\n");
    EXPECT_EQ(told("do not add up to them"), "") << "the plan says that nothing is missing";
}

TEST_F(AddedRows, ASumThatIsLessThanItsPartsIsTold)
{
    const auto table = open("1,2024,综合能源消费量,1000\n1,2024,其中：煤,990\n1,2024,其中：电,15\n");
    EXPECT_EQ(table.rows.size(), 1U);
    EXPECT_THAT(told("is more together"), HasSubstr("row 2 1 综合能源消费量"));
    open("1,2024,综合能源消费量,1000\n1,2024,其中：煤,900\n1,2024,其中：电,15\n");
    EXPECT_EQ(told("is more together"), "") << "some parts are not listed";
}

TEST_F(AddedRows, CountBeyondTheOneTotalOfTheirZone)
{
    const std::string total = "1,2024,合计,57012\n", rows = "1,2024,原煤,50001\n1,2024,电力,7011\n";
    EXPECT_THAT(adding(open(total + rows + "1,2024,电力（甲）,7011\n")), ElementsAre(5));
    EXPECT_THAT(told("the total of their zone"), HasSubstr("row 5 1 电力（甲）"));
    EXPECT_THAT(adding(open("1,2024,上年结转,311\n" + rows + total)), ElementsAre(2));
    EXPECT_THAT(adding(open(total + rows)), IsEmpty());
    EXPECT_THAT(adding(open(total + "1,2024,煤小计,50001\n" + rows + "1,2024,附：损失,500\n")), ElementsAre(6))
        << "whatever subtotals are";
    EXPECT_THAT(adding(open("1,2024,规上合计,57012\n" + rows + "1,2024,居民,311\n")), IsEmpty())
        << "a total of some of them";
    EXPECT_THAT(adding(open(total + rows + "1,2024,居民,311\n1,2024,总计,57323\n")), IsEmpty()) << "all has its own";
}

TEST_F(AddedRows, AreHeldAgainstTotalsWithTheirLosses)
{
    const std::string rows = "1,2024,原煤,1234\n1,2024,电力,5000\n1,2024,回收利用,-1\n";
    open(rows + "1,2024,合计,9234\n");
    EXPECT_THAT(told("do not add up to them"), HasSubstr("合计"));
    for (const auto* total : {"6233", "6234"}) {
        open(rows + "1,2024,合计," + total + "\n");
        EXPECT_EQ(told("do not add up to them"), "") << total;
    }
}

TEST_F(AddedRows, OfSumsWithLossesAddUp)
{
    open("1,2024,原煤,3000\n1,2024,回收,-500\n1,2024,小计,2500\n1,2024,电力,2000\n1,2024,合计,4500\n");
    EXPECT_EQ(told("do not add up to them"), "");
    open("1,2024,合计,4500\n1,2024,煤小计,2500\n1,2024,原煤,3000\n1,2024,回收,-500\n1,2024,电力,2000\n");
    EXPECT_EQ(told("do not add up to them"), "");
}

TEST_F(AddedRows, OfZerosFallShortToo)
{
    const auto table = open("1,2024,原煤,0\n1,2024,电力,0\n1,2024,合计,300\n");
    EXPECT_THAT(told("do not add up to them"), HasSubstr("合计"));
    EXPECT_THAT(table.gaps.at(0).at(0).at(2024).front().rows, ElementsAre(0, 1));
}

TEST_F(AddedRows, FallShortOfATotalBelowMergedCells)
{
    open("1,2024,原煤,1234\n,2024,电力,4000\n,2024,合计,9234\n2,2024,煤,77\n,2024,电,99\n,2024,合计,176\n");
    EXPECT_THAT(told("do not add up to them"), AllOf(HasSubstr("1 rows"), HasSubstr("row 4 1 合计")));
}

TEST_F(AddedRows, FallShortOfATotalOfRoundNumbersToo)
{
    for (const std::string rows : {"1,2024,煤,1000\n1,2024,油,1000\n1,2024,电,1000\n1,2024,合计,5000\n",
                                   "1,2024,煤,300\n1,2024,电,400\n1,2024,合计,800\n"}) {
        open(rows);
        EXPECT_THAT(told("do not add up to them"), HasSubstr("合计")) << rows;
    }
}

// A table with one total: a shortfall that rounding cannot explain is told, wherever the total stands, and another is
// not.
RC_GTEST_FIXTURE_PROP(AddedRows, FallShortByWhatRoundingCannotExplain, ())
{
    const auto count = *rc::gen::inRange(2, 7);
    const auto decimals = *rc::gen::inRange(0, 3);
    const double place = std::pow(10, -decimals);
    std::int64_t sum = 0;
    std::string rows;
    const auto row = [&](const std::string& name, std::int64_t amount) {
        return fmt::format("1,2024,{},{:.{}f}\n", name, static_cast<double>(amount) * place, decimals);
    };
    for (int i = 0; i < count; ++i) {
        const auto amount = *rc::gen::inRange<std::int64_t>(1000, 1000000) * 10 + 1 + i;
        rows += row("品种" + std::to_string(i), amount);
        sum += amount;
    }
    const bool explained = *rc::gen::inRange(0, 2) == 0;
    const auto most = (count + 1) / 2;
    const auto short_by = explained ? *rc::gen::inRange(-most, most + 1) : *rc::gen::inRange(most + 1, 500);
    // The last digit of the total is one of its decimals.
    const auto total = row("合计", sum + short_by + (explained || (sum + short_by) % 10 != 0 ? 0 : 1));
    open(*rc::gen::inRange(0, 2) == 0 ? total + rows : rows + total);
    const bool says_short = !told("do not add up to them").empty();
    RC_ASSERT(says_short != explained);
}

TEST_F(AddedRows, FallShortOfATotalThatWasLeftOut)
{
    const std::string whole = "2,2024,合计,30\n2,2024,煤,10\n2,2024,电,20\n";
    const auto table = open("1,2024,合计,35\n1,2024,煤,10\n1,2024,电,20\n" + whole);
    ASSERT_EQ(table.gaps.size(), 1U);
    ASSERT_TRUE(table.gaps[0].contains(0));
    EXPECT_FALSE(table.gaps[0].contains(1));
    const auto& gap = table.gaps[0].at(0).at(2024).front();
    EXPECT_THAT(gap.rows, ElementsAre(0, 1));
    EXPECT_THAT(gap.kinds, ElementsAre("合计"));
    EXPECT_THAT(told("do not add up to them"), AllOf(HasSubstr("1 rows of totals"), HasSubstr("row 2 1 合计")));
    open("1,2024,合计,9000\n1,2024,煤炭小计,3000\n1,2024,油品小计,3000\n1,2024,电,3000\n" + whole);
    EXPECT_THAT(told("do not add up to them"), AllOf(HasSubstr("1 rows of totals"), HasSubstr("row 2 1 合计")))
        << "whatever other sums are";
    open("1,2024,煤小计,10\n1,2024,煤,10\n1,2024,电,20\n" + whole);
    EXPECT_THAT(told("do not add up to them"), "") << "a sum of one row";
    open("1,2024,合计,25\n1,2024,煤,10\n1,2024,电,20\n1,2024,损失,-5\n" + whole);
    EXPECT_THAT(told("do not add up to them"), "") << "amounts below 0";
    open("1,2024,平均,35\n1,2024,煤,10\n1,2024,电,20\n" + whole);
    EXPECT_THAT(told("do not add up to them"), "");
}

TEST_F(AddedRows, OfAColumnOfOneYearAreThoseOfThatYear)
{
    plan.year_column.clear();
    plan.columns.clear();
    plan.columns.push_back({.name = "ad", .column = "2024年消费量", .unit = {}, .year = 2024, .position = {}});
    plan.columns.push_back({.name = "new_re_tce", .column = "2023年新增", .unit = {}, .year = 2023, .position = {}});
    ask("kind", "品种");
    const auto table =
        open("1,用能,811.44,1\n1,原煤,714.3,1\n1,焦炭,97.14,1\n1,电,5.5,1\n2,合计,9,1\n2,煤,5,1\n2,油,2,1\n",
             "代码,品种,2024年消费量,2023年新增\n");
    EXPECT_THAT(adding(table), ElementsAre(2));
    ASSERT_EQ(table.gaps.size(), 1U);
    EXPECT_TRUE(table.gaps[0].at(1).contains(2024));
}

// A total in tonnes of coal equivalent says nothing of tonnes and cubic metres.
TEST_F(AddedRows, OfOtherFactorsAreNotHeldAgainstATotal)
{
    ask("k_tce", "折标系数");
    const std::string head = "代码,年,品种,消费量,折标系数\n";
    open("1,2024,合计,35,1\n1,2024,煤,10,0.7143\n1,2024,电,20,0.1229\n", head);
    EXPECT_THAT(told("do not add up to them"), "");
    open("1,2024,合计,35,1\n1,2024,煤,10,1\n1,2024,电,20,1\n", head);
    EXPECT_THAT(told("do not add up to them"), Not(IsEmpty()));
}

TEST_F(AddedRows, AFactorIsNotInTheUnitAboveTheTable)
{
    ask("k_tce", "折标系数");
    for (const std::string above : {"单位：万吨标准煤\n", "分品种消费量（万吨标准煤）\n"}) {
        const auto table = open("1,2024,煤,0.1,1\n1,2024,电,0.2,1\n", above + "代码,年,品种,消费量,折标系数\n");
        EXPECT_EQ(table.fields[0].unit, "万吨标准煤") << above;
        EXPECT_EQ(table.fields[2].unit, "1") << above;
    }
}

TEST_F(AddedRows, ALineThatNamesAUnitIsNoRow)
{
    const auto table = open("1,,,\n1,2024,煤,9\n,2023年,,\n1,2023,煤,8\n2,2024,,\n");
    EXPECT_EQ(table.rows.size(), 3U) << "two of the first unit, and that of a unit which states nothing";
    EXPECT_EQ(table.rows.back().zones[0].front(), 1U);
    EXPECT_EQ(told("state no year"), "");
}

} // namespace
} // namespace peaksite
