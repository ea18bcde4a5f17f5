// What formulas mean where two readings of them are near each other.
#include "support/formula_run.hpp"

#include <gmock/gmock.h>

namespace peaksite {
namespace {

using testing::HasSubstr;

FormulaRun::Given levels(std::vector<IndicatorEntry> entries)
{
    return {.entries = std::move(entries),
            .tables = {{.id = "m",
                        .fields = {"v", "level", "word"},
                        .rows = {{0, 0, {"10", "1", "a"}}, {0, 0, {"20", "2", "b"}}, {0, 0, {"40", "3", "c"}}}}}};
}

TEST(FormulaMeaning, NumbersOfAListAreCompared)
{
    FormulaRun run{levels(
        {entry("listed", "psum(m.v, m.level in [1, 2])"), entry("one", "psum(m.v, m.level == 1 or m.level == 2)"),
         entry("single", "psum(m.v, m.level in [3])"), entry("words", "psum(m.v, m.word in ['a', 'c'])"),
         entry("count", "pcount(m, m.level in [2, 3])"), entry("others", "psum(m.v, not (m.level in [1, 2]))")})};
    EXPECT_EQ(run.value("listed").value, 30);
    EXPECT_EQ(run.value("one").value, 30);
    EXPECT_EQ(run.value("single").value, 40);
    EXPECT_EQ(run.value("words").value, 50);
    EXPECT_EQ(run.value("count").value, 2);
    EXPECT_EQ(run.value("others").value, 40);
}

TEST(FormulaMeaning, WordsThatAreAskedOfNumbersAreToldOf)
{
    TableText table{.id = "m", .fields = {"v", "level"}, .rows = {{0, 0, {"10", "1"}}}};
    FormulaRun run{{.entries = {entry("x", "m.level in ['a']"), entry("y", "m.level == 'a'")}, .tables = {table}}};
    for (const char* id : {"x", "y"}) {
        EXPECT_FALSE(run.value(id).value) << id;
        EXPECT_THAT(run.value(id).reason.english(), HasSubstr("m.level is a number, and a word is asked for")) << id;
    }
}

TEST(FormulaMeaning, AFloorOfZeroIsMarkedWhereItCountsHoweverItIsWritten)
{
    for (const auto& [a, b, marked] : {std::tuple{"-1", "5", false}, {"-1", "-5", true}, {"1", "-5", false}}) {
        TableText table{.id = "m", .fields = {"a", "b"}, .rows = {{0, 0, {a, b}}}};
        FormulaRun run{{.entries = {entry("first", "max(0, m.a, m.b)"), entry("last", "max(m.a, m.b, 0)"),
                                    entry("between", "max(m.a, 0, m.b)"), entry("none", "max(m.a, m.b)")},
                        .tables = {table}}};
        for (const char* id : {"first", "last", "between"}) {
            EXPECT_EQ(run.value(id).value, std::max({std::stod(a), std::stod(b), 0.0})) << id;
            EXPECT_EQ(run.value(id).has(Remark::cut_at_zero), marked) << id << " " << a << " " << b;
        }
        EXPECT_FALSE(run.value("none").has(Remark::cut_at_zero));
    }
}

// A correlation of gappy layers is as gappy as they are, and one of a table is of its year.
TEST(FormulaMeaning, TwoSeriesAreAsGoodAsTheirMonths)
{
    TableText ts{.id = "ts", .fields = {"cf_pv_ts", "cf_wind_ts"}, .rows = {}};
    for (int i = 0; i < 12; ++i) ts.rows.push_back({0, 2024, {std::to_string(i % 5 + 1), std::to_string(i % 3 + 1)}});
    FormulaRun of_table{
        {.entries = {entry("c", "corr(cf_pv_ts, cf_wind_ts)"), entry("m", "minmix_cv(cf_pv_ts, cf_wind_ts)")},
         .tables = {ts}}};
    for (const char* id : {"c", "m"}) {
        ASSERT_TRUE(of_table.value(id).value) << of_table.value(id).reason.english();
        EXPECT_EQ(of_table.value(id).year, 2024) << id;
        EXPECT_EQ(of_table.value(id).half_width(), 0) << id;
    }
    std::string layers;
    FormulaRun::Given of_layers{.entries = {entry("c", "corr(sun, gust)"), entry("m", "minmix_cv(sun, gust)")},
                                .tables = {}};
    for (const std::string layer : {"sun", "gust"})
        for (int month = 1; month <= 12; ++month) {
            const auto id = layer + (month < 10 ? "_0" : "_") + std::to_string(month);
            of_layers.layers += "[[layers]]\nid = \"" + id + "\"\nfile = \"" + id + ".tif\"\nunit = \"m/s\"\n";
            of_layers.terms.push_back({.value = month % (layer == "sun" ? 5 : 3) + 1,
                                       .valid_share = layer == "gust" && month == 7 ? 0.068 : 0.9});
        }
    FormulaRun run{of_layers};
    for (const char* id : {"c", "m"}) {
        ASSERT_TRUE(run.value(id).value) << run.value(id).reason.english();
        EXPECT_EQ(run.value(id).valid_share, 0.068) << id;
    }
}

// What is too thin to be compared by is too thin to be scored by.
TEST(FormulaMeaning, AnIndexOfInputsThatWereSetAsideIsNone)
{
    TableText table{.id = "m",
                    .fields = {"a", "b", "c", "kept"},
                    .rows = {{0, 0, {"1", "1", "1", "1"}}, {1, 0, {"2", "2", "2", "1"}}, {2, 0, {"9", "9", "9", ""}}}};
    const auto sum = [](const std::string& column) { return "psum(m." + column + " * m.kept)"; };
    FormulaRun run{
        {.entries = {entry("a", sum("a")), entry("b", sum("b")), entry("c", sum("c")), entry("i", "wlc(C: a, b, c)")},
         .tables = {table},
         .letters = "CCC"}};
    EXPECT_EQ(run.value("i", 0).value, 0);
    EXPECT_EQ(run.value("i", 1).value, 1);
    EXPECT_FALSE(run.value("i", 2).value);
    table.rows.push_back({2, 0, {"1", "1", "1", "1"}}); // of its two rows one lacks a number: incomplete
    FormulaRun part{
        {.entries = {entry("a", sum("a")), entry("b", sum("b")), entry("c", sum("c")), entry("i", "wlc(C: a, b, c)")},
         .tables = {table},
         .letters = "CCC"}};
    ASSERT_TRUE(part.value("a", 2).has(Remark::incomplete));
    EXPECT_EQ(part.value("i", 0).value, 0);
    EXPECT_EQ(part.value("i", 1).value, 1);
    EXPECT_FALSE(part.value("i", 2).value) << "it would be 0 by the rest of its rows";
    EXPECT_THAT(part.value("i", 2).reason.english(), HasSubstr("parts of it are missing"));
}

TEST(FormulaMeaning, AnIndexComparesIndicatorsOnly)
{
    TableText table{.id = "m", .fields = {"a", "b", "c"}, .rows = {{0, 0, {"1", "2", "3"}}, {1, 0, {"2", "1", "5"}}}};
    FormulaRun run{{.entries = {entry("a", "m.a"), entry("b", "m.b"), entry("c", "m.c"), entry("i", "wlc(C: a, b, c)"),
                                entry("turned", "wlc(C: 0 - a, b, c)")},
                    .tables = {table},
                    .letters = "CC"}};
    EXPECT_TRUE(run.has("i"));
    EXPECT_FALSE(run.has("turned"));
    EXPECT_THAT(run.reason("turned"), HasSubstr("wlc() compares indicators"));
}

// A sum over rows that cannot be planned leaves the names behind it alone.
TEST(FormulaMeaning, ASumThatCannotBeHadDoesNotRenameOthers)
{
    TableText rows{.id = "m", .fields = {"v", "pop"}, .rows = {{0, 0, {"7", "7"}}}},
        stats{.id = "stats", .fields = {"pop"}, .rows = {{0, 0, {"3"}}}};
    FormulaRun run{{.entries = {entry("sum", "psum(m.v * nobody_knows)"), entry("pop", "stats.pop"),
                                entry("both", "typesum(sum, pop)")},
                    .tables = {rows, stats}}};
    EXPECT_EQ(run.value("both").value, 3);
}

} // namespace
} // namespace peaksite
