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

} // namespace
} // namespace peaksite
