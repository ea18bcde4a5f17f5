#include "io/tables/delimited.hpp"

#include <gmock/gmock.h>

namespace peaksite {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

std::vector<std::string> column(const SheetCells& sheet, std::size_t number)
{
    std::vector<std::string> out;
    for (std::size_t row = 1; row < sheet.rows.size(); ++row) out.push_back(sheet.rows[row].cell(number));
    return out;
}

TEST(Delimited, DecimalsBehindACommaAreReadWhereACommaSeparatesNothing)
{
    const auto sheet = delimited_cells("code;pop;rate\na;1,234;3,5\nb;12,34;10,25\n", "t.csv");
    EXPECT_THAT(column(sheet, 1), ElementsAre("1.234", "12.34"));
    EXPECT_THAT(column(sheet, 2), ElementsAre("3.5", "10.25"));
    ASSERT_EQ(sheet.warnings.size(), 1U);
    EXPECT_THAT(sheet.warnings[0].english(), HasSubstr("decimals stand behind a comma"));
}

// What is far too wide by one separator is none by another.
TEST(Delimited, ATrialOfASeparatorDoesNotEndTheRun)
{
    std::string many = "0";
    for (int n = 0; n < 20000; ++n) many += ",1";
    const auto sheet = delimited_cells("code\tseries\nA\t" + many + "\nB\t2\n", "t.tsv");
    EXPECT_THAT(column(sheet, 0), ElementsAre("A", "B"));
    EXPECT_EQ(column(sheet, 1).at(1), "2");
}

TEST(Delimited, OneSlipAmongThousandsIsNoNumberAndChangesNoOther)
{
    const auto sheet = delimited_cells("code,pop\na,\"1,234\"\nb,\"12,34\"\nc,\"2,345\"\n", "t.csv");
    EXPECT_THAT(column(sheet, 1), ElementsAre("1,234", "12,34", "2,345"));
    EXPECT_THAT(sheet.warnings, IsEmpty());
}

TEST(Delimited, ACommaInQuotesStandsBeforeDecimalsWhereEveryCellSaysSo)
{
    const auto sheet = delimited_cells("code,rate\na,\"1,5\"\nb,\"12,34\"\n", "t.csv");
    EXPECT_THAT(column(sheet, 1), ElementsAre("1.5", "12.34"));
}

TEST(Delimited, ThousandsStayWhereTheyAre)
{
    const auto sheet = delimited_cells("code,pop\na,\"1,234\"\nb,\"1,234,567\"\n", "t.csv");
    EXPECT_THAT(column(sheet, 1), ElementsAre("1,234", "1,234,567"));
    const auto unclear = delimited_cells("code;pop\na;1,234\nb;5,678\n", "t.csv");
    ASSERT_EQ(unclear.warnings.size(), 1U);
    EXPECT_THAT(unclear.warnings[0].english(), HasSubstr("were taken as thousands"));
}

std::string warnings_of(const std::string& content)
{
    std::string out;
    for (const auto& one : delimited_cells(content, "t.csv").warnings) out += one.english() + "\n";
    return out;
}

TEST(Delimited, ACommaOfThousandsIsToldWhereAnotherColumnHasDecimalsBehindOne)
{
    EXPECT_THAT(warnings_of("code\tgdp\tpop\n1\t12,5\t1,234\n"), HasSubstr("as thousands: '1,234' (row 2)"));
    EXPECT_THAT(warnings_of("code\tgdp\tpop\n1\t12.5\t1,234\n"), IsEmpty());
}

TEST(Delimited, APointThatMayBeOfThousandsIsToldWhereTheFileHasSuch)
{
    const std::string told = "were taken as decimals: '1.234' (row 2)";
    EXPECT_THAT(warnings_of("code;gdp;pop\n1;1.234,5;1.234\n2;2.345,5;5.678\n"), HasSubstr(told));
    EXPECT_THAT(warnings_of("code;gdp;pop\n1;1.234.567;1.234\n"), HasSubstr(told));
    EXPECT_THAT(warnings_of("code;gdp;pop\n1;12,5;1.234\n"), HasSubstr(told));
    EXPECT_THAT(warnings_of("code;gdp;pop\n1;1.234.567;1.234\n2;1.234.567;5.67\n"), IsEmpty());
    EXPECT_THAT(warnings_of("code;gdp;pop\n1;7;1.234\n2;8;5.678\n"), IsEmpty());
}

TEST(Delimited, AQuotationMarkThatSwallowsALineIsTold)
{
    const std::string head = "name,note,lon,lat,co2\n";
    EXPECT_THAT(warnings_of(head + "A,\"x,105.01,37.91,1\nB,y\",105.04,37.91,2\n"),
                HasSubstr("hides a row? lines 2-3"));
    EXPECT_THAT(warnings_of(head + "A,\"x,\ny\",105.01,37.91,1\n"), IsEmpty());
}

TEST(Delimited, ACellThatGoesOnBehindItsQuotationMarksIsAsItStands)
{
    const auto sheet = delimited_cells("code,gdp\n1,\"1\"5\n2,\"1 \" 5\n3,\"1\" \n", "t.csv");
    EXPECT_THAT(column(sheet, 1), ElementsAre("\"1\"5", "\"1 \" 5", "1"));
    EXPECT_FALSE(sheet.rows[1].cells.quoted(1));
    EXPECT_TRUE(sheet.rows[3].cells.quoted(1));
}

} // namespace
} // namespace peaksite
