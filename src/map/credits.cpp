#include "map/credits.hpp"

namespace peaksite {

namespace {

constexpr double section_gap = 8, paragraph_gap = 2.6, heading_gap = 3.2, number_indent = 9;

// A text in one or both languages, one below the other.
void add_paragraph(Stack& stack, const Bilingual& text, const PanelStyle& style, double indent)
{
    stack.text(leading_text(text, style.lang), style.body(), indent);
    const auto second = second_text(text, style.lang);
    if (second.empty()) return;
    stack.gap(style.scaled(1.4));
    stack.text(second, style.second(), indent);
}

void add_numbered(Stack& stack, std::size_t number, const Bilingual& text, const PanelStyle& style)
{
    const Lettering digits{.text = std::to_string(number) + ".", .style = style.body()};
    stack.row(0, [digits](const Canvas& canvas, Spot at) { canvas.text(digits, at); });
    add_paragraph(stack, text, style, style.scaled(number_indent));
}

// One block per paragraph, so that they can go to different columns; the heading stays with the first.
void add_section(std::vector<Block>& out, const Bilingual& title, const std::vector<Bilingual>& paragraphs, const PanelStyle& style)
{
    std::vector<Bilingual> said;
    for (const auto& paragraph : paragraphs)
        if (!paragraph.empty()) said.push_back(paragraph);
    for (std::size_t i = 0; i < said.size(); ++i) {
        Stack stack{style};
        if (i == 0) {
            stack.text(on_one_line(title, style.lang), style.title());
            stack.gap(style.scaled(heading_gap));
        }
        if (said.size() == 1) add_paragraph(stack, said[i], style, 0);
        else add_numbered(stack, i + 1, said[i], style);
        out.push_back(std::move(stack).block(style.scaled(i == 0 ? section_gap : paragraph_gap), true));
    }
}

// "坐标系：…" and the like.
Block facts(const Sheet& sheet, const PanelStyle& style)
{
    Stack stack{style};
    const auto add = [&](const Bilingual& name, const std::string& value) {
        if (value.empty()) return;
        if (!stack.empty()) stack.gap(style.scaled(paragraph_gap));
        stack.text(heading(name, style.lang) + value, style.body());
    };
    add(wording::system, on_one_line(system_name(sheet.crs.name()), style.lang));
    add(wording::date, sheet.date);
    add(wording::program, sheet.program);
    add(wording::base_map_number, sheet.base_map_number);
    add(wording::review_number, sheet.review_number);
    return std::move(stack).block(style.scaled(section_gap), true);
}

// The mark of a map that was not reviewed, in a frame.
Block not_reviewed(const PanelStyle& style)
{
    const double pad = style.scaled(5), width = style.width - 2 * pad;
    const Lettering text{.text = wording::not_reviewed.zh, .style = {.size = style.scaled(8), .bold = true}, .width = width};
    const Lettering gloss{.text = style.lang == "zh" ? "" : wording::not_reviewed.en, .style = style.second(), .width = width};
    const double text_height = style.type->size(text).height, gap = style.scaled(2.6);
    const double gloss_height = gloss.text.empty() ? 0 : gap + style.type->size(gloss).height;
    const double height = text_height + gloss_height + 2 * pad;
    const auto paint = [=, box_width = style.width](const Canvas& canvas, Spot at) {
        canvas.outline({.x = at.x + 0.4, .y = at.y + 0.4, .width = box_width - 0.8, .height = height - 0.8}, ink, 0.8);
        canvas.text(text, {.x = at.x + pad, .y = at.y + pad});
        if (!gloss.text.empty()) canvas.text(gloss, {.x = at.x + pad, .y = at.y + pad + text_height + gap});
    };
    return {.height = height, .gap = style.scaled(section_gap), .low = true, .paint = paint};
}

} // namespace

std::vector<Block> credits(const Sheet& sheet, const PanelStyle& style)
{
    std::vector<Block> out;
    add_section(out, wording::notes, sheet.notes, style);
    add_section(out, wording::sources, sheet.sources, style);
    out.push_back(facts(sheet, style));
    if (sheet.review_number.empty()) out.push_back(not_reviewed(style));
    return out;
}

} // namespace peaksite
