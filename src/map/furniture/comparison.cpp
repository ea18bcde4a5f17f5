#include "map/furniture/comparison.hpp"

#include "map/text/canvas.hpp"

#include <cairo.h>

#include <algorithm>
#include <array>
#include <numbers>

namespace peaksite {

namespace {

constexpr Color rail = rgb(0xe8e8e8), axis = rgb(0x8a8a8a), other = rgb(0xb0b0b0);

// The text cut to a width, with "…" where something is left out.
std::string shortened(const Typesetter& type, const std::string& text, const TextStyle& style, double width)
{
    if (type.size({.text = text, .style = style}).width <= width) return text;
    std::string kept = text;
    while (!kept.empty()) {
        do kept.pop_back();
        while (!kept.empty() && (static_cast<unsigned char>(kept.back()) & 0xc0U) == 0x80U);
        if (!kept.empty() && (static_cast<unsigned char>(kept.back()) & 0xc0U) == 0xc0U) kept.pop_back();
        if (type.size({.text = kept + "…", .style = style}).width <= width) return kept + "…";
    }
    return kept;
}

// One row: name, bar on a rail from 0 to 1, score.
Paint bar_row(const PanelStyle& style, const SheetComparison::Entry& entry, std::size_t group)
{
    return [style, entry, group](const Canvas& canvas, Spot at) {
        const double name_width = style.width * 0.46, number_width = style.scaled(22);
        const double room = style.width - name_width - number_width, height = style.scaled(4.6);
        canvas.text(
            {.text = shortened(*canvas.type, entry.name, style.small(), name_width - 4), .style = style.small()}, at);
        const Rect track{.x = at.x + name_width, .y = at.y + style.scaled(1.6), .width = room, .height = height};
        canvas.fill(track, rail);
        const double share = std::clamp(entry.score, 0.0, 1.0);
        canvas.fill({.x = track.x, .y = track.y, .width = room * share, .height = height}, symbol_color(group));
        canvas.text({.text = entry.printed, .style = style.small(), .width = number_width, .align = Align::right},
                    {.x = at.x + style.width - number_width, .y = at.y});
    };
}

void draw_bars(Stack& stack, const SheetComparison& comparison, const PanelStyle& style)
{
    stack.heading(comparison.bars);
    std::string group;
    std::size_t number = 0; // of the group
    for (const auto& entry : comparison.entries) {
        if (!entry.chosen) continue;
        if (entry.group != group) {
            if (!group.empty()) ++number;
            group = entry.group;
            stack.gap(style.scaled(1.2));
            stack.text(group, style.small_second());
            stack.gap(style.scaled(1.5));
        }
        stack.row(style.scaled(8.8), bar_row(style, entry, number));
    }
}

void draw_dot(const Canvas& canvas, Spot at, double radius, Color color, bool filled)
{
    cairo_new_path(canvas.to);
    cairo_arc(canvas.to, at.x, at.y, radius, 0, 2 * std::numbers::pi);
    set_color(canvas.to, filled ? color : paper);
    cairo_fill_preserve(canvas.to);
    set_color(canvas.to, color);
    cairo_set_line_width(canvas.to, 0.8);
    cairo_stroke(canvas.to);
}

// What is said of both axes, apart.
std::array<std::string, 2> halves(const std::string& words)
{
    for (const std::string_view comma : {"、", ", "})
        if (const auto at = words.find(comma); at != std::string::npos)
            return {words.substr(0, at), words.substr(at + comma.size())};
    return {words, ""};
}

// The corners say what the quadrants are, an axis a line.
void draw_corners(const Canvas& canvas, const SheetComparison& comparison, const PanelStyle& style, const Rect& box)
{
    constexpr double room = 2;
    const double half = box.width / 2 - 2 * room, line = style.scaled(8);
    const auto words = [&](std::size_t quadrant, Align align, double x, double y) {
        for (const auto& text : halves(comparison.quadrants[quadrant].in(style.lang == "en" ? "en" : "zh"))) {
            if (!text.empty())
                canvas.text({.text = text, .style = style.small_second(), .width = half, .align = align},
                            {.x = x, .y = y});
            y += line;
        }
    };
    const double low = box.bottom() - 2 * line - room, right = box.x + box.width / 2 + room;
    words(0, Align::right, right, box.y + room);
    words(1, Align::right, right, low);
    words(2, Align::left, box.x + room, box.y + room);
    words(3, Align::left, box.x + room, low);
}

Paint quadrant_chart(const SheetComparison& comparison, const PanelStyle& style, double side)
{
    return [comparison, style, side](const Canvas& canvas, Spot at) {
        const Rect box{.x = at.x, .y = at.y, .width = style.width, .height = side};
        canvas.outline(box, axis, 0.6);
        canvas.line({.x = box.centre().x, .y = box.y}, {.x = box.centre().x, .y = box.bottom()}, axis, 0.5);
        canvas.line({.x = box.x, .y = box.centre().y}, {.x = box.right(), .y = box.centre().y}, axis, 0.5);
        draw_corners(canvas, comparison, style, box);
        constexpr double inset = 0.92;
        for (const bool chosen : {false, true})
            for (const auto& entry : comparison.entries) {
                if (!entry.place || entry.chosen != chosen) continue;
                const Spot spot{.x = box.centre().x + inset * entry.place->x * box.width / 2,
                                .y = box.centre().y - inset * entry.place->y * box.height / 2};
                draw_dot(canvas, spot, chosen ? 2.6 : 1.8, chosen ? symbol_color(0) : other, chosen);
            }
    };
}

} // namespace

std::vector<Block> comparison_blocks(const Sheet& sheet, const PanelStyle& style)
{
    std::vector<Block> out;
    if (!sheet.comparison) return out;
    const auto& comparison = *sheet.comparison;
    if (std::ranges::any_of(comparison.entries, &SheetComparison::Entry::chosen)) {
        Stack bars{style};
        draw_bars(bars, comparison, style);
        out.push_back(std::move(bars).block(style.scaled(9)));
    }
    if (std::ranges::any_of(comparison.entries, [](const auto& entry) { return entry.place.has_value(); })) {
        Stack chart{style};
        chart.heading(comparison.chart);
        const double side = style.width * 0.72;
        chart.gap(2);
        chart.row(side, quadrant_chart(comparison, style, side));
        chart.gap(2);
        chart.text(comparison.chart_note.in(style.lang == "en" ? "en" : "zh"), style.small_second());
        out.push_back(std::move(chart).block(style.scaled(9)));
    }
    return out;
}

} // namespace peaksite
