#include "job/run/draw_maps.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace peaksite {
namespace {

using testing::HasSubstr;
using testing::Not;

// Suggested candidates of which only the first has a position.
PilotAnswer answer_of(std::size_t candidates)
{
    PilotAnswer out;
    out.open = true;
    out.result.selected = true;
    out.result.selection.emplace();
    out.texts = {
        {"siting.not_drawn", {.zh = "共{}个，{}个未上图：{}", .en = "of {}, {} not drawn: {}"}},
        {"siting.many_not_drawn", {.zh = "共{}个，{}个未上图，见名单", .en = "of {}, {} not drawn, see the list"}}};
    for (std::size_t i = 0; i < candidates; ++i) {
        PilotCandidate one;
        one.set = "pilot";
        one.key = "k" + std::to_string(i);
        one.name = "园区" + std::to_string(i);
        if (i == 0) one.place = Point{.x = 105, .y = 38};
        out.data.candidates.push_back(one);
        CandidateOutcome outcome;
        outcome.candidate = i;
        outcome.list = PilotList::suggested;
        out.result.outcomes.push_back(outcome);
        out.result.selection->best.members.push_back(i);
    }
    return out;
}

Sheet shown_sheet(const PilotAnswer& answer)
{
    Results results;
    results.sets.push_back({.id = "county", .title = {}, .crs = Crs::parse("EPSG:4490"), .zones = {}});
    Sheet sheet;
    sheet.crs = Crs::parse("EPSG:4490");
    show_siting(sheet, 0, results, answer);
    return sheet;
}

TEST(SitingSheet, SaysWhichOfTheSuggestedAreNotDrawn)
{
    const auto sheet = shown_sheet(answer_of(3));
    ASSERT_EQ(sheet.symbols.size(), 1U);
    EXPECT_EQ(sheet.symbols[0].symbols.size(), 1U);
    EXPECT_EQ(sheet.notes.back().zh, "共3个，2个未上图：园区1、园区2");
    EXPECT_EQ(sheet.notes.back().en, "of 3, 2 not drawn: 园区1, 园区2");
}

TEST(SitingSheet, OnlyCountsManyThatAreNotDrawn)
{
    EXPECT_EQ(shown_sheet(answer_of(20)).notes.back().zh, "共20个，19个未上图，见名单");
}

TEST(SitingSheet, SaysNothingWhereAllAreDrawn)
{
    for (const auto& note : shown_sheet(answer_of(1)).notes) EXPECT_THAT(note.zh, Not(HasSubstr("未上图")));
}

} // namespace
} // namespace peaksite
