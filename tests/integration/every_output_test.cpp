// Every number of every output, held against what the test knows of its inputs: no 0 that nobody measured or stated, a
// reason beside each blank, and the same number wherever it stands.
#include "integration/gaps_case.hpp"
#include "support/csv_table.hpp"
#include "support/output_walk.hpp"

#include <algorithm>
#include <map>
#include <set>
#include <sstream>

namespace peaksite {
namespace {

using Zones = std::set<std::string>;

using EveryOutput = GapsCase;

ToldNumber told(const std::string& key, const Zones& numbers, const Zones& zeros)
{
    return numbers.contains(key) ? ToldNumber::number : zeros.contains(key) ? ToldNumber::zero : ToldNumber::blank;
}

ToldNumber of_statistic(const NumberOf& one)
{
    const auto stat = one.at("stat"), code = one.at("class");
    if (stat == "area") return told(one.key, {"a", "b", "c", "d", "g"}, {"e", "f"});
    if (stat == "valid_share") return told(one.key, {"a", "d", "g"}, {"b", "c", "e"});
    if (stat == "count") return told(one.key, {"a", "d", "g"}, {"b", "c", "e"});
    if (code.empty()) return told(one.key, {"a", "d"}, {"g"});
    if (code == "1") return told(one.key, {"a", "d"}, {"g"});
    return code == "2" ? told(one.key, {"a"}, {"d", "g"}) : told(one.key, {"g"}, {"a", "d"});
}

// Land is judged where there is irradiation: all of a and d may be used, all of g is too dark.
ToldNumber of_land(const std::string& key, const std::string& column)
{
    if (column == "total_km2") return told(key, {"a", "b", "c", "d", "g"}, {});
    if (column == "unknown_km2") return told(key, {"b", "c"}, {"a", "d", "g"});
    if (column == "excluded_km2") return told(key, {"g"}, {"a", "d"});
    if (column == "too_small_km2" || column.ends_with("missing_km2")) return told(key, {}, {"a", "d", "g"});
    return told(key, {"a", "d"}, {"g"});
}

ToldNumber of_rule(const NumberOf& one)
{
    const auto criterion = one.at("criterion");
    if (criterion == "red") return ToldNumber::blank;
    if (criterion == "dark") return of_land(one.key, "excluded_km2");
    return one.column == "cumulative_km2" ? of_land(one.key, criterion + "_km2") : ToldNumber::blank;
}

ToldNumber of_emission(const NumberOf& one)
{
    return one.column == "capacity_mw" ? ToldNumber::blank : told(one.key, {"a"}, {"g"});
}

// What indicators are computed from, and where that is given.
ToldNumber of_indicator(const NumberOf& one)
{
    static const std::map<std::string, std::pair<Zones, Zones>> all{
        {"pv_ghi_mean", {{"a", "d"}, {"g"}}},
        {"own_ghi", {{"a", "d"}, {"g"}}},
        {"own_gdp", {{"a", "b"}, {"g"}}},
        {"gdp_growth", {{"a"}, {}}},
        {"pv_suit_area", {{"a", "d"}, {"g"}}},
        {"pv_eff_area", {{"a", "d"}, {"g"}}},
        {"pv_tech_cap", {{"a", "d"}, {"g"}}},
        {"pv_tech_gen", {{"a", "d"}, {"g"}}},
        {"pv_yield_mean", {{"a", "d"}, {}}},
        {"excl_share.pv", {{"g"}, {"a", "d"}}},
        {"re_tech_cap", {{"a", "d"}, {"g"}}},
        {"re_gen_total", {{"a", "d"}, {"g"}}},
        {"re_installed", {{"a"}, {"b"}}},
        {"re_remaining", {{}, {"a"}}}, // more is built than is possible
        {"re_developed_rate", {{"a"}, {}}},
        {"storage_ratio", {{}, {"a"}}},
        {"e_facilities", {{"a"}, {"c", "d", "e", "g"}}}, // 0 of the list, which says so: none_listed
        {"re_pipeline", {{}, {"a", "b"}}},
        {"grid_open_cap", {{"a"}, {"b", "c", "d", "e", "f", "g"}}}};
    const auto found = all.find(one.at("indicator"));
    static Zones unknown;
    if (found == all.end()) {
        if (unknown.insert(one.at("indicator")).second)
            ADD_FAILURE() << "nobody has said where " << one.at("indicator") << " is known";
        return ToldNumber::open;
    }
    return told(one.key, found->second.first, found->second.second);
}

ToldNumber of_gaps(const NumberOf& one)
{
    if (one.of.contains("indicator")) return of_indicator(one);
    if (one.of.contains("stat")) return of_statistic(one);
    if (one.of.contains("criterion")) return of_rule(one);
    if (one.of.contains("technology")) return of_land(one.key, one.column);
    if (one.of.contains("facilities")) return of_emission(one);
    if (one.at("field") == "gdp") return told(one.key, {"a", "b"}, {"g"});
    if (one.at("field") == "mw") return told(one.key, {"a"}, {"b"});
    if (one.at("field") == "open_mw") return told(one.key, {"a"}, {});
    if (one.column == "area") return told(one.key, {"a", "b", "c", "d", "g"}, {"e"});
    return ToldNumber::open;
}

void expect_no_faults(const OutputWalk& walk)
{
    constexpr std::size_t most = 40;
    for (std::size_t i = 0; i < std::min(most, walk.faults.size()); ++i) ADD_FAILURE() << walk.faults[i];
    EXPECT_EQ(walk.faults.size(), 0U);
}

TEST_F(EveryOutput, HasNoZeroThatNobodyMeasuredOrStated)
{
    done({"--lang", "zh"});
    const auto walk = walk_result(out(), of_gaps);
    expect_no_faults(walk);
    EXPECT_GT(walk.amounts, 300U);
    EXPECT_GT(walk.blanks, 200U);
    EXPECT_GT(walk.zeros, 50U);
    EXPECT_GT(walk.compared, 300U);
    EXPECT_GT(walk.by_stated_units, 20U);
}

// "pv_ghi_mean: low_valid" where indicators_long.csv flags that value of a criterion, and nothing else.
TEST_F(EveryOutput, TellsTheFlagsOfCriteriaBesideRanksAndLists)
{
    done({"--lang", "zh"});
    std::map<std::string, Zones> expected; // by key
    for (const auto& value : read_csv(out() / "indicators_long.csv").rows) {
        const auto id = value.at("indicator");
        if ((id != "pv_ghi_mean" && id != "re_installed") || value.at("flag").empty()) continue;
        auto flag = value.at("flag");
        std::ranges::replace(flag, ';', ',');
        expected[value.at("key")].insert(id + ": " + flag);
    }
    std::size_t flagged = 0, rows = 0;
    for (const char* file : {"ranking.csv", "selection.csv"})
        for (const auto& row : read_csv(out() / file).rows) {
            Zones told;
            std::istringstream cell{row.at("flags")};
            for (std::string one; std::getline(cell, one, ';');)
                if (one.find(": ") != std::string::npos) told.insert(one);
            ++rows;
            if (row.at("flags").find(": ") != std::string::npos) ++flagged;
            if (row.at("score").empty()) continue;
            EXPECT_EQ(told, expected[row.at("key")]) << file << " " << row.at("key");
        }
    EXPECT_GT(rows, 2U);
    EXPECT_GT(flagged, 0U);
}

} // namespace
} // namespace peaksite
