#include "geo/inside.hpp"

#include <algorithm>
#include <cmath>

namespace peaksite {

namespace {

// Where a boundary crosses the line through the centres of a row.
struct Crossing {
    int row = 0;
    int col = 0; // first column whose centre lies at or east of the crossing
    int step = 0;
};

bool clockwise(const Line& ring)
{
    double twice = 0;
    for (std::size_t i = 1; i < ring.size(); ++i)
        twice += (ring[i - 1].x - ring[0].x) * (ring[i].y - ring[0].y) -
                 (ring[i].x - ring[0].x) * (ring[i - 1].y - ring[0].y);
    return twice > 0;
}

void add_edge(Point a, Point b, int sign, int rows, int cols, std::vector<Crossing>& out)
{
    if (a.y > b.y) {
        std::swap(a, b);
        sign = -sign;
    }
    // Rows whose centre line y = row + 1/2 lies in [a.y, b.y).
    const auto within = [rows](double y) { return std::clamp(std::ceil(y - 0.5), 0.0, static_cast<double>(rows)); };
    const double first = within(a.y), last = within(b.y);
    for (int row = static_cast<int>(first); row < static_cast<int>(last); ++row) {
        const double x = a.x + (row + 0.5 - a.y) / (b.y - a.y) * (b.x - a.x);
        const double col = std::clamp(std::ceil(x - 0.5), 0.0, static_cast<double>(cols));
        out.push_back({.row = row, .col = static_cast<int>(col), .step = sign});
    }
}

} // namespace

Coverage centres_inside(const Shape& shape, int rows, int cols)
{
    std::vector<Crossing> crossings;
    for (const auto& polygon : shape.polygons)
        for (std::size_t r = 0; r < polygon.rings.size(); ++r) {
            const auto& ring = polygon.rings[r];
            const int sign = clockwise(ring) == (r == 0) ? -1 : 1;
            for (std::size_t i = 1; i < ring.size(); ++i) add_edge(ring[i - 1], ring[i], sign, rows, cols, crossings);
        }
    if (crossings.empty()) return {};
    std::ranges::sort(
        crossings, [](const Crossing& a, const Crossing& b) { return a.row != b.row ? a.row < b.row : a.col < b.col; });

    Coverage out{Row{crossings.front().row}};
    std::vector<Run> runs;
    std::size_t i = 0;
    for (int row = crossings.front().row; row <= crossings.back().row; ++row) {
        runs.clear();
        int depth = 0;
        for (; i < crossings.size() && crossings[i].row == row; ++i) {
            const int before = depth, col = crossings[i].col;
            depth += crossings[i].step;
            if (before == 0 && depth != 0) runs.push_back({.begin = col, .end = col});
            if (before != 0 && depth == 0) runs.back().end = col;
        }
        std::erase_if(runs, [](const Run& run) { return run.begin >= run.end; });
        out.add_row(runs, {});
    }
    return out;
}

} // namespace peaksite
