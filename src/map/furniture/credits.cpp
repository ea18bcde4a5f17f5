#include "map/furniture/credits.hpp"

namespace peaksite {

namespace {

constexpr double section_gap = 10, paragraph_gap = 2.4, credit_gap = 3.4, number_gap = 3;

// How the paragraphs of a section are set.
struct Setting {
    TextStyle title, body, second;
    double indent = 0; // for their numbers
};

// A text in one or both languages, one below the other.
void add_paragraph(Stack& stack, const Bilingual& text, const Setting& setting, const PanelStyle& style)
{
    stack.text(leading_text(text, style.lang), setting.body, setting.indent);
    const auto second = second_text(text, style.lang);
    if (second.empty()) return;
    stack.gap(style.scaled(1.4));
    stack.text(second, setting.second, setting.indent);
}

std::string number_text(std::size_t number) { return std::to_string(number) + "."; }

// Numbers stand flush right before their texts.
void add_number(Stack& stack, std::size_t number, const Setting& setting, const PanelStyle& style)
{
    const Lettering digits{.text = number_text(number), .style = setting.body};
    const double left = setting.indent - style.scaled(number_gap) - style.type->size(digits).width;
    stack.row(0, [digits, left](const Canvas& canvas, Spot at) { canvas.text(digits, {.x = at.x + left, .y = at.y}); });
}

// One block per paragraph, so that they can go to different columns; the heading stays with the first.
void add_section(std::vector<Block>& out, const Bilingual& title, const std::vector<Bilingual>& paragraphs,
                 Setting setting, const PanelStyle& style)
{
    std::vector<Bilingual> said;
    for (const auto& paragraph : paragraphs)
        if (!paragraph.empty()) said.push_back(paragraph);
    if (said.size() > 1)
        setting.indent = style.type->size({.text = number_text(said.size()), .style = setting.body}).width +
                         style.scaled(number_gap);
    for (std::size_t i = 0; i < said.size(); ++i) {
        Stack stack{style};
        if (i == 0) {
            stack.text(on_one_line(title, style.lang), setting.title);
            stack.gap(style.scaled(credit_gap));
        }
        if (said.size() > 1) add_number(stack, i + 1, setting, style);
        add_paragraph(stack, said[i], setting, style);
        auto block = std::move(stack).block(style.scaled(i == 0 ? section_gap : paragraph_gap));
        block.low = true;
        block.goes_on = i > 0;
        out.push_back(std::move(block));
    }
}

// "坐标系：…" and the like.
Block facts(const Sheet& sheet, std::optional<double> north, const PanelStyle& style)
{
    Stack stack{style};
    const auto add = [&](const Bilingual& name, const std::string& value) {
        if (value.empty()) return;
        if (!stack.empty()) stack.gap(style.scaled(paragraph_gap));
        stack.text(heading(name, style.lang) + value, style.small());
    };
    add(wording::system, on_one_line(system_name(sheet.crs.name()), style.lang));
    if (north) add(wording::north, on_one_line(north_text(*north), style.lang));
    add(wording::date, sheet.date);
    add(wording::program, sheet.program);
    add(sheet.base_map.name, sheet.base_map.number);
    add(sheet.review.name, sheet.review.number);
    auto block = std::move(stack).block(style.scaled(section_gap));
    block.low = block.last = true;
    return block;
}

// The mark of a map that was not reviewed, in a frame; the Chinese as it is whatever the language.
Block not_reviewed(const Bilingual& words, const PanelStyle& style)
{
    const double pad = style.scaled(5.5), width = style.width - 2 * pad;
    const Lettering text{.text = words.zh, .style = {.size = style.scaled(8), .bold = true}, .width = width};
    const Lettering gloss{.text = style.lang == "zh" ? "" : words.en, .style = style.second(), .width = width};
    const double text_height = style.type->size(text).height, gap = style.scaled(2.6);
    const double gloss_height = gloss.text.empty() ? 0 : gap + style.type->size(gloss).height;
    const double height = text_height + gloss_height + 2 * pad;
    const auto paint = [=, box_width = style.width](const Canvas& canvas, Spot at) {
        canvas.outline({.x = at.x + 0.5, .y = at.y + 0.5, .width = box_width - 1, .height = height - 1}, ink, 1);
        canvas.text(text, {.x = at.x + pad, .y = at.y + pad});
        if (!gloss.text.empty()) canvas.text(gloss, {.x = at.x + pad, .y = at.y + pad + text_height + gap});
    };
    return {
        .height = height, .gap = style.scaled(section_gap), .low = true, .last = true, .goes_on = true, .paint = paint};
}

} // namespace

std::vector<Block> credits(const Sheet& sheet, std::optional<double> north, const PanelStyle& style)
{
    std::vector<Block> out;
    add_section(out, wording::notes, sheet.notes,
                {.title = style.title(), .body = style.body(), .second = style.second()}, style);
    add_section(out, wording::sources, sheet.sources,
                {.title = style.small_title(), .body = style.small(), .second = style.small_second()}, style);
    out.push_back(facts(sheet, north, style));
    if (sheet.review.number.empty() && !sheet.not_reviewed.empty())
        out.push_back(not_reviewed(sheet.not_reviewed, style));
    return out;
}

} // namespace peaksite
