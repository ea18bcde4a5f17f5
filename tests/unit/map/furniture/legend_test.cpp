#include "unit/map/example_sheet.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>

namespace peaksite {
namespace {

class Legends : public testing::Test {
protected:
    Shown shown_on(const Sheet& sheet) { return composed(sheet, type).shown; }
    Typesetter type;
};

TEST_F(Legends, ExplainTheClassesThatAreDrawnAndNoOthers)
{
    auto sheet = example_sheet(zone_rows(4, 5));
    sheet.extent = *bounds(sheet.theme.zones.front().shape); // most zones lie outside the frame
    sheet.symbols.clear();
    const auto composition = composed(sheet, type);
    std::vector<bool> drawn(composition.shown.zones.classes.count);
    for (std::size_t i = 0; i < composition.traces.size(); ++i)
        if (!composition.traces[i].empty()) drawn[*composition.shown.zones.of_zone[i]] = true;
    EXPECT_EQ(composition.shown.classes.classes, drawn);
    EXPECT_TRUE(std::ranges::count(drawn, false) > 0) << "the case shows nothing";
    EXPECT_TRUE(composition.shown.classes.blanks.empty());
}

TEST_F(Legends, NameMissingValuesOnlyWhereThereAreAny)
{
    auto sheet = example_sheet();
    EXPECT_TRUE(shown_on(sheet).classes.blanks.empty());
    sheet.theme.zones[3].value = std::nan("");
    EXPECT_EQ(shown_on(sheet).classes.blanks, std::set{Blank::no_data});
}

TEST_F(Legends, TellTooLittleDataFromNoneAtAll)
{
    auto sheet = example_sheet();
    sheet.theme.zones[3].value.reset();
    sheet.theme.zones[3].blank = Blank::too_little;
    EXPECT_EQ(shown_on(sheet).classes.blanks, std::set{Blank::too_little});
    sheet.theme.zones[4].value.reset();
    EXPECT_EQ(shown_on(sheet).classes.blanks, (std::set{Blank::no_data, Blank::too_little}));
    EXPECT_NE(blank_text(Blank::too_little).zh, blank_text(Blank::no_data).zh);
    EXPECT_NE(blank_text(Blank::too_little).en, blank_text(Blank::not_compared).en);
}

TEST_F(Legends, AllValuesMissingLeavesOnlyNoData)
{
    auto sheet = example_sheet();
    for (auto& zone : sheet.theme.zones) zone.value.reset();
    const auto shown = shown_on(sheet);
    EXPECT_TRUE(shown.classes.classes.empty());
    EXPECT_EQ(shown.classes.blanks, std::set{Blank::no_data});
}

TEST_F(Legends, ListOnlyBackgroundClassesInsideTheFrame)
{
    auto sheet = example_sheet();
    sheet.background = class_background(sheet.extent, 6);
    for (auto& value : sheet.background->values) value = value == 2 ? 3 : value;
    EXPECT_EQ(shown_on(sheet).background_classes, (std::vector<std::size_t>{0, 1, 3, 4, 5}));
}

TEST_F(Legends, SymbolsOutsideTheFrameAreNotExplained)
{
    auto sheet = example_sheet();
    for (auto& symbol : sheet.symbols[0].symbols) symbol.place.x += 1e7;
    EXPECT_TRUE(shown_on(sheet).circles.empty());
}

TEST_F(Legends, BackgroundWithoutDataIsNoBackground)
{
    auto sheet = example_sheet();
    std::ranges::fill(sheet.background->values, std::nanf(""));
    EXPECT_EQ(shown_on(sheet).backdrop, Backdrop::none);
}

TEST(ToneScales, HoldTheMiddleOfTheValuesAndEndInRoundNumbers)
{
    const auto sheet = example_sheet();
    const auto tones = tone_scale(*sheet.background, sheet.background->grid.box());
    ASSERT_TRUE(tones);
    EXPECT_EQ(tones->ticks.front(), 1400);
    EXPECT_EQ(tones->ticks.back(), 1700);
    EXPECT_EQ(tones->share(1400), 0);
    EXPECT_EQ(tones->share(1550), 0.5);
    EXPECT_EQ(tones->share(9999), 1);
}

// Relative luminance of WCAG 2: what the eye sees as brightness.
double luminance(Color color)
{
    const auto linear = [](double part) {
        return part <= 0.04045 ? part / 12.92 : std::pow((part + 0.055) / 1.055, 2.4);
    };
    return 0.2126 * linear(color.red) + 0.7152 * linear(color.green) + 0.0722 * linear(color.blue);
}

TEST(Colors, GetDarkerFromClassToClass)
{
    for (std::size_t count = 2; count <= 5; ++count) {
        const auto colors = sequential_colors(count);
        ASSERT_EQ(colors.size(), count);
        EXPECT_TRUE(std::ranges::is_sorted(colors, std::greater{}, luminance));
    }
}

TEST(Colors, AreReadStrictly)
{
    EXPECT_EQ(parse_color("#ff0000"), rgb(0xff0000));
    for (const auto* wrong : {"", "#fff", "ff0000", "#ff00zz", "#ff00000"}) EXPECT_FALSE(parse_color(wrong)) << wrong;
}

} // namespace
} // namespace peaksite
