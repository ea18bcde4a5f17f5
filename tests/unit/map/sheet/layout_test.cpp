#include "unit/map/example_sheet.hpp"

#include <gtest/gtest.h>

#include <algorithm>

namespace peaksite {
namespace {

// What stands on the page, as rectangles that may not overlap.
std::vector<Rect> parts(const Composition& sheet, const Typesetter& type)
{
    const auto& division = sheet.layout.division;
    std::vector<Rect> out{division.border};
    for (const auto& line : sheet.layout.header.lines) {
        const auto size = type.size(line.lettering);
        const double slack = line.lettering.width > 0 ? (line.lettering.width - size.width) / 2 : 0;
        out.push_back({.x = line.place.x + slack, .y = line.place.y, .width = size.width, .height = size.height});
    }
    const double width = column_width(division.panel.width, division.columns);
    for (const auto& placed : sheet.panel)
        out.push_back({.x = placed.place.x, .y = placed.place.y, .width = width, .height = placed.block.height});
    return out;
}

void expect_tidy(const Sheet& sheet, const Typesetter& type)
{
    const auto composition = composed(sheet, type);
    const auto all = parts(composition, type);
    const Rect page = grown(composition.layout.page, -millimetres(8));
    for (std::size_t i = 0; i < all.size(); ++i) {
        EXPECT_TRUE(page.holds(grown(all[i], -0.01)))
            << i << " at " << all[i].x << ", " << all[i].y << " is off the page";
        for (std::size_t j = i + 1; j < all.size(); ++j)
            EXPECT_FALSE(overlap(grown(all[i], -0.01), grown(all[j], -0.01))) << i << " and " << j;
    }
    const auto& view = composition.layout.division.map.view;
    EXPECT_TRUE(view.frame().holds(view.to_page(sheet.extent)));
    EXPECT_GT(view.frame().area(), 0.25 * composition.layout.page.area());
}

class Layouts : public testing::Test {
protected:
    Typesetter type;
};

TEST_F(Layouts, PartsDoNotOverlapInAnyLanguageOrFormat)
{
    for (const auto* lang : {"zh", "en", "both"})
        for (const bool landscape : {true, false}) {
            auto sheet = example_sheet();
            sheet.lang = lang;
            sheet.landscape = landscape;
            SCOPED_TRACE(std::string{lang} + (landscape ? " landscape" : " portrait"));
            expect_tidy(sheet, type);
        }
}

TEST_F(Layouts, ALongTitleTakesMoreLines)
{
    auto sheet = example_sheet();
    for (int i = 0; i < 4; ++i) sheet.title.zh += "——以及谁也不愿意读完的、非常之长的图幅标题";
    expect_tidy(sheet, type);
}

TEST_F(Layouts, TheTitleLeavesRoomForTheSecrecy)
{
    auto sheet = example_sheet();
    sheet.lang = "en";
    sheet.secrecy.en = "内部 For internal use only";
    sheet.title.en =
        "Technical PV potential and coal power emissions of Example Province's counties, districts and cities";
    expect_tidy(sheet, type);
}

TEST_F(Layouts, TallWideAndSingleZonesFit)
{
    expect_tidy(example_sheet(zone_rows(9, 1)), type);
    expect_tidy(example_sheet(zone_rows(1, 9)), type);
    expect_tidy(example_sheet(zone_rows(1, 1)), type);
}

TEST_F(Layouts, ManyTextsAndClassesFit)
{
    auto sheet = example_sheet(zone_rows(6, 3));
    sheet.background = class_background(sheet.extent, 22);
    for (int i = 0; i < 24; ++i)
        sheet.sources.push_back({.zh = "资料" + std::to_string(i) + "：某部门公布的数据集及其出处，年份与许可",
                                 .en = "Data set " + std::to_string(i)});
    for (int i = 0; i < 5; ++i)
        sheet.notes.push_back(
            {.zh = std::to_string(i) + "永久基本农田、生态保护红线、自然保护地：未提供、未扣除，结果为上限。",
             .en = "Not supplied"});
    expect_tidy(sheet, type);
}

TEST_F(Layouts, AnEmptySheetStillHasAMap)
{
    Sheet sheet;
    sheet.crs = Crs::parse("china-albers");
    sheet.extent = {.xmin = 0, .ymin = 3.9e6, .xmax = 2e5, .ymax = 4e6};
    expect_tidy(sheet, type);
}

TEST_F(Layouts, TheSecondDigitOfNumbersHasRoom)
{
    auto sheet = example_sheet();
    for (int i = 0; i < 11; ++i) sheet.sources.push_back({.zh = "资料" + std::to_string(i), .en = ""});
    const PanelStyle style{.type = &type, .width = 150, .factor = 1, .lang = "zh"};
    const double widest = type.size({.text = "13.", .style = style.small()}).width;
    EXPECT_GT(widest, type.size({.text = "9.", .style = style.small()}).width);
    expect_tidy(sheet, type);
}

Block block(double height, bool goes_on = false)
{
    return {.height = height, .gap = 5, .goes_on = goes_on, .paint = [](const Canvas&, Spot) {}};
}

TEST(Arranged, ColumnsBeginWithANewPartWhereTheyCan)
{
    const Rect panel{.x = 0, .y = 0, .width = 200, .height = 200};
    const std::vector<Block> blocks{block(60), block(30, true), block(30, true), block(50), block(20, true)};
    const auto placed = arranged(blocks, panel, 2);
    ASSERT_TRUE(placed);
    EXPECT_EQ((*placed)[2].place.x, 0);
    EXPECT_GT((*placed)[3].place.x, 0);
    EXPECT_EQ((*placed)[3].place.y, 0);
}

TEST(Arranged, WhatHasNoRoomIsNotPlaced)
{
    const Rect panel{.x = 0, .y = 0, .width = 200, .height = 100};
    const std::vector<Block> blocks{block(60), block(60), block(60)};
    EXPECT_FALSE(arranged(blocks, panel, 2));
    EXPECT_FALSE(have_room(blocks, panel.height, 2));
    EXPECT_TRUE(arranged(blocks, panel, 3));
    EXPECT_TRUE(have_room(blocks, panel.height, 3));
}

TEST(Arranged, LowBlocksStandAtTheFootOfASingleColumn)
{
    const Rect panel{.x = 0, .y = 10, .width = 100, .height = 300};
    auto low = block(40);
    low.low = true;
    const auto placed = arranged({block(60), low}, panel, 1);
    ASSERT_TRUE(placed);
    EXPECT_EQ((*placed)[1].place.y + 40, panel.bottom());
}

} // namespace
} // namespace peaksite
