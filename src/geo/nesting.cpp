#include "geo/nesting.hpp"

#define BOOST_ALLOW_DEPRECATED_HEADERS // Boost 1.74 includes a header of its own that it calls deprecated
#include <boost/geometry.hpp>
#include <boost/geometry/geometries/box.hpp>
#include <boost/geometry/geometries/point_xy.hpp>
#include <boost/geometry/index/rtree.hpp>

#include <algorithm>
#include <map>

namespace peaksite {

namespace {

namespace bgi = boost::geometry::index;
using At = boost::geometry::model::d2::point_xy<double>;
using Frame = boost::geometry::model::box<At>;

struct Ring {
    Line line;
    Box box;
    double area = 0;
    bool twin = false; // of an earlier ring
};

Frame frame(const Box& box) { return {{box.xmin, box.ymin}, {box.xmax, box.ymax}}; }

bool holds(const Box& outer, const Box& inner)
{
    return outer.xmin <= inner.xmin && outer.ymin <= inner.ymin && outer.xmax >= inner.xmax && outer.ymax >= inner.ymax;
}

enum class RingSide { in, out, on };

RingSide side_of_ring(const Line& ring, Point p)
{
    bool inside = false;
    for (std::size_t i = 1; i < ring.size(); ++i) {
        const auto a = ring[i - 1], b = ring[i];
        const double turn = (b.x - a.x) * (p.y - a.y) - (b.y - a.y) * (p.x - a.x);
        const bool between = std::min(a.x, b.x) <= p.x && p.x <= std::max(a.x, b.x) && std::min(a.y, b.y) <= p.y &&
                             p.y <= std::max(a.y, b.y);
        if (turn == 0 && between) return RingSide::on;
        if ((a.y > p.y) != (b.y > p.y) && (turn > 0) == (b.y > a.y)) inside = !inside;
    }
    return inside ? RingSide::in : RingSide::out;
}

// The first vertex, or middle of an edge, that is not on the other ring decides; rings do not cross.
bool lies_inside(const Line& inner, const Line& outer)
{
    for (const auto p : inner)
        if (const auto side = side_of_ring(outer, p); side != RingSide::on) return side == RingSide::in;
    for (std::size_t i = 1; i < inner.size(); ++i) {
        const Point middle{.x = inner[i - 1].x / 2 + inner[i].x / 2, .y = inner[i - 1].y / 2 + inner[i].y / 2};
        if (const auto side = side_of_ring(outer, middle); side != RingSide::on) return side == RingSide::in;
    }
    return false;
}

// The same corners in the same order, wherever they begin and whichever way they go.
Line canonical(Line ring)
{
    ring.pop_back();
    const auto less = [](Point a, Point b) { return a.x != b.x ? a.x < b.x : a.y < b.y; };
    std::rotate(ring.begin(), std::ranges::min_element(ring, less), ring.end());
    if (ring.size() > 2 && less(ring.back(), ring[1])) std::reverse(ring.begin() + 1, ring.end());
    return ring;
}

std::vector<Ring> prepared(const std::vector<Line>& lines)
{
    std::vector<Ring> rings;
    std::multimap<double, std::size_t> by_area;
    for (const auto& line : lines) {
        Ring ring{.line = line, .box = {}};
        if (!ring.line.empty() && !(ring.line.front() == ring.line.back())) ring.line.push_back(ring.line.front());
        const Shape alone{.polygons = {{.rings = {ring.line}}}, .lines = {}, .points = {}};
        ring.box = bounds(alone).value_or(Box{});
        ring.area = plane_area(alone);
        const auto [first, last] = by_area.equal_range(ring.area);
        ring.twin = ring.line.empty() || std::any_of(first, last, [&](const auto& entry) {
                        const auto& other = rings[entry.second];
                        return other.box == ring.box && other.line.size() == ring.line.size() &&
                               canonical(other.line) == canonical(ring.line);
                    });
        by_area.emplace(ring.area, rings.size());
        rings.push_back(std::move(ring));
    }
    return rings;
}

// Rings around each ring, the smallest first.
std::vector<std::vector<std::size_t>> surroundings(const std::vector<Ring>& rings)
{
    std::vector<std::pair<Frame, std::size_t>> frames;
    for (std::size_t i = 0; i < rings.size(); ++i)
        if (!rings[i].twin) frames.emplace_back(frame(rings[i].box), i);
    const bgi::rtree<std::pair<Frame, std::size_t>, bgi::quadratic<16>> tree{frames};
    std::vector<std::vector<std::size_t>> around(rings.size());
    for (const auto& [box, i] : frames) {
        std::vector<std::pair<Frame, std::size_t>> near;
        tree.query(bgi::intersects(box), std::back_inserter(near));
        for (const auto& [other_box, j] : near)
            if (i != j && rings[j].area > rings[i].area && holds(rings[j].box, rings[i].box) &&
                lies_inside(rings[i].line, rings[j].line))
                around[i].push_back(j);
        std::ranges::sort(around[i], {}, [&](std::size_t j) { return rings[j].area; });
    }
    return around;
}

std::vector<std::vector<std::size_t>> nesting(const std::vector<Ring>& rings)
{
    const auto around = surroundings(rings);
    std::vector<std::vector<std::size_t>> out;
    std::vector<std::size_t> place(rings.size());
    for (std::size_t i = 0; i < rings.size(); ++i) {
        if (rings[i].twin || around[i].size() % 2 == 1) continue;
        place[i] = out.size();
        out.push_back({i});
    }
    for (std::size_t i = 0; i < rings.size(); ++i)
        if (!rings[i].twin && around[i].size() % 2 == 1) out[place[around[i].front()]].push_back(i);
    return out;
}

} // namespace

std::vector<Polygon> nested(const std::vector<Line>& lines)
{
    const auto rings = prepared(lines);
    std::vector<Polygon> out;
    for (const auto& group : nesting(rings)) {
        auto& polygon = out.emplace_back();
        for (const auto i : group) polygon.rings.push_back(rings[i].line);
    }
    return out;
}

} // namespace peaksite
