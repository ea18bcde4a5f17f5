#include "support/formula_run.hpp"

#include <gmock/gmock.h>

namespace peaksite {
namespace {

// Four candidates of a type, two in each of two sets, with three inputs.
FormulaRun::Given four(const std::vector<std::string>& third = {"1", "2", "3", "4"})
{
    TableText table{.id = "ops", .fields = {"a", "b", "c"}, .rows = {}};
    const std::vector<std::string> a{"0", "10", "20", "40"}, b{"4", "3", "2", "0"};
    for (std::size_t i = 0; i < 4; ++i) table.rows.push_back({i, 2024, {a[i], b[i], third[i]}});
    return {.entries = {entry("ia", "ops.a"), entry("ib", "ops.b"), entry("ic", "ops.c"),
                        entry("base", "wlc(P: ia, ib, ic)", "P")},
            .tables = {table},
            .letters = "PPPP",
            .sets = {0, 0, 1, 1}};
}

double base_of(double a, double b, double c) { return (a / 40 + b / 4 + c / 3) / 3; }

TEST(OneComparison, AnIndexIsNormalisedOverAllCandidatesOfAType)
{
    FormulaRun run{four()};
    EXPECT_NEAR(*run.value("base", 0).value, base_of(0, 4, 0), 1e-12);
    EXPECT_NEAR(*run.value("base", 1).value, base_of(10, 3, 1), 1e-12);
    EXPECT_NEAR(*run.value("base", 2).value, base_of(20, 2, 2), 1e-12);
    EXPECT_NEAR(*run.value("base", 3).value, base_of(40, 0, 3), 1e-12);
}

TEST(OneComparison, IsTheSameHoweverTheCandidatesAreSplitIntoSets)
{
    auto given = four();
    FormulaRun whole{[&] {
        auto one = given;
        one.sets.clear();
        return one;
    }()};
    for (const auto& sets : {std::vector<std::size_t>{0, 1, 2, 3}, {1, 0, 0, 1}, {0, 0, 0, 1}}) {
        given.sets = sets;
        FormulaRun run{given};
        for (std::size_t i = 0; i < 4; ++i) EXPECT_EQ(run.value("base", i).value, whole.value("base", i).value) << i;
    }
}

// An input that a candidate of another set lacks is left out for all of the type.
TEST(OneComparison, InputsAreThoseThatAllCandidatesOfTheTypeHave)
{
    FormulaRun run{four({"1", "2", "3", ""})};
    for (std::size_t i = 0; i < 4; ++i) EXPECT_FALSE(run.value("base", i).value) << "two inputs are left";
}

TEST(OneComparison, DifferencesOfRoundingAreNone)
{
    auto given = four({"0.3", "0.30000000000000004", "0.3", "0.3"});
    FormulaRun run{given};
    EXPECT_NEAR(*run.value("base", 1).value, (0.25 + 0.75 + 0.5) / 3, 1e-12);
}

// The year is one for the type, and so is the set of components.
TEST(OneComparison, YearsAndComponentsAreThoseOfTheType)
{
    TableText table{
        .id = "ops", .fields = {"a", "b"}, .rows = {{0, 2023, {"1", "1"}}, {1, 2023, {"2", ""}}, {1, 2024, {"3", ""}}}};
    FormulaRun run{{.entries = {entry("x", "ops.a"), entry("y", "ops.b"), entry("sum", "typesum(x, y)")},
                    .tables = {table},
                    .letters = "PP",
                    .sets = {0, 1}}};
    EXPECT_EQ(run.value("x", 1).value, 2) << "2024 is not there for the candidate of the other set";
    EXPECT_EQ(run.value("sum", 0).value, 2);
    EXPECT_EQ(run.value("sum", 1).value, 2);
    EXPECT_THAT(ResultFlags{.remarks = run.value("sum", 1).remarks}.text(), testing::HasSubstr("partial"))
        << "the component y is one of the type";
}

// A rate since 2015 and one since 2021 are not compared, wherever they stand beside each other.
TEST(OneComparison, GrowthOverOtherYearsIsKeptApart)
{
    for (const bool alike : {true, false})
        for (const char* growth : {"cagr(stats.gdp)", "mean_y(stats.gdp)"}) {
            TableText stats{.id = "stats", .fields = {"gdp", "pop", "va_ind"}, .rows = {}};
            for (std::size_t zone = 0; zone < 2; ++zone)
                for (const int year : {2015, 2021, 2022})
                    if (alike || zone == 0 || year != 2015)
                        stats.rows.push_back({zone,
                                              year,
                                              {std::to_string(100 + static_cast<int>(zone) + year - 2015), "3",
                                               std::to_string(2 + zone)}});
            FormulaRun run{{.entries = {entry("growth", growth), entry("b", "stats.pop"), entry("c", "stats.va_ind"),
                                        entry("d", "stats.gdp"), entry("base", "wlc(C: growth, b, c, d)", "C")},
                            .tables = {stats},
                            .letters = "CC"}};
            EXPECT_TRUE(run.value("base", 0).value);
            EXPECT_EQ(run.value("base", 0).has(Remark::left_out), !alike) << growth;
            std::vector<std::string> reasons;
            for (const auto& column : run.book().columns())
                if (column.id == "base")
                    for (const auto& one : run.evaluator().left_out(column, 'C'))
                        reasons.push_back(one.reason.english());
            EXPECT_EQ(reasons.size(), alike ? 0U : 1U);
            for (const auto& reason : reasons) EXPECT_THAT(reason, testing::HasSubstr("2015 to 2022 and 2021 to 2022"));
        }
}

// Schools and hospitals are not compared per person; where nobody states the kind, nothing is known against it.
TEST(OneComparison, UnlikeInstitutionsAreKeptApart)
{
    TableText table{.id = "ops",
                    .fields = {"a", "b", "c", "d"},
                    .rows = {{0, 2024, {"1", "1", "1", "1"}}, {1, 2024, {"2", "2", "2", "5"}}}};
    auto per_user = entry("per_user", "ops.d");
    per_user.alike = "institution";
    FormulaRun::Given given{.entries = {entry("ia", "ops.a"), entry("ib", "ops.b"), entry("ic", "ops.c"), per_user,
                                        entry("base", "wlc(I: ia, ib, ic, per_user)", "I")},
                            .tables = {table},
                            .letters = "II"};
    const auto left_out = [&](std::vector<std::string> kinds) {
        given.institutions = std::move(kinds);
        FormulaRun run{given};
        run.value("base", 0);
        std::vector<std::string> out;
        for (const auto& column : run.book().columns())
            if (column.id == "base")
                for (const auto& one : run.evaluator().left_out(column, 'I'))
                    out.push_back(one.id + ": " + one.reason.english());
        return out;
    };
    EXPECT_THAT(left_out({"school", "school"}), testing::IsEmpty());
    EXPECT_THAT(left_out({"", ""}), testing::ElementsAre(testing::HasSubstr("2 of 2 candidates do not state theirs")));
    EXPECT_THAT(left_out({"school", "hospital"}),
                testing::ElementsAre(testing::HasSubstr("two kinds of institutions, school and hospital")));
}

} // namespace
} // namespace peaksite
