#include "model/pilots/expert_scores.hpp"

#include "base/error.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>

namespace peaksite {
namespace {

const double gap = std::nan("");

TEST(ScoreSummary, LeavesOutTheHighestAndTheLowest)
{
    const auto found = summary(std::vector<double>{90, 60, 80, 85, 100, gap}, 1);
    EXPECT_EQ(found.given, 5U);
    EXPECT_EQ(found.trimmed, 2U);
    EXPECT_DOUBLE_EQ(found.mean, 85);
    EXPECT_NEAR(found.spread, std::sqrt((49. + 529 + 9 + 4 + 289) / 4), 1e-12);
}

TEST(ScoreSummary, LeavesOutAsManyAsAreAskedFor)
{
    EXPECT_DOUBLE_EQ(summary(std::vector<double>{0, 40, 70, 90, 100}, 2).mean, 70) << "the median of five";
    const auto four = summary(std::vector<double>{0, 40, 50, 100}, 1);
    EXPECT_EQ(four.trimmed, 2U);
    EXPECT_DOUBLE_EQ(four.mean, 45) << "of the middle two";
    EXPECT_DOUBLE_EQ(summary(std::vector<double>{0, 40, 50, 100}, 0).mean, 47.5);
}

TEST(ScoreSummary, HasNoMeanWhereNoneIsLeft)
{
    EXPECT_TRUE(std::isnan(summary(std::vector<double>{40, 60}, 1).mean));
    const auto none = summary(std::vector<double>{gap}, 1);
    EXPECT_EQ(none.given, 0U);
    EXPECT_EQ(none.trimmed, 0U);
    EXPECT_TRUE(std::isnan(none.mean));
    EXPECT_TRUE(std::isnan(none.spread));
}

std::string fault_of_trim(int trim, std::size_t experts)
{
    ExpertPlan plan;
    plan.trim = trim;
    plan.position.key = "siting.types.park.expert";
    try {
        static_cast<void>(trim_of(plan, experts));
    } catch (const UsageError& error) {
        return error.what();
    }
    return {};
}

TEST(Trim, ThatLeavesNoScoreIsRefused)
{
    EXPECT_THAT(fault_of_trim(3, 5),
                testing::AllOf(testing::HasSubstr("which leaves none"), testing::HasSubstr("trim = 2 at most"),
                               testing::HasSubstr("siting.types.park.expert")));
    EXPECT_THAT(fault_of_trim(1, 2), testing::HasSubstr("trim = 0 at most"));
    for (const auto& [trim, experts] : {std::pair{2, 5U}, {1, 4U}, {1, 3U}, {0, 1U}, {0, 0U}})
        EXPECT_EQ(fault_of_trim(trim, experts), "") << trim << " of " << experts;
}

TEST(Trim, IsOneEachSideFromFiveExpertsOnWhereThePlanSaysNone)
{
    for (const auto& [experts, each_side] : {std::pair{0U, 0U}, {1U, 0U}, {4U, 0U}, {5U, 1U}, {9U, 1U}})
        EXPECT_EQ(trim_of({}, experts), each_side) << experts;
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

// Four scores of x, five of y: both lose one at each end.
TEST(ExpertScores, AreTrimmedAlikeOfAllCandidates)
{
    const auto found = summarise(
        sheets_of({{{0, 0}, {0, 0}}, {{10, 0}, {10, 0}}, {{20, 0}, {20, 0}}, {{60, 0}, {40, 0}}, {{gap, 0}, {60, 0}}}),
        1, ExpertPlan::Gaps::others);
    EXPECT_DOUBLE_EQ(found.totals[0].mean, 15);
    EXPECT_DOUBLE_EQ(found.totals[1].mean, (10. + 20 + 40) / 3);
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
