#pragma once

#include "grid/grid.hpp"

#include <optional>
#include <vector>

namespace peaksite {

/// Points in order; rings repeat their first point at the end.
using Line = std::vector<Point>;

/// An outer ring and its holes.
struct Polygon {
    std::vector<Line> rings;
    bool operator==(const Polygon&) const = default;
};

/// What a feature covers: any number of polygons, lines and points, in one plane.
struct Shape {
    std::vector<Polygon> polygons;
    std::vector<Line> lines;
    std::vector<Point> points;

    bool empty() const { return polygons.empty() && lines.empty() && points.empty(); }
    bool operator==(const Shape&) const = default;
};

/// The smallest box around all points, nothing for an empty shape.
std::optional<Box> bounds(const Shape& shape);

/// The same of several shapes together.
std::optional<Box> bounds_of(const std::vector<Shape>& shapes);

/// Area of the polygons in the plane, holes taken off, by the shoelace formula.
double plane_area(const Shape& shape);

/// Calls `use(a, b)` for every straight piece of every ring and line.
template <class Use>
void for_each_edge(const Shape& shape, Use use)
{
    const auto along = [&](const Line& line) {
        for (std::size_t i = 1; i < line.size(); ++i) use(line[i - 1], line[i]);
    };
    for (const auto& polygon : shape.polygons)
        for (const auto& ring : polygon.rings) along(ring);
    for (const auto& line : shape.lines) along(line);
}

/// The shape with every point replaced by `change(point)`.
template <class Change>
Shape transformed(Shape shape, Change change)
{
    for (auto& polygon : shape.polygons)
        for (auto& ring : polygon.rings)
            for (auto& point : ring) point = change(point);
    for (auto& line : shape.lines)
        for (auto& point : line) point = change(point);
    for (auto& point : shape.points) point = change(point);
    return shape;
}

} // namespace peaksite
