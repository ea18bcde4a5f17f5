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
            if (warning.english().find("counts as 0") != std::string::npos) out += warning.english() + "\n";
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
                AllOf(HasSubstr("table 'energy': 2 zones have no row in 2024"), HasSubstr("a row of in 2023"),
                      HasSubstr("县1 (煤)"), HasSubstr("县2 (煤)")));
    EXPECT_THAT(told("energy", before + "1,2024,煤,0\n1,2024,油,2\n2,2024,煤,\n2,2024,油,2\n"), IsEmpty())
        << "a row with 0, or without its number, is there";
}

TEST_F(MissingKinds, AreThoseWithAnAmountBefore)
{
    EXPECT_EQ(told("energy", energy + "1,2023,煤,0\n1,2023,油,2\n1,2024,油,2\n"), "");
    EXPECT_EQ(told("energy", energy + "1,2023,煤,\n1,2023,油,2\n1,2024,油,2\n"), "");
}

TEST_F(MissingKinds, AreThoseOfEveryYearBesideTheNextOfTheZone)
{
    const auto all = told("energy", energy + "1,2020,煤,1\n1,2022,油,2\n1,2024,油,2\n"   // long gone
                                             "2,2020,煤,1\n2,2020,油,1\n2,2022,油,2\n"   // its last years
                                             "3,2024,油,2\n3,2023,油,1\n3,2023,煤,1\n"); // in any order
    EXPECT_THAT(all, AllOf(HasSubstr("2 zones have no row in 2022"), HasSubstr("a row of in 2020"),
                           HasSubstr("县2 (煤)"), HasSubstr("1 zones have no row in 2024"), HasSubstr("县3 (煤)")));
    EXPECT_THAT(all,
                AllOf(HasSubstr("1 zones have no row in 2020"), HasSubstr("a row of in 2022"), HasSubstr("县1 (油)")));
    EXPECT_LT(all.find("in 2024"), all.find("in 2022")) << "the latest first";
}

TEST_F(MissingKinds, AreNoneUnderAnotherWordOfTheSame)
{
    EXPECT_EQ(told("energy", energy + "1,2023,煤,9\n1,2024,原煤,9\n"), "");
    EXPECT_EQ(told("energy", energy + "1,2023,COAL,9\n1,2024,煤炭,9\n"), "");
    EXPECT_THAT(told("energy", energy + "1,2023,原煤,9\n1,2023,焦炭,2\n1,2024,焦炭,2\n"), HasSubstr("县1 (原煤)"));
    EXPECT_THAT(told("energy", energy + "1,2023,柴禾,9\n1,2023,油,2\n1,2024,油,2\n"), HasSubstr("县1 (柴禾)"))
        << "a word that no formula knows is a kind too";
}

TEST_F(MissingKinds, OfFuelsAreThoseOfASector)
{
    EXPECT_THAT(told("fuel", "代码,年,kind,sector,ad\n1,2023,煤,工业,9\n1,2023,煤,建筑,2\n1,2024,煤,建筑,2\n"),
                HasSubstr("县1 (煤/工业)"));
    EXPECT_THAT(told("fuel", "代码,年,kind,ad\n1,2023,煤,9\n1,2023,油,2\n1,2024,油,2\n"), HasSubstr("县1 (煤)"));
}

// Such a sum lacks a number and is not compared: it does not count as 0.
TEST_F(MissingKinds, AreNoBlankCellsOfASeries)
{
    plan.year_column.clear();
    EXPECT_EQ(told("energy", "代码,kind,ad_2023,ad_2024\n1,煤,9,\n1,油,2,2\n"), "");
}

TEST_F(MissingKinds, WhereAZoneWithoutARowCountsAsZeroAreTheWholeZone)
{
    const std::string rows = "代码,年,ad,ef\n1,2023,9,0.5\n2,2023,9,0.5\n1,2024,9,0.5\n";
    EXPECT_THAT(told("process", rows), AllOf(HasSubstr("1 zones have no row in 2024"), HasSubstr("县2")));
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
