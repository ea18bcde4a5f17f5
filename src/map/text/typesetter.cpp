#include "map/text/typesetter.hpp"

#include "base/error.hpp"

#include <pango/pangocairo.h>

#include <algorithm>

namespace peaksite {

namespace {

constexpr const char* families = "Noto Sans CJK SC, WenQuanYi Micro Hei, sans-serif";
// Where the baseline lies in a Chinese character, from its top.
constexpr double baseline = 0.88;

double points(int pango_units) { return static_cast<double>(pango_units) / PANGO_SCALE; }

// Metrics fitted to pixels would make lines differ between a PDF and an image.
void use_true_metrics(PangoContext* context)
{
    cairo_font_options_t* options = cairo_font_options_create();
    cairo_font_options_set_hint_style(options, CAIRO_HINT_STYLE_NONE);
    cairo_font_options_set_hint_metrics(options, CAIRO_HINT_METRICS_OFF);
    cairo_font_options_set_antialias(options, CAIRO_ANTIALIAS_GRAY);
    pango_cairo_context_set_font_options(context, options);
    cairo_font_options_destroy(options);
    pango_context_set_round_glyph_positions(context, FALSE);
    pango_cairo_context_set_resolution(context, points_per_inch);
}

// Well-formed, on as many lines as the text says; other control characters would be drawn as boxes.
std::string printable(const std::string& text)
{
    char* valid = g_utf8_make_valid(text.c_str(), static_cast<gssize>(text.size()));
    std::string out{valid};
    g_free(valid);
    std::ranges::replace_if(
        out, [](char c) { return (c >= 0 && c < ' ' && c != '\n') || c == '\x7f'; }, ' ');
    return out;
}

PangoAlignment pango_align(Align align)
{
    return align == Align::centre ? PANGO_ALIGN_CENTER : align == Align::right ? PANGO_ALIGN_RIGHT : PANGO_ALIGN_LEFT;
}

} // namespace

void Typesetter::Release::operator()(void* object) const { g_object_unref(object); }

struct Typesetter::Row {
    PangoLayoutLine* line;
    double x;
    double width;
    double y; // of the baseline
};

Typesetter::Typesetter()
{
    PangoFontMap* fonts = pango_cairo_font_map_new();
    m_context.reset(pango_font_map_create_context(fonts));
    g_object_unref(fonts);
    use_true_metrics(m_context.get());
    pango_context_set_language(m_context.get(), pango_language_from_string("zh-cn"));
    check_glyphs({"审图号界线碳达峰，。：（）"});
}

Typesetter::Layout Typesetter::layout(const Lettering& lettering) const
{
    Layout out{pango_layout_new(m_context.get())};
    PangoFontDescription* font = pango_font_description_from_string(families);
    pango_font_description_set_absolute_size(font, lettering.style.size * PANGO_SCALE);
    pango_font_description_set_weight(font, lettering.style.bold ? PANGO_WEIGHT_BOLD : PANGO_WEIGHT_NORMAL);
    pango_layout_set_font_description(out.get(), font);
    pango_font_description_free(font);
    if (lettering.width > 0) pango_layout_set_width(out.get(), static_cast<int>(lettering.width * PANGO_SCALE));
    pango_layout_set_wrap(out.get(), PANGO_WRAP_WORD_CHAR);
    pango_layout_set_alignment(out.get(), pango_align(lettering.align));
    pango_layout_set_auto_dir(out.get(), FALSE);
    const auto text = printable(lettering.text);
    pango_layout_set_text(out.get(), text.c_str(), static_cast<int>(text.size()));
    return out;
}

std::vector<Typesetter::Row> Typesetter::rows(PangoLayout* layout, const Lettering& lettering) const
{
    std::vector<Row> out;
    PangoLayoutIter* at = pango_layout_get_iter(layout);
    double y = baseline * lettering.style.size;
    do {
        PangoRectangle extent;
        pango_layout_iter_get_line_extents(at, nullptr, &extent);
        out.push_back({.line = pango_layout_iter_get_line_readonly(at),
                       .x = points(extent.x),
                       .width = points(extent.width),
                       .y = y});
        y += lettering.leading * lettering.style.size;
    } while (pango_layout_iter_next_line(at));
    pango_layout_iter_free(at);
    return out;
}

Size Typesetter::size(const Lettering& lettering) const
{
    const auto set = layout(lettering);
    const auto lines = rows(set.get(), lettering);
    double width = 0;
    for (const auto& row : lines) width = std::max(width, row.width);
    return {.width = width,
            .height = (static_cast<double>(lines.size() - 1) * lettering.leading + 1) * lettering.style.size};
}

void Typesetter::draw(cairo_t* to, const Lettering& lettering, Spot place) const
{
    const auto set = layout(lettering);
    const auto& color = lettering.style.color;
    cairo_set_source_rgb(to, color.red, color.green, color.blue);
    for (const auto& row : rows(set.get(), lettering)) {
        cairo_move_to(to, place.x + row.x, place.y + row.y);
        pango_cairo_show_layout_line(to, row.line);
    }
    cairo_new_path(to);
}

void Typesetter::draw_halo(cairo_t* to, const Lettering& lettering, Spot place, double margin) const
{
    const auto set = layout(lettering);
    cairo_new_path(to);
    for (const auto& row : rows(set.get(), lettering)) {
        cairo_move_to(to, place.x + row.x, place.y + row.y);
        pango_cairo_layout_line_path(to, row.line);
    }
    cairo_set_line_width(to, 2 * margin);
    cairo_set_line_join(to, CAIRO_LINE_JOIN_ROUND);
    cairo_set_line_cap(to, CAIRO_LINE_CAP_ROUND);
    cairo_stroke(to);
}

bool Typesetter::writes(const std::string& text) const
{
    return pango_layout_get_unknown_glyphs_count(layout({.text = text, .style = {}}).get()) == 0;
}

std::string Typesetter::written(const std::string& text) const
{
    if (writes(text)) return text;
    std::string out;
    const auto valid = printable(text);
    for (std::size_t at = 0; at < valid.size();) {
        const auto bytes = static_cast<std::size_t>(g_utf8_next_char(valid.c_str() + at) - (valid.c_str() + at));
        const auto one = valid.substr(at, bytes);
        out += writes(one) ? one : "□";
        at += bytes;
    }
    return out;
}

void Typesetter::check_glyphs(const std::vector<std::string>& texts) const
{
    for (const auto& one : texts)
        if (!writes(one))
            throw InputError{
                text("no installed font can write '{}'; install fonts-noto-cjk or fonts-wqy-microhei", one)};
}

} // namespace peaksite
