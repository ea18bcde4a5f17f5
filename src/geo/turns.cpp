#include "geo/turns.hpp"

#include "geo/validity.hpp"

#include <algorithm>
#include <cmath>
#include <iterator>

namespace peaksite {

namespace {

constexpr double whole_turn = 360;

Shape moved(const Shape& shape, int turns)
{
    return turns == 0 ? shape
                      : transformed(shape, [turns](Point p) { return Point{.x = p.x + turns * whole_turn, .y = p.y}; });
}

void append(Shape& all, Shape more)
{
    const auto add = [](auto& to, auto& from) {
        to.insert(to.end(), std::make_move_iterator(from.begin()), std::make_move_iterator(from.end()));
    };
    add(all.polygons, more.polygons);
    add(all.lines, more.lines);
    add(all.points, more.points);
}

} // namespace

Shape on_turn_of(const Shape& shape, const Box& box, const Crs& crs)
{
    const auto around = bounds(shape);
    if (!crs.geographic() || !around || (around->xmin >= box.xmin && around->xmax <= box.xmax)) return shape;
    // Turns on which the shape reaches the box; edges that meet but for the last bits do not.
    constexpr double slack = 1e-9;
    const int first = static_cast<int>(std::floor((around->xmin - box.xmax + slack) / whole_turn)) + 1,
              last = static_cast<int>(std::ceil((around->xmax - box.xmin - slack) / whole_turn)) - 1;
    if (first > last) return shape;
    if (first == last) return moved(shape, -first);
    Shape all;
    for (int turn = first; turn <= last; ++turn) {
        const double west = box.xmin + turn * whole_turn;
        append(all,
               moved(clipped(
                         shape,
                         {.xmin = west, .ymin = around->ymin - 1, .xmax = west + whole_turn, .ymax = around->ymax + 1}),
                     -turn));
    }
    return all;
}

namespace {

// Appends the copies of one part that touch the box.
void append_copies(Shape& all, const Shape& part, const Box& box)
{
    const auto around = bounds(part);
    if (!around) return;
    const int first = static_cast<int>(std::ceil((box.xmin - around->xmax) / whole_turn)),
              last = static_cast<int>(std::floor((box.xmax - around->xmin) / whole_turn));
    for (int turn = first; turn <= last; ++turn) append(all, moved(part, turn));
}

} // namespace

Shape on_all_turns(const Shape& shape, const Box& box, const Crs& crs)
{
    if (!crs.geographic()) return shape;
    Shape all;
    for (const auto& polygon : shape.polygons)
        append_copies(all, {.polygons = {polygon}, .lines = {}, .points = {}}, box);
    for (const auto& line : shape.lines) append_copies(all, {.polygons = {}, .lines = {line}, .points = {}}, box);
    for (const auto& point : shape.points) append_copies(all, {.polygons = {}, .lines = {}, .points = {point}}, box);
    return all;
}

std::vector<Box> on_all_turns(const Box& box, const Box& around, const Crs& crs)
{
    if (!crs.geographic()) return touches(box, around) ? std::vector{box} : std::vector<Box>{};
    std::vector<Box> out;
    const double first = std::ceil((around.xmin - box.xmax) / whole_turn),
                 last = std::floor((around.xmax - box.xmin) / whole_turn);
    constexpr int most = 1000; // of boxes that are no longitudes, whose turns cannot be counted by doubles
    for (int i = 0; i < most && first + i <= last; ++i) {
        const double turn = first + i;
        const Box copy{.xmin = box.xmin + turn * whole_turn,
                       .ymin = box.ymin,
                       .xmax = box.xmax + turn * whole_turn,
                       .ymax = box.ymax};
        if (touches(copy, around)) out.push_back(copy);
    }
    return out;
}

bool touches_on_any_turn(const Box& a, const Box& b, const Crs& crs) { return !on_all_turns(a, b, crs).empty(); }

} // namespace peaksite
