#include "model/pilots/pilot_indicators.hpp"

#include "plan/catalogue/catalogue.hpp"
#include "support/our_catalogue.hpp"

#include <gtest/gtest.h>

namespace peaksite {
namespace {

TEST(PilotIndicators, OfTheComparisonSayWhereTheyStandInEachKindOfFolderAndOthersStay)
{
    for (const auto& [here, reason] :
         {std::pair{ComparisonHere::ranking, "it stands in ranking.csv"},
          {ComparisonHere::ground, "a what-if is not ranked by itself: 'peaksite rank' of its folder gives it"},
          {ComparisonHere::withheld, "the siting is public: ranks and scores are not given out"}}) {
        Results results;
        for (const char* id : {"pilot_score", "rank_acceptability", "typicality", "pv_tech_cap"})
            results.missing.push_back({.id = id, .reason = text("no comparison")});
        refer_to_comparison(results, our_catalogue().indicators(), here);
        for (std::size_t i = 0; i < 3; ++i) EXPECT_EQ(results.missing[i].reason.english(), reason);
        EXPECT_EQ(results.missing[3].reason.english(), "no comparison");
    }
}

} // namespace
} // namespace peaksite
