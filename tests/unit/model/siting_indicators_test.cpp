#include "model/siting_indicators.hpp"

#include "plan/catalogue.hpp"
#include "support/source_folders.hpp"

#include <gtest/gtest.h>

#include <algorithm>

namespace peaksite {
namespace {

TEST(SitingIndicators, ColumnsThatTheRankingGivesJoinTheOthers)
{
    Results results;
    results.missing = {{.id = "pilot_score", .reason = "no comparison"},
                       {.id = "rank_acceptability", .reason = "no comparison"},
                       {.id = "typicality", .reason = "no comparison"}};
    results.by_set.emplace_back().indicators.resize(2);
    add_siting_indicators(results, Catalogue{{catalogue_folder()}}.indicators(),
                          {{"score", {{0.7, std::nullopt}}}, {"sel_freq", {{0.25, 1.0}}}});
    ASSERT_EQ(results.indicators.size(), 2U);
    const auto column = [&](const std::string& id) {
        return static_cast<std::size_t>(std::ranges::find(results.indicators, id, &IndicatorInfo::id) -
                                        results.indicators.begin());
    };
    const auto& rows = results.by_set[0].indicators;
    EXPECT_EQ(rows[0][column("pilot_score")].value.value, 0.7);
    EXPECT_EQ(rows[0][column("rank_acceptability")].value.value, 25) << "a frequency in percent";
    EXPECT_FALSE(rows[1][column("pilot_score")].value.value);
    EXPECT_EQ(rows[1][column("pilot_score")].reason, "not compared");
    ASSERT_EQ(results.missing.size(), 1U);
    EXPECT_EQ(results.missing[0].id, "typicality");
}

} // namespace
} // namespace peaksite
