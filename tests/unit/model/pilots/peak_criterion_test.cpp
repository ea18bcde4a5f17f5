#include "model/pilots/peak_criterion.hpp"

#include <gtest/gtest.h>

#include <vector>

namespace peaksite {
namespace {

bool judges(std::string_view id, std::string_view english = {}, std::string_view chinese = {})
{
    return judges_by_peak({.id = id, .english = english, .chinese = chinese, .tags = {}});
}

TEST(PeakCriterion, RecognisesWhenAndHowHighEmissionsPeak)
{
    EXPECT_TRUE(judges("peak_year"));
    EXPECT_TRUE(judges("e_peak_level"));
    EXPECT_TRUE(judges("peak"));
    EXPECT_TRUE(judges("x1", "Year in which CO2 emissions peaked"));
    EXPECT_TRUE(judges("x2", "", "碳达峰年份"));
    EXPECT_TRUE(judges("x3", "", "达峰时间早晚"));
    EXPECT_TRUE(judges("x4", "", "二氧化碳排放峰值"));
    EXPECT_TRUE(judges("x5", "", "率先达峰"));
}

TEST(PeakCriterion, LetsOtherPeaksPass)
{
    EXPECT_FALSE(judges("peak_load_share", "Share of peak load met by response", "尖峰负荷响应能力占比"));
    EXPECT_FALSE(judges("peak_sun_hours", "Peak sun hours", "峰值日照时数"));
    EXPECT_FALSE(judges("pv_yield_mean", "Mean specific PV yield", "光伏年等效利用小时数"));
    EXPECT_FALSE(judges("e_trend", "Trend of emissions", "排放变化趋势"));
    EXPECT_FALSE(judges("proj_count", "Projects of the pilot plan", "碳达峰试点项目数"));
    EXPECT_FALSE(judges("speaker_year"));
}

TEST(PeakCriterion, ATagOfTheCatalogueSettlesIt)
{
    const std::vector<std::string> tags{"context", "peak-judging"};
    EXPECT_TRUE(judges_by_peak({.id = "y1", .english = {}, .chinese = {}, .tags = tags}));
}

} // namespace
} // namespace peaksite
