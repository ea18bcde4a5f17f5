#include "job/open/missing_kinds.hpp"
#include "job/open/open_tables.hpp"
#include "support/our_catalogue.hpp"
#include "support/scratch.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace peaksite {
namespace {

using testing::AllOf;
using testing::HasSubstr;
using testing::IsEmpty;

class MissingKinds : public testing::Test {
protected:
    MissingKinds()
    {
        sets.push_back({.id = "county", .title = {}, .crs = Crs::parse("EPSG:4490"), .zones = {}});
        for (const auto* key : {"1", "2", "3"})
            sets.front().zones.push_back({.key = key, .name = "县" + std::string{key}, .kind = "city", .shape = {}});
        plan.key = "代码";
        plan.year_column = "年";
    }

    // What is told of rows that are missing, one line for each sentence.
    std::string told(const std::string& id, const std::string& content)
    {
        plan.id = id;
        plan.file = folder.file("t.csv", content);
        std::vector<Sentence> warnings;
        const auto& catalogue = our_catalogue();
        open_table(plan,
                   {.sets = sets,
                    .names = catalogue.indicators().names,
                    .regions = {},
                    .tables = catalogue.indicators().tables},
                   warnings);
        std::string out;
        for (const auto& warning : warnings)
            if (warning.english().find(" in brackets") != std::string::npos) out += warning.english() + "\n";
        return out;
    }

