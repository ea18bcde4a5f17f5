#include "map/furniture/legend.hpp"

#include "base/printed_unit.hpp"
#include "map/furniture/legend_rows.hpp"

#include <cmath>

namespace peaksite {

namespace {

constexpr double block_gap = 10, heading_gap = 4.5;
constexpr std::size_t most_keys = 150;

void add_remark(Stack& stack, const Bilingual& text, const PanelStyle& style)
{
    stack.gap(style.scaled(3.2));
    stack.text(on_one_line(text, style.lang), style.second());
}

Block theme_block(const SheetTheme& theme, const Shown& shown, const PanelStyle& style)
{
    const auto labels = class_labels(shown.zones.classes, style.lang);
    Stack stack{style};
    if (!theme.name.empty()) {
        stack.heading(theme.name, unit_text(printed_unit(theme.unit, style.lang), labels.exponent));
        stack.gap(style.scaled(heading_gap));
    }
    std::vector<SwatchRow> rows;
    for (std::size_t i = 0; i < labels.texts.size(); ++i)
        if (shown.classes.classes[i]) rows.push_back({.color = shown.zones.colors[i], .text = labels.texts[i]});
    for (const auto blank : shown.classes.blanks)
        rows.push_back({.color = {}, .text = on_one_line(blank_text(blank), style.lang), .blank = blank});
    add_swatches(stack, rows, shown.backdrop, style);
    if (!theme.caveat.empty() && shown.zones.classes.count > 0) add_remark(stack, theme.caveat, style);
    return std::move(stack).block(style.scaled(block_gap));
}

// The border of zones that have no colour.
Block border_block(const SheetTheme& theme, const PanelStyle& style)
{
    Stack stack{style};
    add_swatches(stack, {{.color = paper, .text = on_one_line(theme.name, style.lang)}}, Backdrop::none, style);
    return std::move(stack).block(style.scaled(block_gap));
}

Block patches_block(const Sheet& sheet, const PanelStyle& style)
{
    Stack stack{style};
    if (!sheet.patches_name.empty()) {
        stack.heading(sheet.patches_name, "");
        stack.gap(style.scaled(heading_gap));
    }
    std::vector<SwatchRow> rows;
    for (std::size_t i = 0; i < sheet.patches.size(); ++i)
        rows.push_back({.color = patch_color_within(i), .text = on_one_line(sheet.patches[i].name, style.lang)});
    add_swatches(stack, rows, Backdrop::none, style);
    return std::move(stack).block(style.scaled(block_gap));
}

Block background_block(const SheetBackground& background, const Shown& shown, const PanelStyle& style)
{
    Stack stack{style};
    if (!background.name.empty()) {
        stack.heading(background.name, shown.tones ? unit_text(printed_unit(background.unit, style.lang),
                                                               figures(shown.tones->ticks).exponent)
                                                   : "");
        stack.gap(style.scaled(heading_gap));
    }
    if (shown.tones) add_tones(stack, *shown.tones, style);
    std::vector<SwatchRow> rows;
    for (const auto index : shown.background_classes)
        rows.push_back({.color = class_color(background.classes[index]),
                        .text = on_one_line(background.classes[index].name, style.lang)});
    add_swatches(stack, rows, Backdrop::none, style);
    return std::move(stack).block(style.scaled(block_gap));
}

bool drawn(const Shown& shown, std::size_t layer, Circle::Kind kind)
{
    return std::ranges::any_of(shown.circles, [&](const Circle& c) { return c.layer == layer && c.kind == kind; });
}

Block symbol_block(const SheetSymbols& layer, std::size_t index, const Shown& shown, const PanelStyle& style)
{
    const auto values = reference_values(layer);
    Stack stack{style};
    if (!layer.name.empty()) {
        stack.heading(layer.name, unit_text(printed_unit(layer.unit, style.lang), figures(values).exponent));
        stack.gap(style.scaled(heading_gap));
    }
    add_circles(stack, values, shown.symbol_scales[index], index, style);
    if (drawn(shown, index, Circle::Kind::negative))
        add_symbol(stack, {.kind = Circle::Kind::negative, .layer = index}, wording::negative, style);
    if (drawn(shown, index, Circle::Kind::unknown))
        add_symbol(stack, {.kind = Circle::Kind::unknown, .layer = index}, wording::no_value, style);
    if (!layer.remark.empty()) add_remark(stack, layer.remark, style);
    return std::move(stack).block(style.scaled(block_gap));
}

// Numbers and names of the zones whose names have no room on the map; only their count where they are too many.
Block key_block(const std::vector<ZoneKey>& keys, const PanelStyle& style)
{
    Stack stack{style};
    if (keys.size() > most_keys) {
        const auto text = unnamed_text(keys.size());
        stack.text(on_one_line(text, style.lang), style.small());
        return std::move(stack).block(style.scaled(block_gap));
    }
    std::vector<std::string> numbered, unmarked;
    for (const auto& key : keys)
        if (key.number > 0)
            numbered.push_back(std::to_string(key.number) + "\u2002" + key.name);
        else
            unmarked.push_back(key.name);
    for (const auto& [names, title] : {std::pair{numbered, wording::keys}, std::pair{unmarked, wording::unmarked}}) {
        if (names.empty()) continue;
        if (!stack.empty()) stack.gap(style.scaled(heading_gap));
        stack.text(on_one_line(title, style.lang), style.small_title());
        stack.gap(style.scaled(3));
        add_list(stack, names, style);
    }
    return std::move(stack).block(style.scaled(block_gap));
}

void show_background(Shown& shown, const Sheet& sheet, const Box& box)
{
    if (!sheet.background) return;
    const bool classed = !sheet.background->classes.empty();
    if (classed)
        shown.background_classes = classes_within(*sheet.background, box);
    else
        shown.tones = tone_scale(*sheet.background, box);
    shown.backdrop = !shown.background_classes.empty() ? Backdrop::classes
                     : shown.tones                     ? Backdrop::tones
                                                       : Backdrop::none;
}

Block legend_title(const PanelStyle& style)
{
    Stack stack{style};
    stack.text(on_one_line(wording::legend, style.lang), style.part_title());
    stack.gap(style.scaled(3));
    stack.row(0, [width = style.width](const Canvas& canvas, Spot at) {
        canvas.line(at, {.x = at.x + width, .y = at.y}, ink, 0.8);
    });
    return std::move(stack).block(0);
}

} // namespace

Shown shown(const Sheet& sheet, const ZoneClasses& zones, const std::vector<ZoneTrace>& traces, const View& view)
{
    Shown out{.zones = zones, .classes = shown_classes(zones, traces)};
    show_background(out, sheet, view.box());
    show_symbols(out, sheet, view);
    return out;
}

Shown all_shown(const Sheet& sheet, const ZoneClasses& zones)
{
    Shown out{.zones = zones, .classes = {.classes = std::vector<bool>(zones.classes.count, true)}};
    for (std::size_t i = 0; i < zones.of_zone.size(); ++i)
        if (!zones.plain && !zones.of_zone[i]) out.classes.blanks.insert(zones.blanks[i]);
    if (sheet.background) show_background(out, sheet, sheet.background->grid.box());
    return out;
}

void show_symbols(Shown& shown, const Sheet& sheet, const View& view)
{
    const double map_area = std::min(view.frame().area(), view.to_page(sheet.extent).area());
    shown.symbol_scales = symbol_scales(sheet.symbols, view, map_area);
    shown.circles = circles(sheet.symbols, shown.symbol_scales, view);
}

std::vector<Block> legend(const Sheet& sheet, const Shown& shown, const PanelStyle& style)
{
    std::vector<Block> out;
    const bool has_classes = std::ranges::any_of(shown.classes.classes, [](bool b) { return b; });
    if (sheet.theme.plain && !sheet.theme.name.empty())
        out.push_back(border_block(sheet.theme, style));
    else if (has_classes || !shown.classes.blanks.empty())
        out.push_back(theme_block(sheet.theme, shown, style));
    if (!sheet.patches.empty()) out.push_back(patches_block(sheet, style));
    for (std::size_t i = 0; i < sheet.symbols.size(); ++i)
        if (std::ranges::any_of(shown.circles, [&](const Circle& c) { return c.layer == i; }))
            out.push_back(symbol_block(sheet.symbols[i], i, shown, style));
    if (shown.backdrop != Backdrop::none) out.push_back(background_block(*sheet.background, shown, style));
    if (!shown.keys.empty()) out.push_back(key_block(shown.keys, style));
    if (!out.empty()) out.insert(out.begin(), legend_title(style));
    if (out.size() > 1) out[1].goes_on = true; // the title does not stand alone
    return out;
}

} // namespace peaksite
