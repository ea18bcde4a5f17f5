#include "map/furniture/furniture.hpp"

#include "base/figures.hpp"
#include "map/sheet/wording.hpp"

#include <algorithm>
#include <array>
#include <limits>

namespace peaksite {

namespace {

constexpr double from_frame = 7, pad = 4;

enum class Corner { top_right, top_left, bottom_left, bottom_right };

Rect in_corner(const Rect& frame, Size size, Corner corner)
{
    const bool left = corner == Corner::top_left || corner == Corner::bottom_left;
    const bool top = corner == Corner::top_left || corner == Corner::top_right;
    return {.x = left ? frame.x + from_frame : frame.right() - from_frame - size.width,
            .y = top ? frame.y + from_frame : frame.bottom() - from_frame - size.height,
            .width = size.width,
            .height = size.height};
}

// What furniture must not hide.
struct Picture {
    const ZoneMosaic& mosaic;
    const std::vector<Circle>& circles;

    // The share of zones behind a rectangle, and a little for each symbol.
    double hidden_by(const Rect& rect) const
    {
        constexpr double weight = 0.1;
        const auto behind =
            std::ranges::count_if(circles, [&](const Circle& c) { return grown(rect, c.radius).holds(c.centre); });
        return mosaic.zone_share(rect) + weight * static_cast<double>(behind);
    }
};

// The corner that hides least, the earlier one of equals.
Rect freest(const Picture& picture, Size size, const std::array<Corner, 4>& corners, std::optional<Rect> taken)
{
    Rect best;
    double least = std::numeric_limits<double>::infinity();
    for (const auto corner : corners) {
        const Rect rect = in_corner(picture.mosaic.frame(), size, corner);
        if (taken && overlap(grown(rect, pad), grown(*taken, pad))) continue;
        const double hidden = picture.hidden_by(grown(rect, pad));
        if (hidden < least) {
            best = rect;
            least = hidden;
        }
    }
    return best;
}

ScaleBlock scale_block(const Sheet& sheet, const ScaledView& map, const Ground& ground, Spot left_end)
{
    constexpr double type_size = 7;
    const double longest = std::min(millimetres(48), map.view.frame().width * 0.4);
    return {.bar = scale_bar(ground, map.view, left_end, longest, sheet.lang),
            .fraction = {.text = heading(wording::scale, sheet.lang) + fraction(map.denominator),
                         .style = {.size = type_size + 0.6, .bold = true}},
            .size_of_type = type_size};
}

} // namespace

Furniture furniture(const Sheet& sheet, const ScaledView& map, const Ground& ground, const ZoneMosaic& mosaic,
                    const std::vector<Circle>& circles, const Typesetter& type)
{
    const Picture picture{mosaic, circles};
    Furniture out{.north = north_angle(ground, map.view, map.view.centre()),
                  .plate = sheet.background.has_value(),
                  .lang = sheet.lang};
    std::optional<Rect> taken;
    if (out.north) {
        out.arrow = freest(picture, north_arrow_size,
                           {Corner::top_right, Corner::top_left, Corner::bottom_right, Corner::bottom_left}, {});
        taken = out.arrow;
    }
    // The bar is measured where it stands, and where it stands depends on its size: twice is enough.
    const Rect& frame = map.view.frame();
    out.scale = scale_block(sheet, map, ground, {.x = frame.x + from_frame, .y = frame.bottom() - from_frame});
    constexpr std::array<Corner, 4> corners{Corner::bottom_left, Corner::bottom_right, Corner::top_left,
                                            Corner::top_right};
    const Rect first = freest(picture, size(out.scale, type), corners, taken);
    out.scale = scale_block(sheet, map, ground, {.x = first.x, .y = first.bottom()});
    out.bar = freest(picture, size(out.scale, type), corners, taken);
    out.plate =
        out.plate || picture.hidden_by(grown(out.bar, pad)) > 0 || (out.north && picture.hidden_by(out.arrow) > 0);
    return out;
}

void draw_furniture(const Canvas& canvas, const Furniture& furniture)
{
    constexpr double veil = 0.85;
    if (furniture.plate) {
        canvas.fill(grown(furniture.bar, pad), paper, veil);
        if (furniture.north) canvas.fill(furniture.arrow, paper, veil);
    }
    draw(canvas, furniture.scale, furniture.bar.corner());
    if (furniture.north) draw_north_arrow(canvas, *furniture.north, furniture.arrow.corner(), furniture.lang);
}

} // namespace peaksite
