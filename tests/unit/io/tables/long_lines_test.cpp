#include "base/error.hpp"
#include "io/tables/read_office_table.hpp"
#include "support/scratch.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <random>

namespace peaksite {
namespace {

using testing::HasSubstr;

class LongLine : public testing::Test {
protected:
    // What is said of a text: its warnings, or why it is refused.
    std::string said_of(const std::string& content, const std::string& name = "t.csv")
    {
        std::string out;
        try {
            const auto table = read_office_table({.file = folder.file(name, content), .names = {"code", "name"}});
            for (const auto& one : table.sheet.warnings) out += "told: " + one.english() + "\n";
        } catch (const InputError& error) {
            out = std::string{"refused: "} + error.what();
        }
        return out;
    }

    Scratch folder;
};

TEST_F(LongLine, ThanTheHeadIsRefusedWhereTwoCellsMayBeOneNumberWhateverMostLinesDo)
{
    EXPECT_THAT(said_of("code,gdp,pop\n1,1,234,\n2,2,345,\n"),
                testing::AllOf(HasSubstr("refused"), HasSubstr("line 2"), HasSubstr("'1,1' may be one number")));
    for (const auto* content : {"name,lon,lat,co2,note\nA,105.01,37.91,1,234,\nB,105.04,37.91,2.5,,\n",
                                "code,c_above,c_below,c_soil,c_dead,note\n640101,50.5,10.5,1,234,5.5,\n",
                                "code,name,lon,lat,radius,area,cost,note\nx,A,105.01,37.91,1,200,5.5,6,\n"})
        EXPECT_THAT(said_of(content), HasSubstr("refused")) << content;
}

TEST_F(LongLine, ThanTheHeadIsReadWhereNoTwoCellsMayBeOneNumber)
{
    EXPECT_EQ(said_of("code,gdp,pop\n640101,1.5,234.5,\n640102,2.5,-,\n"), "");
    EXPECT_EQ(said_of("code,gdp,pop\n\"1\",\"1\",\"234\",\n\"2\",\"2\",\"345\",\n"), "");
    EXPECT_EQ(said_of("code\tgdp\tpop\n1\t1\t234\t\n2\t2\t345\t\n", "t.tsv"), "");
}

TEST_F(LongLine, ThatHasRoomForASplitNumberIsToldWhereItIsFilledFurtherThanOthers)
{
    EXPECT_THAT(said_of("code,gdp,pop,note,\n1,1,234,5,\n2,5,6,,\n"),
                testing::AllOf(HasSubstr("told"), HasSubstr("line 2 '1,234'"), testing::Not(HasSubstr("line 3"))));
    EXPECT_THAT(said_of("code,gdp,pop,note\n1,1,234,5\n2,5,6,\n合计,6,,\n"), HasSubstr("line 2 '1,234'"));
    for (const auto* content :
         {"code,gdp,pop,note,\n1,1,234,核实,\n2,5,6,,\n", "code,gdp,pop,note\n1,1,\"234\",5\n2,5,6,\n",
          "code,gdp,pop,note\n1,1,2345,5\n2,5,6,\n", "code;gdp;pop;note\n1;1;234;5\n2;5;6;\n"})
        EXPECT_EQ(said_of(content), "") << content;
}

TEST_F(LongLine, IsNotSuspectedWhereOthersHaveNumbersInItsLastColumnsToo)
{
    EXPECT_EQ(said_of("code,co2,mw\n1,12,100\n2,5,50\n3,7,\n"), "");
    EXPECT_THAT(said_of("code,co2,note\n1,12,100\n2,5,核实\n3,7,\n"), HasSubstr("line 2 '12,100'"))
        << "words there are no numbers";
    EXPECT_THAT(said_of("code,co2,note\n1,12,100\n2,5,\n合计,17,9\n"), HasSubstr("line 2 '12,100'"))
        << "a line of totals is none";
}

// One number of one line is split, wherever there is room for what it moves; nothing of it is silent.
TEST_F(LongLine, ASplitNumberIsNeverSilent)
{
    std::mt19937 random{7};
    const auto below = [&](std::size_t count) { return static_cast<std::size_t>(random() % count); };
    enum Room : std::size_t { none, of_head, of_lines, of_note };
    for (int i = 0; i < 200; ++i) {
        const auto columns = 2 + below(3), split_row = below(3), split_column = below(columns);
        const auto room = static_cast<Room>(below(4));
        const bool quoted = below(4) == 0;
        const auto number = std::to_string(1 + below(999)) + "," + std::to_string(100 + below(900));
        std::string content = "code";
        for (std::size_t column = 0; column < columns; ++column) content += ",v" + std::to_string(column);
        content += room == of_note ? ",note\n" : room == of_head ? ",\n" : "\n";
        for (std::size_t row = 0; row < 3; ++row) {
            content += "64010" + std::to_string(row);
            for (std::size_t column = 0; column < columns; ++column) {
                const bool split = row == split_row && column == split_column;
                content += "," + (!split ? std::to_string(below(900)) + ".5" : quoted ? "\"" + number + "\"" : number);
            }
            // In a column of its own the number takes the room that others leave.
            const bool taken = !quoted && row == split_row && room != of_lines;
            content += room == none || taken ? "\n" : ",\n";
        }
        EXPECT_EQ(said_of(content).empty(), quoted) << content << said_of(content);
    }
}

} // namespace
} // namespace peaksite
