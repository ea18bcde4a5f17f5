#include "model/indicators/bounds.hpp"

#include "support/formula_run.hpp"

#include <array>
#include <map>
#include <random>

namespace peaksite {
namespace {

const char* const layers =
    "[[layers]]\nid = \"v_hub\"\nfile = \"w.tif\"\nunit = \"m/s\"\n[[layers]]\nid = \"pvout\"\nfile = \"p.tif\"\nunit "
    "= \"kWh/kWp/a\"\n[[layers]]\nid = \"slope\"\nfile = \"s.tif\"\nunit = \"degree\"\n"
    "[[technologies]]\nid = \"pv\"\nsymbol = \"pv\"\ndensity = \"50 MW/km2\"\nshare = 0.5\nyield = "
    "\"pvout\"\n[[technologies]]\nid = \"wind\"\nsymbol = \"wind\"\ndensity = \"5 MW/km2\"\nshare = 1\n";

// What is computed from land on which rules were not tested is the most, or the least, it can be.
TEST(Bounds, FollowFromTheOperationsOfAFormula)
{
    const std::vector<std::pair<std::string, Bound>> rows{
        {"pv_tech_cap", Bound::upper},         {"pv_tech_gen", Bound::upper},      {"re_tech_cap", Bound::upper},
        {"re_remaining", Bound::upper},        {"re_self_suff", Bound::upper},     {"re_avoided", Bound::upper},
        {"abatement_potential", Bound::upper}, {"pv_cap_pc", Bound::upper},        {"re_developed_rate", Bound::lower},
        {"excl_share.pv", Bound::lower},       {"slope_ok_share.pv", Bound::none}, {"pv_yield_mean", Bound::unclear},
        {"re_installed", Bound::none},         {"e_total", Bound::none},           {"wind_tech_cap", Bound::none}};
    TableText plants{
        .id = "plants", .fields = {"mw", "tech", "status"}, .rows = {{0, 2024, {"50", "pv", "operating"}}}},
        power{.id = "power", .fields = {"use", "import", "export"}, .rows = {{0, 2024, {"9", "9", "0"}}}};
    TableText fuel{.id = "fuel", .fields = {"ad", "ncv", "cc", "of"}, .rows = {{0, 2024, {"1", "20", "26", "1"}}}},
        process{.id = "process", .fields = {"ad", "ef"}, .rows = {{0, 2024, {"1", "1"}}}};
    TableText heat{.id = "heat", .fields = {"import", "export"}, .rows = {{0, 2024, {"1", "0"}}}},
        stats{.id = "stats", .fields = {"pop"}, .rows = {{0, 2024, {"5"}}}};
    auto entries = FormulaRun::catalogue().entries;
    auto per_head = entry("pv_cap_pc", "pv_tech_cap/stats.pop", "C");
    per_head.unit = "kW/cap";
    entries.push_back(per_head);
    FormulaRun run{{.entries = entries,
                    .tables = {plants, power, fuel, process, heat, stats},
                    .letters = "C",
                    .parameters = "slope_max_t = { pv = 15 }\n",
                    .layers = layers,
                    .terms = std::vector<ZonalValue>(99)}};
    for (const auto& [id, right] : rows) {
        bool seen = false;
        for (const auto& column : run.book().columns()) {
            if (column.id != id) continue;
            seen = true;
            const auto& planned = run.book().formulas()[run.book().formula(column, 'C')];
            EXPECT_EQ(bound_of(run.book(), planned, [](const std::string& technology) { return technology == "pv"; }),
                      right)
                << id;
            EXPECT_EQ(bound_of(run.book(), planned, [](const std::string&) { return false; }), Bound::none) << id;
        }
        EXPECT_TRUE(seen) << id << ": " << run.reason(id);
    }
}

// The eligible share of a zone as a formula, which rules that were not tested could only make smaller.
constexpr const char* shrinking = "zarea(m_pv)/zone_area";

std::string random_formula(std::mt19937& random, int depth)
{
    const auto draw = [&](int below) { return std::uniform_int_distribution{0, below - 1}(random); };
    if (depth == 0 || draw(5) == 0) {
        const std::array<std::string, 8> leaves{shrinking, shrinking, shrinking, "1.5", "(0-2)", "-3", "0.25", "t.a"};
        return "(" + leaves.at(static_cast<std::size_t>(draw(8))) + ")";
    }
    const auto a = random_formula(random, depth - 1), b = random_formula(random, depth - 1);
    const std::array<std::string, 9> forms{"(" + a + " + " + b + ")",
                                           "(" + a + " - " + b + ")",
                                           "(" + a + " * " + b + ")",
                                           "(" + a + " / " + b + ")",
                                           "min(" + a + ", " + b + ")",
                                           "max(" + a + ", " + b + ")",
                                           "(-" + a + ")",
                                           "pow(" + a + ", 2)",
                                           "pow(max(0, " + a + "), (-0.5))"};
    return forms.at(static_cast<std::size_t>(draw(9)));
}

class RandomFormulas {
public:
    explicit RandomFormulas(unsigned seed)
    {
        std::mt19937 random{seed};
        for (int i = 0; i < 300; ++i)
            m_entries.push_back(entry("r" + std::to_string(i), random_formula(random, 3), "C"));
    }

