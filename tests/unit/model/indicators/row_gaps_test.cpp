#include "support/formula_run.hpp"

#include <gmock/gmock.h>

namespace peaksite {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

// What counts as 0 in a value, as tables of results list it.
std::vector<std::string> not_given(const Estimate& value)
{
    std::vector<std::string> out;
    for (const auto& one : value.kinds_not_given) out.push_back(one.text());
    EXPECT_EQ(value.has(Remark::assumed_zero), !out.empty());
    EXPECT_EQ(value.has(Remark::incomplete), !out.empty()) << "it is compared with nothing";
    return out;
}

// Coal in all years; oil of one unit ends after 2021, of the other begins in 2021.
TableText fuel()
{
    TableText out{.id = "fuel", .fields = {"ad", "kind", "variety"}, .rows = {}};
    for (int year = 2020; year <= 2023; ++year)
        for (std::size_t zone = 0; zone < 3; ++zone) {
            out.rows.push_back({zone, year, {"10", "coal", "烟煤"}});
            if (zone == 0 && year < 2022) out.rows.push_back({zone, year, {"5", "oil", "原油"}});
            if (zone == 1 && year > 2020) out.rows.push_back({zone, year, {"5", "oil", "原油"}});
        }
    return out;
}

FormulaRun run_of(std::vector<IndicatorEntry> entries, TableText table)
{
    return FormulaRun{{.entries = std::move(entries), .tables = {std::move(table)}, .letters = "CCC"}};
}

TEST(RowGaps, AreSaidBySumsOfTheYearThatLacksThem)
{
    auto run =
        run_of({entry("all", "psum(fuel.ad)"), entry("half", "all/2 + 1"), entry("rows", "pcount(fuel)")}, fuel());
    for (const char* id : {"all", "half", "rows"}) {
        EXPECT_THAT(not_given(run.value(id, 0)), ElementsAre("fuel: oil/原油")) << id;
        EXPECT_THAT(not_given(run.value(id, 1)), IsEmpty()) << id;
        EXPECT_THAT(not_given(run.value(id, 2)), IsEmpty()) << id;
    }
    EXPECT_EQ(run.value("all", 0).value, 10) << "the number stands, with its flag";
    EXPECT_EQ(run.value("all", 0).basis, Basis::given);
}

TEST(RowGaps, KeepTheirYearFromComparisonWithOthers)
{
    auto run = run_of({entry("e", "psum(fuel.ad)"), entry("drop", "1 - e/base(e)"), entry("mean", "mean_y(e)"),
                       entry("growth", "cagr(e)")},
                      fuel());
    for (std::size_t zone = 0; zone < 2; ++zone)
        EXPECT_THAT(run.value("drop", zone).reason.english(), HasSubstr("rows or their numbers are missing")) << zone;
    for (const char* id : {"mean", "growth"}) {
        EXPECT_THAT(run.value(id, 0).reason.english(), HasSubstr("no value of 2023 that is whole")) << id;
        EXPECT_EQ(run.value(id, 1).from, 2021) << id << ": without the year before its oil";
        EXPECT_EQ(run.value(id, 2).from, 2020) << id;
    }
    EXPECT_EQ(run.value("mean", 1).value, 15);
    EXPECT_EQ(run.value("drop", 2).value, 0);
}

// A table that lists all there is says 0 by what it has no row of.
TEST(RowGaps, AreNoneOfATableThatListsAllThereIs)
{
    auto table = fuel();
    table.complete = true;
    auto run = run_of({entry("e", "psum(fuel.ad)"), entry("drop", "1 - e/base(e)")}, table);
    EXPECT_THAT(not_given(run.value("e", 0)), IsEmpty());
    EXPECT_NEAR(*run.value("drop", 0).value, 1 - 10.0 / 15, 1e-12);
}

TEST(RowGaps, AreNoneBesideARowThatIsThereTwice)
{
    auto table = fuel();
    table.rows.push_back({2, 2023, {"10", "coal", "烟煤"}, true});
    table.rows.push_back({2, 2021, {"10", "coal", "烟煤"}, true});
    auto run = run_of({entry("e", "psum(fuel.ad)"), entry("mean", "mean_y(e)")}, table);
    for (const char* id : {"e", "mean"}) EXPECT_THAT(not_given(run.value(id, 2)), IsEmpty()) << id;
    EXPECT_EQ(run.value("e", 2).value, 20);
    EXPECT_EQ(run.value("mean", 2).value, 15);
}

TEST(RowGaps, ApartValuesSayThatRowsRepeatOthersWhole)
{
    auto table = fuel();
    table.rows.push_back({2, 2023, {"10", "coal", "烟煤"}, true});
    table.rows.push_back({1, 2023, {"0", "coal", "烟煤"}, true});
    auto run =
        run_of({entry("all", "psum(fuel.ad)"), entry("coal", "2*psum(fuel.ad, fuel.kind == 'coal')"),
                entry("oil", "psum(fuel.ad, fuel.kind == 'oil')"), entry("rows", "pcount(fuel, fuel.kind == 'coal')")},
               table);
    for (const char* id : {"all", "coal", "rows"})
        EXPECT_EQ(ResultFlags{.remarks = run.value(id, 2).remarks}.text(), "counted_twice") << id;
    EXPECT_EQ(ResultFlags{.remarks = run.value("oil", 2).remarks}.text(), "") << "no row of oil is there twice";
    EXPECT_EQ(ResultFlags{.remarks = run.value("all", 1).remarks}.text(), "") << "0 counts as well once as twice";
}

// Equal numbers of two works are two rows, and so are two rows with 0.
TEST(RowGaps, AreCountedByRowsThatSayTheSame)
{
    for (const char* amount : {"150", "0"}) {
        const std::vector<TableText::Row> rows{{0, 2021, {"100", "coal"}},
                                               {0, 2021, {"200", "coal"}},
                                               {0, 2022, {amount, "coal"}},
                                               {0, 2022, {amount, "coal"}}};
        auto run = run_of({entry("e", "psum(fuel.ad)")}, {.id = "fuel", .fields = {"ad", "kind"}, .rows = rows});
        EXPECT_THAT(not_given(run.value("e", 0)), IsEmpty()) << amount;
        auto lacking = rows;
        lacking.pop_back();
        auto less = run_of({entry("e", "psum(fuel.ad)")}, {.id = "fuel", .fields = {"ad", "kind"}, .rows = lacking});
        EXPECT_THAT(not_given(less.value("e", 0)), ElementsAre("fuel: coal")) << amount;
    }
}

TEST(RowGaps, AreThoseThatTheFormulaWouldCount)
{
    auto run =
        run_of({entry("coal", "psum(fuel.ad, fuel.kind == 'coal')"), entry("oil", "psum(fuel.ad, fuel.kind == 'oil')"),
                entry("some", "psum(fuel.ad, fuel.kind in ['oil', 'gas'])"), entry("none", "psum(fuel.ad*0)"),
                entry("count", "pcount(fuel, fuel.kind != 'oil')")},
               fuel());
    for (const char* id : {"coal", "none", "count"}) EXPECT_THAT(not_given(run.value(id, 0)), IsEmpty()) << id;
    for (const char* id : {"oil", "some"}) {
        EXPECT_THAT(not_given(run.value(id, 0)), ElementsAre("fuel: oil/原油")) << id;
        EXPECT_EQ(run.value(id, 0).value, 0) << id;
    }
}

TEST(RowGaps, AreOfTheTableWhereNoWordsTellItsRowsApart)
{
    auto run = run_of({entry("e", "psum(process.ad*process.ef)")}, {.id = "process",
                                                                    .fields = {"ad", "ef"},
                                                                    .rows = {{0, 2020, {"9", "1"}},
                                                                             {0, 2020, {"5", "1"}},
                                                                             {0, 2023, {"9", "1"}},
                                                                             {1, 2023, {"9", "1"}},
                                                                             {2, 2020, {"9", "1"}},
                                                                             {2, 2023, {"0", "1"}}}});
    EXPECT_THAT(not_given(run.value("e", 0)), ElementsAre("process"));
    EXPECT_THAT(not_given(run.value("e", 1)), IsEmpty());
    EXPECT_THAT(not_given(run.value("e", 2)), IsEmpty());
}

TEST(RowGaps, OfSeveralKindsAreAllSaidOnce)
{
    auto table = fuel();
    table.rows.push_back({0, 2020, {"5", "gas", "天然气"}});
    auto run = run_of({entry("e", "psum(fuel.ad)"), entry("twice", "e + e/3")}, table);
    for (const char* id : {"e", "twice"})
        EXPECT_THAT(not_given(run.value(id, 0)), ElementsAre("fuel: gas/天然气", "fuel: oil/原油")) << id;
}

} // namespace
} // namespace peaksite
