#include "map/ground/graticule.hpp"
#include "unit/map/example_sheet.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <numeric>

namespace peaksite {
namespace {

constexpr Rect frame{.x = 30, .y = 50, .width = 500, .height = 400};

View china_view(const Ground& ground, double across)
{
    const auto middle = *ground.place({.x = 106, .y = 37.5});
    return fitted({.xmin = middle.x - across / 2,
                   .ymin = middle.y - across / 2,
                   .xmax = middle.x + across / 2,
                   .ymax = middle.y + across / 2},
                  ground.metres_per_unit(middle), frame, 5)
        .view;
}

// Degrees of a label: "105°45′E".
double degrees_of(const std::string& text)
{
    const double degrees = std::stod(text);
    const auto sign = text.find("°");
    const bool minutes = text.find("′") != std::string::npos;
    return degrees + (minutes ? std::stod(text.substr(sign + std::string{"°"}.size())) / 60 : 0);
}

TEST(Graticule, LabelsStandWhereTheirLineMeetsTheFrame)
{
    const Ground ground{Crs::parse("china-albers")};
    for (const double across : {8e5, 3e5, 6e4}) {
        const View view = china_view(ground, across);
        const auto lines = graticule(ground, view);
        ASSERT_GE(lines.labels.size(), 8U);
        for (const auto& label : lines.labels) {
            const auto at = *ground.degrees(view.to_plane(label.at));
            const bool meridian = label.side == Side::top || label.side == Side::bottom;
            EXPECT_NEAR(meridian ? at.x : at.y, degrees_of(label.text), 2e-4) << label.text;
            EXPECT_TRUE(label.text.ends_with(meridian ? "E" : "N"));
            const double off = label.side == Side::top      ? label.at.y - frame.y
                               : label.side == Side::bottom ? label.at.y - frame.bottom()
                               : label.side == Side::left   ? label.at.x - frame.x
                                                            : label.at.x - frame.right();
            EXPECT_NEAR(off, 0, 1e-6);
        }
    }
}

TEST(Graticule, LinesStayInsideTheFrame)
{
    const Ground ground{Crs::parse("china-albers")};
    for (const auto& line : graticule(ground, china_view(ground, 5e5)).lines)
        for (const auto& spot : line) EXPECT_TRUE(grown(frame, 1e-6).holds(spot));
}

TEST(Graticule, EverySideHasLabels)
{
    const Ground ground{Crs::parse("china-albers")};
    const auto lines = graticule(ground, china_view(ground, 5e5));
    for (const auto side : {Side::top, Side::bottom, Side::left, Side::right})
        EXPECT_GE(std::ranges::count(lines.labels, side, &Graticule::Label::side), 2);
}

TEST(Graticule, ReadableLabelsDoNotTouch)
{
    const Typesetter type;
    const TextStyle style{.size = 7};
    std::vector<Graticule::Label> crowded;
    for (int i = 0; i < 60; ++i)
        crowded.push_back({.text = "105°30′E", .side = Side::top, .at = {.x = frame.x + 8.0 * i, .y = frame.y}});
    const auto kept = readable(crowded, frame, type, style);
    ASSERT_GE(kept.size(), 5U);
    const double width = type.size({.text = "105°30′E", .style = style}).width;
    for (std::size_t i = 1; i < kept.size(); ++i) EXPECT_GT(kept[i].at.x - kept[i - 1].at.x, width);
    EXPECT_GE(kept.front().at.x - width / 2, frame.x);
}

TEST(GraticuleStep, IsTheSmallestRoundOneThatIsWideEnough)
{
    EXPECT_EQ(graticule_step(60, 60), 3600);
    EXPECT_EQ(graticule_step(240, 60), 900);
    EXPECT_EQ(graticule_step(59, 60), 2 * 3600);
}

TEST(GraticuleTexts, WrapAndOmitWhatIsZero)
{
    EXPECT_EQ(longitude_text(105 * 3600), "105°E");
    EXPECT_EQ(longitude_text(181 * 3600), "179°W");
    EXPECT_EQ(longitude_text(180 * 3600), "180°");
    EXPECT_EQ(latitude_text(37 * 3600 + 1800), "37°30′N");
    EXPECT_EQ(latitude_text(-30), "0°00′30″S");
    EXPECT_EQ(latitude_text(0), "0°");
}

} // namespace
} // namespace peaksite