    FormulaRun run(double eligible_km2) const
    {
        const TableText table{.id = "t", .fields = {"a"}, .rows = {{0, 2024, {"0.7"}}}};
        const ZonalValue land{.value = eligible_km2, .valid_share = 1};
        return FormulaRun{{.entries = m_entries,
                           .tables = {table},
                           .letters = "C",
                           .layers = layers,
                           .terms = std::vector<ZonalValue>(9, land)}};
    }

private:
    std::vector<IndicatorEntry> m_entries;
};

// Brute force: what is claimed of a formula holds for less land too.
TEST(Bounds, AreTrueOfRandomFormulas)
{
    const RandomFormulas formulas{20261129};
    auto whole = formulas.run(7);
    std::map<Bound, int> claims;
    for (const double less : {6.9, 5.0, 2.5, 0.3}) {
        auto part = formulas.run(less);
        for (const auto& column : whole.book().columns()) {
            const auto& planned = whole.book().formulas()[whole.book().formula(column, 'C')];
            const auto bound = bound_of(whole.book(), planned, [](const std::string&) { return true; });
            const auto most = whole.evaluator().value(column, 0).value, now = part.value(column.id).value;
            if (!most || !now) continue;
            ++claims[bound];
            const double rounding = 1e-9 * (1 + std::fabs(*most));
            const auto& text = column.entry.formula;
            if (bound == Bound::upper || bound == Bound::none) {
                EXPECT_LE(*now, *most + rounding) << text;
            }
            if (bound == Bound::lower || bound == Bound::none) {
                EXPECT_GE(*now, *most - rounding) << text;
            }
        }
    }
    for (const auto bound : {Bound::none, Bound::upper, Bound::lower, Bound::unclear})
        EXPECT_GT(claims[bound], 40) << static_cast<int>(bound);
}

TEST(Bounds, TurnWithTheSignOfAFactor)
{
    const std::vector<std::pair<std::string, Bound>> rows{{"-2*pv_tech_cap", Bound::lower},
                                                          {"(0-2)*pv_tech_cap", Bound::lower},
                                                          {"pv_tech_cap/(0-2)", Bound::lower},
                                                          {"(1-3)*(-2)*pv_tech_cap", Bound::unclear},
                                                          {"(-2)*(-2)*pv_tech_cap", Bound::upper},
                                                          {"(t.a - t.b)*pv_tech_cap", Bound::unclear},
                                                          {"max(0, t.a - t.b)*pv_tech_cap", Bound::upper},
                                                          {"0*pv_tech_cap", Bound::none}};
    std::vector<IndicatorEntry> entries = FormulaRun::catalogue().entries;
    for (std::size_t i = 0; i < rows.size(); ++i) {
        entries.push_back(entry("own" + std::to_string(i), rows[i].first, "C"));
        entries.back().unit = "MW";
    }
    const TableText table{.id = "t", .fields = {"a", "b"}, .rows = {{0, 2024, {"1", "2"}}}};
    FormulaRun run{{.entries = entries, .tables = {table}, .letters = "C", .layers = layers}};
    for (std::size_t i = 0; i < rows.size(); ++i) {
        const auto& columns = run.book().columns();
        const auto column = std::ranges::find(columns, "own" + std::to_string(i), &IndicatorColumn::id);
        ASSERT_NE(column, columns.end()) << run.reason("own" + std::to_string(i));
        const auto& planned = run.book().formulas()[run.book().formula(*column, 'C')];
        EXPECT_EQ(bound_of(run.book(), planned, [](const std::string&) { return true; }), rows[i].second)
            << rows[i].first;
    }
}

} // namespace
} // namespace peaksite
