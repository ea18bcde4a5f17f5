#include "model/pilots/expert_scores.hpp"

#include "base/error.hpp"

#include <gtest/gtest.h>

#include <cmath>

namespace peaksite {
namespace {

const double gap = std::nan("");

TEST(ScoreSummary, LeavesOutTheHighestAndTheLowest)
{
    const auto found = summary(std::vector<double>{90, 60, 80, 85, 100, gap}, {});
    EXPECT_EQ(found.given, 5U);
    EXPECT_EQ(found.trimmed, 2U);
    EXPECT_DOUBLE_EQ(found.mean, 85);
    EXPECT_NEAR(found.spread, std::sqrt((49. + 529 + 9 + 4 + 289) / 4), 1e-12);
}

TEST(ScoreSummary, TrimsNothingWhereTooFewWouldBeLeft)
{
    const auto four = summary(std::vector<double>{0, 50, 50, 100}, {});
    EXPECT_EQ(four.trimmed, 0U);
    EXPECT_DOUBLE_EQ(four.mean, 50);
    EXPECT_EQ(summary(std::vector<double>{0, 50, 50, 100}, {.each_side = 1, .least_left = 2}).trimmed, 2U);
    const auto none = summary(std::vector<double>{gap}, {});
    EXPECT_EQ(none.given, 0U);
    EXPECT_TRUE(std::isnan(none.mean));
    EXPECT_TRUE(std::isnan(none.spread));
}

ExpertSheets sheets_of(std::vector<CandidateTable> sheets)
{
    ExpertSheets out{.experts = {},
                     .candidates = {"x", "y"},
                     .items = {{.id = "base", .highest = 60}, {.id = "plan", .highest = 40, .weight = 0.5}},
                     .sheets = std::move(sheets)};
    for (std::size_t e = 0; e < out.sheets.size(); ++e) out.experts.push_back("expert " + std::to_string(e + 1));
    return out;
}

TEST(ExpertScores, TotalsWeighItemsAndGapsAreListed)
{
    const auto sheets = sheets_of({{{50, 40}, {30, 20}}, {{60, gap}, {40, 20}}, {{40, 20}, {20, 40}}});
    const auto found = summarise(sheets, {}, ExpertPlan::Gaps::others);
    EXPECT_EQ(found.gaps, (std::vector<ScoreGap>{{.expert = 1, .candidate = 0, .item = 1}}));
    EXPECT_EQ(found.totals[0].given, 2U) << "a sheet with a gap has no total";
    EXPECT_DOUBLE_EQ(found.totals[0].mean, (70. + 50) / 2);
    EXPECT_DOUBLE_EQ(found.totals[1].mean, (40. + 50 + 40) / 3);
    EXPECT_EQ(found.gaps_of(0), "expert 2: plan");
    EXPECT_FALSE(found.has_gap(1));
    EXPECT_DOUBLE_EQ(found.concordance, 1);
}

// The strictest expert leaves a gap: the mean of the others would be higher than with any score of his.
TEST(ExpertScores, AGapLiftsNobody)
{
    const auto found = summarise(sheets_of({{{50, 40}, {30, 20}}, {{10, gap}, {10, 0}}, {{gap, gap}, {20, 40}}}));
    EXPECT_TRUE(std::isnan(found.totals[0].mean));
    EXPECT_TRUE(std::isnan(found.totals[0].spread));
    EXPECT_DOUBLE_EQ(found.totals[1].mean, (40. + 10 + 40) / 3);
    EXPECT_EQ(found.gaps_of(0), "expert 2: plan; expert 3") << "who scores nothing of it is named alone";
    EXPECT_FALSE(found.unscored(0));
    EXPECT_TRUE(summarise(sheets_of({{{gap, gap}, {30, 20}}})).unscored(0));
}

TEST(ExpertScores, ConcordanceFallsAsExpertsDisagree)
{
    EXPECT_DOUBLE_EQ(summarise(sheets_of({{{50, 40}, {30, 20}}, {{30, 20}, {50, 40}}})).concordance, 0);
    EXPECT_TRUE(std::isnan(summarise(sheets_of({{{50, 40}, {30, 20}}})).concordance));
    // Ties: ranks (1.5, 1.5) and (1, 2); S = 0.5, most = 4·6 - 2·6 = 12.
    EXPECT_DOUBLE_EQ(summarise(sheets_of({{{50, 40}, {50, 40}}, {{50, 40}, {30, 20}}})).concordance, 0.5);
}

TEST(ExpertScores, AScoreBeyondItsItemIsNamed)
{
    try {
        summarise(sheets_of({{{50, 41}, {30, 20}}}));
        FAIL();
    } catch (const InputError& error) {
        EXPECT_EQ(std::string{error.what()},
                  "expert 'expert 1', candidate 'x', item 'plan': the score 41 is not from 0 to 40");
    }
}

} // namespace
} // namespace peaksite
