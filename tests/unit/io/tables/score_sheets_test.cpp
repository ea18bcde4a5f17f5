#include "io/tables/score_sheets.hpp"

#include "base/error.hpp"
#include "support/scratch.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>

namespace peaksite {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;

class ScoreSheets : public testing::Test {
protected:
    ExpertSheets read(const std::string& content)
    {
        return read_score_sheets(folder.file("scores.csv", content), "", {{"A1", "甲"}, {"B1", "乙"}},
                                 {.id = {}, .lowest = 0, .highest = 100}, warnings);
    }
    std::string refusal(const std::string& content)
    {
        try {
            read(content);
        } catch (const InputError& error) {
            return error.what();
        }
        return {};
    }

    Scratch folder;
    std::vector<Sentence> warnings;
};

TEST_F(ScoreSheets, TakeAnExpertFromTheRowAboveAsMergedCellsDo)
{
    const auto found = read("评审打分表,,\n专家,候选,分数\n张,甲,80\n,乙,70\n李,A1,无\n,B1,６０\n");
    EXPECT_THAT(found.experts, ElementsAre("张", "李"));
    EXPECT_EQ(found.sheets[0].at(0, 0), 80);
    EXPECT_EQ(found.sheets[0].at(1, 0), 70);
    EXPECT_TRUE(std::isnan(found.sheets[1].at(0, 0)));
    EXPECT_EQ(found.sheets[1].at(1, 0), 60);
    ASSERT_EQ(warnings.size(), 1U);
    EXPECT_THAT(warnings[0].english(), HasSubstr("2 rows without an expert take that of the row above"));
    EXPECT_THAT(warnings[0].english(), HasSubstr("row 4 张, row 6 李"));
}

TEST_F(ScoreSheets, ReadWeightsAsSharesOfOneOrOfAHundred)
{
    const auto found = read("专家,候选,项目,分数,权重\n张,A1,基础,80,60%\n张,A1,潜力,90,0.4\n");
    EXPECT_EQ(found.items[0].weight, 0.6);
    EXPECT_EQ(found.items[1].weight, 0.4);
}

TEST_F(ScoreSheets, WeightsSumToOneHoweverTheyAreWritten)
{
    const auto found =
        read("专家,候选,项目,分数,权重\n张,A1,基础,80,60\n张,A1,潜力,90,40\n张,B1,基础,70,\n张,B1,潜力,70,\n");
    EXPECT_EQ(found.items[0].weight, 0.6);
    EXPECT_EQ(found.items[1].weight, 0.4);
}

TEST_F(ScoreSheets, AreRefusedWhereAnItemHasTwoWeightsOrNone)
{
    const std::string head = "专家,候选,项目,分数,权重\n张,A1,基础,80,0.6\n";
    EXPECT_THAT(refusal(head + "张,A1,潜力,90,0.4\n张,B1,基础,70,0.9\n"),
                HasSubstr("item '基础' has the weight 0.6 in row 2 and 0.9 in row 4"));
    EXPECT_THAT(refusal(head + "张,A1,潜力,90,\n"), HasSubstr("item '潜力' has no weight, though others have"));
    EXPECT_THAT(refusal(head + "张,A1,潜力,90,0\n"), HasSubstr("row 3: the weight 0 of item '潜力' is not above 0"));
}

TEST_F(ScoreSheets, TakeItemsAndCandidatesFromTheRowAboveAsMergedCellsDo)
{
    const auto by_item = read("专家,候选,项目,分数\n张,A1,基础,80\n,B1,,70\n,A1,潜力,60\n,B1,,50\n");
    ASSERT_EQ(by_item.items.size(), 2U);
    EXPECT_EQ(by_item.sheets[0].at(1, 0), 70);
    EXPECT_EQ(by_item.sheets[0].at(1, 1), 50);
    ASSERT_EQ(warnings.size(), 2U);
    EXPECT_THAT(warnings[1].english(), HasSubstr("2 rows without an item take that of the row above"));
    warnings.clear();
    const auto by_candidate = read("专家,候选,项目,分数\n张,A1,基础,80\n,,潜力,60\n,B1,基础,70\n,,潜力,\n");
    EXPECT_EQ(by_candidate.sheets[0].at(0, 1), 60);
    EXPECT_TRUE(std::isnan(by_candidate.sheets[0].at(1, 1)));
    EXPECT_THAT(warnings[1].english(), HasSubstr("1 rows without a candidate take that of the row above"));
}

TEST_F(ScoreSheets, NoItemIsMadeOfAnEmptyCell)
{
    EXPECT_EQ(read("专家,候选,项目,分数\n张,A1,,80\n张,B1,,70\n").items.size(), 1U) << "as without the column";
    EXPECT_THAT(refusal("专家,候选,项目,分数\n张,A1,,80\n张,A1,潜力,70\n"),
                HasSubstr("row 2: a score without an item"));
    EXPECT_THAT(refusal("专家,候选,项目,分数\n张,A1,潜力,80\n张,A1,,70\n"),
                HasSubstr("row 3: expert '张' scores 'A1' twice for the item '潜力'"));
}

TEST_F(ScoreSheets, AreRefusedWhereADecimalCommaSplitsAScore)
{
    EXPECT_THAT(refusal("专家,候选,项目,分数\n张,A1,基础,8,5\n"), HasSubstr("'5' stands beyond the last of the 4"));
    EXPECT_THAT(refusal("专家,候选,分数,备注\n张,A1,8,5,\n"), HasSubstr("'8,5' may be one number"));
}

TEST_F(ScoreSheets, AreRefusedWithFileAndRow)
{
    EXPECT_THAT(refusal("专家,候选,分数\n,A1,80\n"), HasSubstr("row 2: a score without an expert"));
    EXPECT_THAT(refusal("专家,候选,分数\n张,A1,很好\n"), HasSubstr("row 2: '很好' is no number"));
    EXPECT_THAT(refusal("专家,候选,分数\n张,A1,8\n张,甲,9\n"), HasSubstr("row 3: expert '张' scores '甲' twice"));
    EXPECT_THAT(refusal("专家,分数\n张,8\n"), HasSubstr("no column '候选' of expert scores"));
    EXPECT_THAT(refusal("专家,候选,分数\n张,A1,1,234\n张,B1,1\n"), HasSubstr("not quoted"));
    EXPECT_THAT(refusal("专家,候选,分数\n"), HasSubstr("no rows below its head"));
}

} // namespace
} // namespace peaksite
