#include "map/sheet/header.hpp"

#include "map/sheet/wording.hpp"

#include <algorithm>

namespace peaksite {

namespace {

// How large a text is set, and how small it may get before it takes another line.
struct Sizes {
    TextStyle style;
    double smallest = 0;
};

// On one line if its smallest size allows that, else broken at that size.
Lettering fitted(const std::string& text, const Sizes& sizes, double width, const Typesetter& type)
{
    Lettering out{.text = text, .style = sizes.style};
    const double wanted = type.size(out).width;
    if (wanted > width) out.style.size = std::max(sizes.smallest, out.style.size * width / wanted * 0.995);
    out.width = width;
    out.align = Align::centre;
    return out;
}

} // namespace

Header header(const Sheet& sheet, const Typesetter& type, const Rect& page)
{
    constexpr double least_corner = millimetres(22), apart = millimetres(4), secrecy_size = 11;
    Header out;
    double corner = least_corner; // on both sides, so that the title stands in the middle
    if (!sheet.secrecy.empty()) {
        const Lettering secrecy{.text = leading_text(sheet.secrecy, sheet.lang),
                                .style = {.size = secrecy_size, .bold = true}};
        out.lines.push_back({.lettering = secrecy, .place = page.corner()});
        corner = std::max(corner, type.size(secrecy).width + apart);
    }
    const Rect middle{.x = page.x + corner, .y = page.y, .width = page.width - 2 * corner, .height = page.height};
    const auto add = [&](const std::string& text, const Sizes& sizes, double gap) {
        if (text.empty()) return;
        if (out.height > 0) out.height += gap;
        const auto lettering = fitted(text, sizes, middle.width, type);
        out.lines.push_back({.lettering = lettering, .place = {.x = middle.x, .y = middle.y + out.height}});
        out.height += type.size(lettering).height;
    };
    add(leading_text(sheet.title, sheet.lang), {.style = {.size = 20, .bold = true}, .smallest = 14}, 0);
    add(second_text(sheet.title, sheet.lang), {.style = {.size = 12.5}, .smallest = 9}, 4);
    add(leading_text(sheet.subtitle, sheet.lang), {.style = {.size = 10.5, .color = soft_ink}, .smallest = 8}, 6);
    add(second_text(sheet.subtitle, sheet.lang), {.style = {.size = 8.5, .color = soft_ink}, .smallest = 7}, 3);
    if (out.height == 0 && !sheet.secrecy.empty()) out.height = secrecy_size;
    return out;
}

void draw_header(const Canvas& canvas, const Header& header)
{
    for (const auto& line : header.lines) canvas.text(line.lettering, line.place);
}

} // namespace peaksite
