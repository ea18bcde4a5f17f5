#pragma once

#include <algorithm>

namespace peaksite {

/// Places and lengths on the page are points (1/72 inch), x to the right and y down from the upper left corner.
inline constexpr double points_per_inch = 72;
inline constexpr double points_per_metre = points_per_inch / 0.0254;
constexpr double millimetres(double value) { return value * points_per_metre / 1000; }

struct Spot {
    double x = 0;
    double y = 0;
    bool operator==(const Spot&) const = default;
};

struct Size {
    double width = 0;
    double height = 0;
    bool operator==(const Size&) const = default;
};

/// An upright rectangle on the page.
struct Rect {
    double x = 0;
    double y = 0;
    double width = 0;
    double height = 0;

    constexpr double right() const { return x + width; }
    constexpr double bottom() const { return y + height; }
    constexpr Spot corner() const { return {.x = x, .y = y}; }
    constexpr Spot centre() const { return {.x = x + width / 2, .y = y + height / 2}; }
    constexpr double area() const { return width * height; }
    constexpr bool holds(Spot spot) const
    {
        return spot.x >= x && spot.x <= right() && spot.y >= y && spot.y <= bottom();
    }
    constexpr bool holds(const Rect& r) const
    {
        return r.x >= x && r.right() <= right() && r.y >= y && r.bottom() <= bottom();
    }
    bool operator==(const Rect&) const = default;
};

/// The rectangle with `margin` more on every side.
constexpr Rect grown(const Rect& rect, double margin)
{
    return {.x = rect.x - margin,
            .y = rect.y - margin,
            .width = rect.width + 2 * margin,
            .height = rect.height + 2 * margin};
}

/// The rectangle of a size about its middle.
constexpr Rect about(Spot centre, Size size)
{
    return {
        .x = centre.x - size.width / 2, .y = centre.y - size.height / 2, .width = size.width, .height = size.height};
}

/// The spot of a rectangle that is nearest to another one.
constexpr Spot nearest(const Rect& rect, Spot spot)
{
    return {.x = std::clamp(spot.x, rect.x, rect.right()), .y = std::clamp(spot.y, rect.y, rect.bottom())};
}

constexpr bool overlap(const Rect& a, const Rect& b)
{
    return a.x < b.right() && b.x < a.right() && a.y < b.bottom() && b.y < a.bottom();
}

constexpr Rect moved(const Rect& rect, double dx, double dy)
{
    return {.x = rect.x + dx, .y = rect.y + dy, .width = rect.width, .height = rect.height};
}

} // namespace peaksite
