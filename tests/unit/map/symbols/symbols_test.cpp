#include "map/furniture/legend_rows.hpp"
#include "map/symbols/symbols.hpp"
#include "unit/map/example_sheet.hpp"

#include <cairo.h>
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <algorithm>
#include <cmath>

namespace peaksite {
namespace {

constexpr Rect frame{.x = 0, .y = 0, .width = 400, .height = 300};
const View view{frame, {.x = 0, .y = 0}, {.width = 1, .height = 1}};

SheetSymbols layer(const std::vector<double>& values)
{
    SheetSymbols out{.name = {.zh = "源", .en = "Sources"}, .unit = "t", .symbols = {}, .remark = {}};
    for (std::size_t i = 0; i < values.size(); ++i)
        out.symbols.push_back({.place = {.x = static_cast<double>(i) - 50, .y = 0}, .value = values[i], .name = ""});
    return out;
}

RC_GTEST_PROP(SymbolScale, AreaFollowsTheValue, ())
{
    const SymbolScale scale{.value = 1000, .radius = 15};
    const double a = *rc::gen::inRange(20, 1000), b = *rc::gen::inRange(20, 1000);
    const double ratio = std::pow(scale.radius_of(a) / scale.radius_of(b), 2);
    RC_ASSERT(std::fabs(ratio - a / b) < 1e-12 * (1 + ratio));
}

TEST(SymbolScale, IsNeverTooSmallToSee)
{
    const SymbolScale scale{.value = 1e6, .radius = 10};
    EXPECT_EQ(scale.radius_of(1), SymbolScale::smallest);
    EXPECT_EQ(SymbolScale{}.radius_of(5), SymbolScale::smallest);
}

TEST(Circles, AreDrawnFromTheLargestAndOnlyInsideTheFrame)
{
    auto symbols = layer({5, 80, 20});
    symbols.symbols.push_back({.place = {.x = 1000, .y = 0}, .value = 500, .name = ""});
    symbols.symbols.push_back({.place = {.x = std::nan(""), .y = 0}, .value = 500, .name = ""});
    const auto drawn = circles({symbols}, symbol_scales({symbols}, view, frame.area()), view);
    ASSERT_EQ(drawn.size(), 3U);
    EXPECT_TRUE(std::ranges::is_sorted(drawn, std::greater{}, &Circle::radius));
}

TEST(Circles, TellMissingAndNegativeValuesApart)
{
    auto symbols = layer({5, -80});
    symbols.symbols.push_back({.place = {}, .value = {}, .name = ""});
    const auto drawn = circles({symbols}, symbol_scales({symbols}, view, frame.area()), view);
    const auto count = [&](Circle::Kind kind) { return std::ranges::count(drawn, kind, &Circle::kind); };
    EXPECT_EQ(count(Circle::Kind::positive), 1);
    EXPECT_EQ(count(Circle::Kind::negative), 1);
    EXPECT_EQ(count(Circle::Kind::unknown), 1);
}

TEST(Circles, CoverASmallPartOfTheMap)
{
    std::vector<double> values;
    for (int i = 0; i < 300; ++i) values.push_back(1 + i % 7);
    const auto symbols = layer(values);
    double area = 0;
    for (const auto& circle : circles({symbols}, symbol_scales({symbols}, view, frame.area()), view))
        area += 3.1416 * circle.radius * circle.radius;
    EXPECT_LT(area, 0.3 * frame.area());
}

TEST(ReferenceValues, AreRoundAndWithinTheValues)
{
    const auto values = reference_values(layer({38, 410, 1440}));
    EXPECT_EQ(values, (std::vector<double>{1000, 200, 50}));
    EXPECT_TRUE(reference_values(layer({0, 0})).empty());
    EXPECT_TRUE(reference_values(layer({})).empty());
}

// How high a picture is between two columns, in points.
double drawn_height(const Typesetter& type, double right, const Paint& paint)
{
    constexpr int dots = 12, width = 60, height = 60, faint = 140;
    constexpr Spot corner{.x = 10, .y = 10};
    cairo_surface_t* image = cairo_image_surface_create(CAIRO_FORMAT_ARGB32, width * dots, height * dots);
    cairo_t* to = cairo_create(image);
    cairo_scale(to, dots, dots);
    paint({.to = to, .type = &type}, corner);
    cairo_surface_flush(image);
    int rows = 0;
    const auto* data = cairo_image_surface_get_data(image);
    const int stride = cairo_image_surface_get_stride(image), end = static_cast<int>((corner.x + right) * dots);
    for (int y = 0; y < height * dots; ++y) {
        bool drawn = false;
        for (int x = 0; x < end; ++x) drawn = drawn || data[y * stride + 4 * x + 3] > faint;
        rows += drawn ? 1 : 0;
    }
    cairo_destroy(to);
    cairo_surface_destroy(image);
    return static_cast<double>(rows) / dots;
}

TEST(LegendCircles, AreAsLargeAsThoseOnTheMap)
{
    const Typesetter type;
    const PanelStyle style{.type = &type, .width = 100, .factor = 0.8, .lang = "zh"};
    for (const double value : {50.0, 400.0, 1000.0}) {
        const auto symbols = layer({value, 1000});
        const auto scale = symbol_scales({symbols}, view, frame.area()).front();
        auto on_map = circles({symbols}, {scale}, view).back();
        Stack stack{style};
        add_circles(stack, {value}, scale, 0, style);
        const double middle = std::max(scale.radius_of(value), 8.0); // left of it no number stands
        const double in_legend = drawn_height(type, middle, std::move(stack).block(0).paint);
        const double drawn = drawn_height(type, 40, [&](const Canvas& canvas, Spot at) {
            on_map.centre = {.x = at.x + 20, .y = at.y + 20};
            draw_circle(canvas, on_map);
        });
        EXPECT_NEAR(in_legend, drawn, 0.17) << value;
        EXPECT_NEAR(drawn, 2 * on_map.radius + 1.4, 0.17) << value; // with its white rim
    }
}

} // namespace
} // namespace peaksite
