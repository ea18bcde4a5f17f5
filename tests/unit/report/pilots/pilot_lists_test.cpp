#include "report/pilots/pilot_tables.hpp"

#include <gtest/gtest.h>

namespace peaksite {
namespace {

class PilotLists : public testing::Test {
protected:
    const std::map<std::string, Bilingual> texts{
        {"siting.type.park", {.zh = "园区", .en = "Park"}},
        {"siting.lacks_flagged", {.zh = "缺数据：{}（{}）", .en = "without data: {} ({})"}}};
    PilotPlan plan;
    PilotData data;
    PilotResult result;

    PilotReport report(const std::string& lang) const
    {
        return {.plan = plan, .data = data, .result = result, .texts = texts, .lang = lang};
    }
};

// A candidate, a region or a proposer may be called like a type of ours.
TEST_F(PilotLists, NameTheTypeOfARuleAndNothingElse)
{
    result.rules = {
        {.id = "quota.park.most", .words = text("at most {} of '{}'", 3, "park"), .rows = {}, .type = "park"},
        {.id = "lock.park", .kind = RuleKind::lock, .words = text("'{}' is locked in", "park"), .rows = {}}};
    EXPECT_EQ(rule_words(report("en"), "quota.park.most"), "at most 3 of 'Park'");
    EXPECT_EQ(rule_words(report("en"), "lock.park"), "'park' is locked in");
}

TEST_F(PilotLists, SayTheFlagsOfAValueThatIsNotThere)
{
    const PilotReason reason{"siting.lacks_flagged", {std::string{"人口"}}, {.low_valid = true, .bound = Bound::upper}};
    EXPECT_EQ(report("zh").say(reason, "zh"), "缺数据：人口（有效数据不足；上限）");
    EXPECT_EQ(report("en").say(reason, "en"), "without data: 人口 (too little valid data; upper bound)");
}

} // namespace
} // namespace peaksite