    Scratch folder;
    std::vector<ZoneSet> sets;
    TablePlan plan;
};

const std::string energy = "代码,年,kind,ad\n";

TEST_F(MissingKinds, OfTheLatestYearAreTold)
{
    const std::string before = energy + "1,2023,煤,9\n1,2023,油,2\n2,2023,煤,9\n2,2023,油,2\n";
    EXPECT_EQ(told("energy", before + "1,2024,煤,9\n1,2024,油,2\n2,2024,煤,9\n2,2024,油,2\n"), "");
    EXPECT_THAT(told("energy", before + "1,2024,油,2\n2,2024,油,2\n"),
                AllOf(HasSubstr("table 'energy': 2 zones have fewer rows"), HasSubstr("compared with nothing"),
                      HasSubstr("1 县1 (煤: 2024), 2 县2 (煤: 2024)")));
    EXPECT_THAT(told("energy", before + "1,2024,煤,0\n1,2024,油,2\n2,2024,煤,\n2,2024,油,2\n"), IsEmpty())
        << "a row with 0, or without its number, is there";
}

TEST_F(MissingKinds, AreThoseWithAnAmountBefore)
{
    EXPECT_EQ(told("energy", energy + "1,2023,煤,0\n1,2023,油,2\n1,2024,油,2\n"), "");
    EXPECT_EQ(told("energy", energy + "1,2023,煤,\n1,2023,油,2\n1,2024,油,2\n"), "");
}

TEST_F(MissingKinds, AreThoseOfEveryYearOfTheZoneThatAnotherHas)
{
    const auto all = told("energy", energy + "1,2020,煤,1\n1,2022,油,2\n1,2024,油,2\n"   // long gone
                                             "2,2020,煤,1\n2,2020,油,1\n2,2022,油,2\n"   // its last years
                                             "3,2024,油,2\n3,2023,油,1\n3,2023,煤,1\n"); // in any order
    EXPECT_THAT(all, HasSubstr("3 zones have fewer rows in the years in brackets"));
    EXPECT_THAT(all, HasSubstr(": 1 县1 (油: 2020; 煤: 2024, 2022), 3 县3 (煤: 2024), 2 县2 (煤: 2022)\n"))
        << "the latest first";
}

TEST_F(MissingKinds, AreNoneUnderAnotherWordOfTheSame)
{
    EXPECT_EQ(told("energy", energy + "1,2023,煤,9\n1,2024,原煤,9\n"), "");
    EXPECT_EQ(told("energy", energy + "1,2023,COAL,9\n1,2024,煤炭,9\n"), "");
    EXPECT_THAT(told("energy", energy + "1,2023,原煤,9\n1,2023,焦炭,2\n1,2024,焦炭,2\n"),
                HasSubstr("县1 (原煤: 2024)"));
    EXPECT_THAT(told("energy", energy + "1,2023,柴禾,9\n1,2023,油,2\n1,2024,油,2\n"), HasSubstr("县1 (柴禾: 2024)"))
        << "a word that no formula knows is a kind too";
}

TEST_F(MissingKinds, OfFuelsAreThoseOfASector)
{
    EXPECT_THAT(told("fuel", "代码,年,kind,sector,ad\n1,2023,煤,工业,9\n1,2023,煤,建筑,2\n1,2024,煤,建筑,2\n"),
                HasSubstr("县1 (煤/工业: 2024)"));
    EXPECT_THAT(told("fuel", "代码,年,kind,ad\n1,2023,煤,9\n1,2023,油,2\n1,2024,油,2\n"), HasSubstr("县1 (煤: 2024)"));
}

// Such a sum lacks a number and is not compared: it does not count as 0.
TEST_F(MissingKinds, AreNoBlankCellsOfASeries)
{
    plan.year_column.clear();
    EXPECT_EQ(told("energy", "代码,kind,ad_2023,ad_2024\n1,煤,9,\n1,油,2,2\n"), "");
}

// Kinds that formulas do not tell apart: varieties of a fuel, processes. Their rows are counted.
TEST_F(MissingKinds, AreRowsOfAKindThatAnotherYearHasMoreOf)
{
    const std::string before = energy + "1,2020,煤,9\n1,2020,煤,5\n1,2022,煤,9\n";
    EXPECT_THAT(told("energy", before + "1,2021,煤,9\n1,2021,煤,5\n"), HasSubstr("县1 (煤: 2022)"));
    EXPECT_THAT(told("energy", before + "1,2021,煤,9\n"), HasSubstr("县1 (煤: 2022, 2021)"));
    EXPECT_EQ(told("energy", before + "1,2022,煤,0\n"), "");
    EXPECT_EQ(told("energy", energy + "1,2020,煤,9\n1,2020,煤,0\n1,2022,煤,9\n"), "");
    EXPECT_EQ(told("energy", energy + "1,2020,原煤,9\n1,2020,焦炭,5\n1,2022,煤,9\n1,2022,煤炭,5\n"), "");
    for (const char* rows : {"1,2020,9\n1,2020,5\n1,2022,9\n", "1,2020,9\n1,2020,0\n1,2022,0\n"})
        EXPECT_THAT(told("process", "代码,年,ad\n" + std::string{rows}), HasSubstr("县1 (2022)")) << rows;
    for (const char* rows : {"1,2020,9\n1,2020,0\n1,2022,9\n", "1,2020,9\n1,2020,5\n1,2022,9\n1,2022,0\n"})
        EXPECT_EQ(told("process", "代码,年,ad\n" + std::string{rows}), "") << rows;
}

// By whatever column of words tells them apart, read by the plan or not.
TEST_F(MissingKinds, AreNamedByOtherColumnsOfWords)
{
    const std::string rows = "1,一县,2020,煤,9,烟煤,吨\n1,一县,2020,煤,5,无烟煤,吨\n1,一县,2022,煤,9,烟煤,吨\n";
    for (const char* head : {"代码,名称,年,kind,ad,品种,备注\n", "代码,备注,年,kind,ad,产品,计量单位\n"})
        EXPECT_THAT(told("energy", head + rows), HasSubstr("县1 (煤/无烟煤: 2022)")) << head;
    for (const char* head : {"代码,年,ad,工序,编号\n", "代码,年,ad,编号,工序\n"}) {
        const auto process = [&](const std::string& text) { return told("process", head + text); };
        EXPECT_THAT(process("1,2020,9,电石,a\n1,2020,0,熟料,b\n1,2022,7,熟料,c\n"), HasSubstr("县1 (电石: 2022)"));
        EXPECT_THAT(process("1,2020,9,电石,a\n1,2020,0,熟料,b\n1,2022,0,熟料,c\n"), HasSubstr("县1 (电石: 2022)"));
        EXPECT_EQ(process("1,2020,9,电石,a\n1,2020,0,熟料,b\n1,2022,0,电石,c\n"), "");
    }
    EXPECT_THAT(told("energy", "代码,年,kind,ad,品种\n1,2020,煤,9,烟煤\n1,2020,油,5,原油\n1,2022,煤,9,烟煤\n"),
                HasSubstr("县1 (油/原油: 2022)"));
    const std::string blank = "1,2020,9,熟料\n1,2020,5,电石\n1,2020,3,\n1,2022,9,熟料\n";
    EXPECT_THAT(told("process", "代码,年,ad,工序\n" + blank), HasSubstr("县1 (2022)")) << "one has no name";
    plan.columns = {{.name = "ad", .column = "产量", .unit = {}, .year = {}, .position = {}},
                    {.name = "own", .column = "工序", .unit = {}, .year = {}, .position = {}}};
    EXPECT_THAT(told("process", "代码,年,产量,工序\n1,2020,9,熟料\n1,2020,5,电石\n1,2022,9,熟料\n"),
                HasSubstr("县1 (电石: 2022)"));
}

// Such a zone has no value in that year, although one without any row counts as 0.
TEST_F(MissingKinds, AreNoneOfZonesWithoutAnyRowOfTheYear)
{
    const std::string rows = "代码,年,ad,ef\n1,2023,9,0.5\n2,2023,9,0.5\n1,2024,9,0.5\n";
    EXPECT_THAT(told("process", rows),
                AllOf(HasSubstr("1 zones have rows, but none of the years in brackets, in which their sums have no "
                                "value and are compared with nothing"),
                      HasSubstr("县2 (2024)"), testing::Not(HasSubstr("have fewer rows"))));
    plan.complete = true;
    EXPECT_EQ(told("process", rows), "") << "the plan says that there is none";
}

TEST_F(MissingKinds, AreNotOfTablesWithOneRowOrOneYear)
{
    EXPECT_EQ(told("power", "代码,年,use\n1,2023,9\n2,2023,9\n1,2024,9\n"), "");
    EXPECT_EQ(told("energy", energy + "1,2024,煤,9\n2,2024,油,9\n"), "");
}

TEST_F(MissingKinds, AreToldOfEveryTableThatTheCatalogueTellsApart)
{
    const auto& catalogue = our_catalogue().indicators();
    for (const auto& table : catalogue.tables) {
        if (!table.kinds.empty()) {
            EXPECT_FALSE(table.amount.empty()) << table.id;
        }
        if (!table.amount.empty()) {
            EXPECT_TRUE(table.several) << table.id;
        }
        for (const auto& kind : table.kinds) {
            const auto* name = catalogue.name(table.id + "." + kind);
            ASSERT_NE(name, nullptr) << table.id << kind;
            EXPECT_FALSE(name->words.empty()) << name->name;
        }
        if (table.amount.empty()) continue;
        const auto* amount = catalogue.name(table.id + "." + table.amount);
        ASSERT_NE(amount, nullptr) << table.id;
        EXPECT_TRUE(amount->words.empty()) << table.id;
    }
    // Factors that rows of a kind share say which column tells them apart.
    for (const auto& name : catalogue.names) {
        if (name.shared_by.empty() || name.shared_by == "value") continue;
        const auto id = name.name.substr(0, name.name.find('.'));
        const auto table = std::ranges::find(catalogue.tables, id, &FormulaTable::id);
        ASSERT_NE(table, catalogue.tables.end()) << id;
        EXPECT_THAT(table->kinds, testing::Contains(name.shared_by)) << name.name;
    }
}

} // namespace
} // namespace peaksite
