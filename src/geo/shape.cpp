#include "geo/shape.hpp"

#include <cmath>

namespace peaksite {

namespace {

double ring_area(const Line& ring)
{
    if (ring.empty()) return 0;
    // Relative to the first point, so that far-away coordinates cost no digits.
    const Point o = ring.front();
    double twice = 0;
    for (std::size_t i = 1; i < ring.size(); ++i)
        twice += (ring[i - 1].x - o.x) * (ring[i].y - o.y) - (ring[i].x - o.x) * (ring[i - 1].y - o.y);
    return std::fabs(twice) / 2;
}

} // namespace

std::optional<Box> bounds(const Shape& shape)
{
    std::optional<Box> box;
    const auto include = [&](Point p) {
        const Box one{.xmin = p.x, .ymin = p.y, .xmax = p.x, .ymax = p.y};
        box = box ? united(*box, one) : one;
    };
    for (const auto& polygon : shape.polygons)
        for (const auto& ring : polygon.rings)
            for (const auto point : ring) include(point);
    for (const auto& line : shape.lines)
        for (const auto point : line) include(point);
    for (const auto point : shape.points) include(point);
    return box;
}

std::optional<Box> bounds_of(const std::vector<Shape>& shapes)
{
    std::optional<Box> all;
    for (const auto& shape : shapes)
        if (const auto box = bounds(shape)) all = all ? united(*all, *box) : *box;
    return all;
}

double plane_area(const Shape& shape)
{
    double area = 0;
    for (const auto& polygon : shape.polygons)
        for (std::size_t i = 0; i < polygon.rings.size(); ++i) area += (i == 0 ? 1 : -1) * ring_area(polygon.rings[i]);
    return area;
}

} // namespace peaksite
