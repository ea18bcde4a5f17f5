#include "model/indicators/bounds.hpp"

#include "support/formula_run.hpp"

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

} // namespace
} // namespace peaksite
