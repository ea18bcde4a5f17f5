#include "model/tables/stated_years.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace peaksite {
namespace {

TEST(StatedYears, AreThoseOfTheNumbers)
{
    using testing::ElementsAre;
    for (const auto* text :
         {"2021年GDP（亿元）", "GDP2021", "GDP（2021年）", "２０２１年主要指标", "2021年末常住人口", "2021GDP",
          "GDP_2021", "2021年GDP（2020年价）", "2021年主要指标（2022年3月制）", "2021年主要指标 2021年"})
        EXPECT_THAT(stated_years(text), ElementsAre(2021)) << text;
    EXPECT_THAT(stated_years("2020年、2021年GDP"), ElementsAre(2020, 2021));
}

TEST(StatedYears, AreNotThoseOfPricesDaysRangesBooksAndStandards)
{
    for (const auto* text : {"GDP（亿元）",
                             "GDP（2020年价）",
                             "GDP（2020年不变价）",
                             "GDP (10^8 CNY2020)",
                             "GDP（按2020年可比价）",
                             "比2020年增长",
                             "较2020年",
                             "GDP指数（2020年=100）",
                             "以2020年为基期",
                             "2015-2020年平均",
                             "2015—2020年",
                             "2015年至2020年",
                             "2022-12-31",
                             "2023年3月15日",
                             "中国统计年鉴2023",
                             "2023年统计年鉴",
                             "GB/T 21010-2017",
                             "20年GDP",
                             "202201",
                             "2202"})
        EXPECT_THAT(stated_years(text), testing::IsEmpty()) << text;
}

} // namespace
} // namespace peaksite
