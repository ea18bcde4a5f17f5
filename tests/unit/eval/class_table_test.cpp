#include "eval/class_table.hpp"

#include "base/error.hpp"
#include "eval/compiler.hpp"
#include "eval/machine.hpp"

#include <gtest/gtest.h>

namespace peaksite {
namespace {

// Truths of the first five indices, of one beyond the list, and of no data, as letters.
std::string truths(const std::string& relation, const ClassInput& layer)
{
    const auto table = class_table(parse(relation), layer);
    std::string out;
    for (const std::size_t index : {0U, 1U, 2U, 3U, 4U, 254U, 255U})
        out += table[index] == Truth::yes ? 'y' : table[index] == Truth::no ? 'n' : '?';
    return out;
}

// Water, two codes of forest, a code that is no class, town.
const ClassInput named{.input = 0,
                       .classes = {{.code = 1, .key = "water"},
                                   {.code = 2, .key = "forest"},
                                   {.code = 3, .key = "forest"},
                                   {.code = 7, .key = ""},
                                   {.code = 9, .key = "town"}},
                       .missing = 255};
const ClassInput codes{.input = 0,
                       .classes = {{.code = -3, .key = "-3"},
                                   {.code = 0, .key = "0"},
                                   {.code = 10, .key = "10"},
                                   {.code = 20, .key = "20"},
                                   {.code = 300, .key = "300"}},
                       .missing = 255};

TEST(ClassTable, KnowsNothingOfCodesThatAreNoClass)
{
    for (const auto& [relation, wanted] :
         std::vector<std::pair<std::string, std::string>>{{"lc == 'forest'", "nyy?n??"},
                                                          {"lc != 'forest'", "ynn?y??"},
                                                          {"lc in ['water', 'town']", "ynn?y??"},
                                                          {"lc == 9", "nnn?y??"},
                                                          {"lc in [2, 'water']", "yyn?n??"}})
        EXPECT_EQ(truths(relation, named), wanted) << relation;
    for (const auto* wrong : {"lc == 7", "lc == 4", "lc == 'mud'", "lc < 3"})
        EXPECT_THROW(class_table(parse(wrong), named), UsageError) << wrong;
}

TEST(ClassTable, OfCodesWithoutNamesTakesAnyCodeAndOrder)
{
    for (const auto& [relation, wanted] :
         std::vector<std::pair<std::string, std::string>>{{"lc == 10", "nnynn??"},
                                                          {"lc == 11", "nnnnn??"},
                                                          {"lc != 11", "yyyyy??"},
                                                          {"lc in [-3, 300, 5]", "ynnny??"},
                                                          {"lc < 10", "yynnn??"},
                                                          {"lc <= 10", "yyynn??"},
                                                          {"lc > 10", "nnnyy??"},
                                                          {"lc >= -2.5", "nyyyy??"}})
        EXPECT_EQ(truths(relation, codes), wanted) << relation;
    EXPECT_THROW(class_table(parse("lc == 'mud'"), codes), UsageError);
}

TEST(ClassTable, OfCodesWithoutNamesHasNumbersToo)
{
    const Symbols symbols{{"lc", codes}};
    Compiler compiler{symbols};
    const int output = compiler.value(parse("lc * 2 + 1")), later = compiler.condition(parse("5 < lc"));
    const auto program = compiler.finish();
    RowMachine machine{program, 3};
    const std::array<std::uint8_t, 3> cells{0, 4, 255};
    machine.run(std::vector<InputRow>{{.cells = cells.data(), .complete = false}}, 3);
    EXPECT_EQ(machine.value(output)[0], -5);
    EXPECT_EQ(machine.value(output)[1], 601);
    EXPECT_NE(machine.value(output)[2], machine.value(output)[2]);
    EXPECT_EQ(machine.condition(later)[0], Truth::no);
    EXPECT_EQ(machine.condition(later)[1], Truth::yes);
    EXPECT_EQ(machine.condition(later)[2], Truth::unknown);
}

} // namespace
} // namespace peaksite
