#include "map/text/line_breaks.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <algorithm>

namespace peaksite {
namespace {

TEST(LineBreaks, ChineseNamesAreBrokenEvenly)
{
    EXPECT_EQ(broken("红寺堡区", 2), "红寺\n堡区");
    EXPECT_EQ(broken("大武口区经开区", 2), "大武口区\n经开区");
    EXPECT_EQ(broken("大武口区经开区", 3), "大武口\n区经\n开区");
}

TEST(LineBreaks, LatinNamesAreBrokenAtBlanks)
{
    EXPECT_EQ(broken("Inner Mongolia Plain", 2), "Inner Mongolia\nPlain");
    EXPECT_EQ(broken("Inner Mongolia", 3), "");
}

TEST(LineBreaks, NamesTooShortAreNotBroken)
{
    EXPECT_EQ(broken("盐池县", 2), "");
    EXPECT_EQ(broken("盐池县", 1), "盐池县");
}

TEST(LineBreaks, ShortChineseNamesCanStandUpright)
{
    EXPECT_EQ(upright("金凤区"), "金\n凤\n区");
    EXPECT_EQ(upright("区"), "");
    EXPECT_EQ(upright("A区"), "");
    EXPECT_EQ(upright("中华经济开发区"), "");
}

RC_GTEST_PROP(LineBreaks, NothingIsLostAndEveryLineHasTwoCharacters, ())
{
    const auto length = *rc::gen::inRange<std::size_t>(1, 16);
    const auto lines = *rc::gen::inRange<std::size_t>(1, 4);
    std::string name;
    for (std::size_t i = 0; i < length; ++i) name += *rc::gen::element<std::string>("山", "水", "东", "县");
    const auto text = broken(name, lines);
    if (text.empty()) {
        RC_ASSERT(lines > 1 && length < 2 * lines);
        return;
    }
    auto rest = text;
    std::erase(rest, '\n');
    RC_ASSERT(rest == name);
    RC_ASSERT(std::ranges::count(text, '\n') == static_cast<std::ptrdiff_t>(lines) - 1);
    std::size_t at = 0;
    while (lines > 1 && at != std::string::npos) {
        const auto end = text.find('\n', at);
        RC_ASSERT(characters(text.substr(at, end - at)).size() >= 2U);
        at = end == std::string::npos ? end : end + 1;
    }
}

TEST(Characters, BrokenBytesStandAlone) { EXPECT_EQ(characters("a县\xff").size(), 3U); }

} // namespace
} // namespace peaksite
