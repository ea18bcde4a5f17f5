#include "map/furniture/scale_bar.hpp"

#include "base/figures.hpp"

#include <cairo.h>

#include <cmath>

namespace peaksite {

namespace {

constexpr double bar_height = 3.2, tick_room = 2.5;

// A round distance: how many parts the bar has, and after how many of them a number stands.
struct Round {
    double metres = 0;
    int parts = 1;
    int parts_per_mark = 1;
};

Round round_distance(double longest)
{
    const double power = std::pow(10.0, std::floor(std::log10(longest)));
    constexpr Round steps[] = {{6, 3, 1}, {4, 4, 2}, {3, 3, 1}, {2, 4, 2}, {1, 4, 2}};
    for (const auto& step : steps)
        if (step.metres * power <= longest) return {step.metres * power, step.parts, step.parts_per_mark};
    return {power, steps[4].parts, steps[4].parts_per_mark};
}

// Ground metres of a level line on the page.
double ground_length(const Ground& ground, const View& view, Spot left, double width)
{
    const auto from = view.to_plane(left), to = view.to_plane({.x = left.x + width, .y = left.y});
    if (const auto metres = ground.distance(from, to); metres && *metres > 0) return *metres;
    return (to.x - from.x) * ground.metres_per_unit(view.centre()).width;
}

std::vector<ScaleBar::Mark> marks(const Round& round, double unit_metres)
{
    std::vector<double> values;
    for (int part = 0; part <= round.parts; part += round.parts_per_mark)
        values.push_back(round.metres / unit_metres * part / round.parts);
    const int decimals = decimals_of(values);
    std::vector<ScaleBar::Mark> out;
    for (std::size_t i = 0; i < values.size(); ++i)
        out.push_back({.share = static_cast<double>(i) / static_cast<double>(values.size() - 1),
                       .text = figure(values[i], decimals)});
    return out;
}

Lettering unit_lettering(const ScaleBlock& block)
{
    return {.text = block.bar.unit, .style = {.size = block.size_of_type}};
}

Lettering mark_lettering(const ScaleBlock& block, const ScaleBar::Mark& mark)
{
    return {.text = mark.text, .style = {.size = block.size_of_type}};
}

// What marks and unit need beyond the ends of the bar.
double overhang_left(const ScaleBlock& block, const Typesetter& type)
{
    return type.size(mark_lettering(block, block.bar.marks.front())).width / 2;
}
double overhang_right(const ScaleBlock& block, const Typesetter& type)
{
    const double half = type.size(mark_lettering(block, block.bar.marks.back())).width / 2;
    return half + tick_room + type.size(unit_lettering(block)).width;
}

} // namespace

ScaleBar scale_bar(const Ground& ground, const View& view, Spot left_end, double longest, const std::string& lang)
{
    constexpr double kilometre = 1000;
    const double reach = ground_length(ground, view, left_end, longest);
    const auto round = round_distance(reach);
    double width = longest * round.metres / reach;
    for (int i = 0; i < 4; ++i) width *= round.metres / ground_length(ground, view, left_end, width);
    const bool far = round.metres >= kilometre;
    const std::string unit = lang == "zh" ? (far ? "千米" : "米") : (far ? "km" : "m");
    return {.metres = round.metres,
            .width = width,
            .parts = round.parts,
            .marks = marks(round, far ? kilometre : 1),
            .unit = unit};
}

std::string fraction(double denominator)
{
    constexpr double tiny = 10;
    return "1:" + figure(denominator, denominator < tiny ? 1 : 0);
}

Size size(const ScaleBlock& block, const Typesetter& type)
{
    const double width = overhang_left(block, type) + block.bar.width + overhang_right(block, type);
    const auto fraction = type.size(block.fraction);
    return {.width = std::max(width, fraction.width),
            .height = fraction.height + 2 * tick_room + block.size_of_type + bar_height};
}

void draw(const Canvas& canvas, const ScaleBlock& block, Spot place)
{
    const auto& bar = block.bar;
    const double left = place.x + overhang_left(block, *canvas.type);
    canvas.text(block.fraction, {.x = left, .y = place.y});
    const double marks_top = place.y + canvas.type->size(block.fraction).height + tick_room;
    for (const auto& mark : bar.marks) {
        const auto lettering = mark_lettering(block, mark);
        canvas.text(lettering,
                    {.x = left + mark.share * bar.width - canvas.type->size(lettering).width / 2, .y = marks_top});
    }
    const double last_half = canvas.type->size(mark_lettering(block, bar.marks.back())).width / 2;
    canvas.text(unit_lettering(block), {.x = left + bar.width + last_half + tick_room, .y = marks_top});
    const Rect outline{
        .x = left, .y = marks_top + block.size_of_type + tick_room, .width = bar.width, .height = bar_height};
    canvas.fill(outline, paper);
    for (int part = 0; part < bar.parts; part += 2)
        canvas.fill({.x = left + bar.width * part / bar.parts,
                     .y = outline.y,
                     .width = bar.width / bar.parts,
                     .height = bar_height},
                    ink);
    canvas.outline(outline, ink, 0.5);
}

} // namespace peaksite
