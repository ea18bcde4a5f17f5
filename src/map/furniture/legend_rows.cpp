#include "map/furniture/legend_rows.hpp"

#include <cmath>

namespace peaksite {

namespace {

constexpr double swatch_width = 20, swatch_height = 9.5, text_gap = 5, row_gap = 2.2;

// The rows of swatches, each with its text broken to the width it has.
struct SwatchGrid {
    int columns = 1;
    double width = 0; // of a column
};

SwatchGrid swatch_grid(const std::vector<SwatchRow>& rows, const PanelStyle& style)
{
    double widest = 0;
    for (const auto& row : rows)
        widest = std::max(widest, style.type->size({.text = row.text, .style = style.body()}).width);
    const double needed = style.scaled(swatch_width + 2 * text_gap) + widest;
    constexpr std::size_t many = 6, very_many = 12;
    const int most = rows.size() > very_many ? 3 : rows.size() > many ? 2 : 1;
    const int columns = std::clamp(static_cast<int>((style.width + style.scaled(text_gap)) / needed), 1, most);
    return {.columns = columns, .width = style.width / columns};
}

Lettering swatch_text(const SwatchRow& row, const SwatchGrid& grid, const PanelStyle& style)
{
    return {.text = row.text, .style = style.body(), .width = grid.width - style.scaled(swatch_width + text_gap)};
}

// A number below a bar: its tick and where its text begins.
struct Tick {
    double share = 0;
    double left = 0;
    double width = 0;
    std::string text;
};

// The bar is shorter than the panel, so that the numbers at its ends have room in their middle.
double bar_inset(const std::vector<std::string>& texts, const PanelStyle& style)
{
    double widest = 0;
    for (const auto& one : {texts.front(), texts.back()})
        widest = std::max(widest, style.type->size({.text = one, .style = style.body()}).width);
    return widest / 2;
}

// Every `step`th number of a scale.
std::vector<Tick> every(std::size_t step, const std::vector<std::string>& texts, const PanelStyle& style)
{
    const double beside = bar_inset(texts, style);
    std::vector<Tick> out;
    for (std::size_t i = 0; i < texts.size(); i += step) {
        const double share = static_cast<double>(i) / static_cast<double>(texts.size() - 1);
        const double width = style.type->size({.text = texts[i], .style = style.body()}).width;
        out.push_back({.share = share,
                       .left = beside + share * (style.width - 2 * beside) - width / 2,
                       .width = width,
                       .text = texts[i]});
    }
    return out;
}

std::vector<std::string> tick_texts(const ToneScale& tones)
{
    auto texts = figures(tones.ticks).texts;
    if (tones.below) texts.front().insert(0, "≤");
    if (tones.above) texts.back().insert(0, "≥");
    return texts;
}

// As many numbers as have room, evenly chosen, the last one among them.
std::vector<Tick> ticks_with_room(const std::vector<std::string>& texts, const PanelStyle& style)
{
    const auto touch = [&](const Tick& a, const Tick& b) { return a.left + a.width + style.scaled(text_gap) > b.left; };
    const auto last = texts.size() - 1;
    for (std::size_t step = 1; step < last; ++step) {
        if (last % step != 0) continue;
        auto ticks = every(step, texts, style);
        if (std::ranges::adjacent_find(ticks, touch) == ticks.end()) return ticks;
    }
    return every(last, texts, style);
}

void draw_tone_bar(const Canvas& canvas, const Rect& bar)
{
    constexpr int steps = 64;
    for (int i = 0; i < steps; ++i) {
        const double left = bar.x + bar.width * i / steps;
        const double width = i + 1 < steps ? bar.width / steps + 0.3 : bar.width / steps; // no gaps between steps
        canvas.fill({.x = left, .y = bar.y, .width = width, .height = bar.height},
                    background_tone(static_cast<double>(i) / (steps - 1)));
    }
    canvas.outline(bar, rgb(0x4d4d4d), 0.4);
}

// Where the numbers of nested circles stand: each as near as can be to the top of its circle, none on another.
std::vector<double> number_heights(const std::vector<double>& tops, double line)
{
    std::vector<double> out;
    for (const double top : tops) out.push_back(out.empty() ? top : std::max(top, out.back() + line));
    return out;
}

} // namespace

void add_swatches(Stack& stack, const std::vector<SwatchRow>& rows, Backdrop backdrop, const PanelStyle& style)
{
    if (rows.empty()) return;
    const auto grid = swatch_grid(rows, style);
    const auto per_column =
        (rows.size() + static_cast<std::size_t>(grid.columns) - 1) / static_cast<std::size_t>(grid.columns);
    for (std::size_t line = 0; line < per_column; ++line) {
        double height = style.scaled(swatch_height);
        for (std::size_t i = line; i < rows.size(); i += per_column)
            height = std::max(height, style.type->size(swatch_text(rows[i], grid, style)).height);
        stack.row(height, [=](const Canvas& canvas, Spot at) {
            double x = at.x;
            for (std::size_t i = line; i < rows.size(); i += per_column, x += grid.width) {
                const auto text = swatch_text(rows[i], grid, style);
                const double drop = std::max(0.0, (style.scaled(swatch_height) - text.style.size) / 2);
                draw_swatch(
                    canvas,
                    {.x = x, .y = at.y, .width = style.scaled(swatch_width), .height = style.scaled(swatch_height)},
                    rows[i].color, backdrop, rows[i].blank);
                canvas.text(text, {.x = x + style.scaled(swatch_width + text_gap), .y = at.y + drop});
            }
        });
        if (line + 1 < per_column) stack.gap(style.scaled(row_gap));
    }
}

void add_tones(Stack& stack, const ToneScale& tones, const PanelStyle& style)
{
    if (tones.ticks.size() == 1) {
        add_swatches(stack,
                     {{.color = background_tone(tones.share(tones.ticks[0])), .text = figures(tones.ticks).texts[0]}},
                     Backdrop::none, style);
        return;
    }
    const auto texts = tick_texts(tones);
    const auto ticks = ticks_with_room(texts, style);
    const double beside = bar_inset(texts, style);
    const double bar_height = style.scaled(7), gap = style.scaled(2.5);
    stack.row(bar_height + gap + style.body().size, [=](const Canvas& canvas, Spot at) {
        const Rect bar{.x = at.x + beside, .y = at.y, .width = style.width - 2 * beside, .height = bar_height};
        draw_tone_bar(canvas, bar);
        for (const auto& tick : ticks) {
            const Lettering number{.text = tick.text, .style = style.body()};
            const double x = bar.x + tick.share * bar.width;
            if (tick.share > 0 && tick.share < 1)
                canvas.line({.x = x, .y = bar.y}, {.x = x, .y = bar.bottom()}, rgb(0x4d4d4d), 0.4);
            canvas.text(number, {.x = at.x + tick.left, .y = bar.bottom() + gap});
        }
    });
}

void add_circles(Stack& stack, const std::vector<double>& values, const SymbolScale& scale, std::size_t layer,
                 const PanelStyle& style)
{
    if (values.empty()) return;
    const auto texts = figures(values).texts;
    const double line = style.body().size * 1.25, widest = scale.radius_of(values.front());
    std::vector<double> tops;
    for (const double value : values) tops.push_back(2 * (widest - scale.radius_of(value)));
    const auto heights = number_heights(tops, line);
    const double above = style.body().size / 2, height = std::max(2 * widest, heights.back()) + above;
    stack.row(height + above, [=](const Canvas& canvas, Spot at) {
        const double middle = at.x + std::max(widest, style.scaled(swatch_width) / 2), top = at.y + above;
        for (std::size_t i = 0; i < values.size(); ++i) {
            const double radius = scale.radius_of(values[i]);
            draw_circle(canvas,
                        {.centre = {.x = middle, .y = top + 2 * widest - radius}, .radius = radius, .layer = layer});
        }
        const double elbow = middle + widest + style.scaled(3), end = elbow + style.scaled(5);
        for (std::size_t i = 0; i < values.size(); ++i) {
            const Spot from{.x = middle, .y = top + tops[i]}, to{.x = end, .y = top + heights[i]};
            canvas.line(from, {.x = elbow, .y = from.y}, soft_ink, 0.3);
            canvas.line({.x = elbow, .y = from.y}, to, soft_ink, 0.3);
            canvas.text({.text = texts[i], .style = style.body()},
                        {.x = end + style.scaled(2), .y = to.y - style.body().size / 2});
        }
    });
}

void add_list(Stack& stack, const std::vector<std::string>& texts, const PanelStyle& style)
{
    double widest = 0;
    for (const auto& one : texts)
        widest = std::max(widest, style.type->size({.text = one, .style = style.small()}).width);
    const double between = style.scaled(6), room = style.width + between;
    const auto columns = static_cast<std::size_t>(std::max(1.0, std::floor(room / (widest + between))));
    const auto lines = (texts.size() + columns - 1) / columns;
    const double width = room / static_cast<double>(columns);
    for (std::size_t line = 0; line < lines; ++line) {
        std::vector<Lettering> row;
        double height = 0;
        for (std::size_t i = line; i < texts.size(); i += lines) {
            row.push_back({.text = texts[i], .style = style.small(), .width = width - between + 0.5});
            height = std::max(height, style.type->size(row.back()).height);
        }
        stack.row(height, [row, width](const Canvas& canvas, Spot at) {
            for (std::size_t i = 0; i < row.size(); ++i)
                canvas.text(row[i], {.x = at.x + static_cast<double>(i) * width, .y = at.y});
        });
        if (line + 1 < lines) stack.gap(style.scaled(row_gap));
    }
}

void add_symbol(Stack& stack, Circle circle, const Bilingual& text, const PanelStyle& style)
{
    if (!stack.empty()) stack.gap(style.scaled(row_gap));
    circle.radius = SymbolScale::smallest * 1.4;
    const Lettering words{.text = on_one_line(text, style.lang), .style = style.body()};
    const double height = style.scaled(swatch_height);
    stack.row(height, [=](const Canvas& canvas, Spot at) {
        auto drawn = circle;
        drawn.centre = {.x = at.x + style.scaled(swatch_width) / 2, .y = at.y + height / 2};
        draw_circle(canvas, drawn);
        canvas.text(words,
                    {.x = at.x + style.scaled(swatch_width + text_gap), .y = at.y + (height - words.style.size) / 2});
    });
}

} // namespace peaksite
