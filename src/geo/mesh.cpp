#include "geo/mesh.hpp"

#include <algorithm>
#include <cmath>

namespace peaksite {

namespace {

constexpr int root_size = 512; // a power of two: squares halve down to single cells

Point lerp(Point a, Point b, double t) { return {.x = a.x + (b.x - a.x) * t, .y = a.y + (b.y - a.y) * t}; }

// The shorter side of a cell of the grid, in cells of the source.
double cell_length(Point a, Point b, Point c, int size)
{
    return std::min(std::hypot(b.x - a.x, b.y - a.y), std::hypot(c.x - a.x, c.y - a.y)) / size;
}

bool close(std::optional<Point> exact, Point interpolated, double tolerance)
{
    return exact && std::fabs(exact->x - interpolated.x) <= tolerance &&
           std::fabs(exact->y - interpolated.y) <= tolerance;
}

} // namespace

Mesh::Mesh(std::shared_ptr<GridPlaces> places, const Affine& source, std::optional<double> seam)
    : m_places(std::move(places)), m_source(source), m_seam(seam)
{}

// In the raster's CRS; a longitude is that within one turn east of `west`.
std::optional<Point> Mesh::position(double col, double row, double west) const
{
    auto p = m_places->at(col, row);
    if (p && m_seam) p->x = west + std::fmod(std::fmod(p->x - west, 360.0) + 360.0, 360.0);
    return p;
}

std::optional<Point> Mesh::place(double col, double row) const
{
    const auto p = position(col, row, m_seam.value_or(0));
    return p ? std::optional{m_source.cells(*p)} : p;
}

void Mesh::prepare(const Window& window)
{
    if (!m_squares.empty() && window == m_window) return;
    m_window = window;
    m_squares.clear();
    m_by_row.assign(static_cast<std::size_t>(std::max(0, m_window.rows)), {});
    if (m_window.empty()) return;
    const auto first = [](int at) { return at & ~(root_size - 1); };
    for (int row = first(m_window.row.value); row < m_window.row_end().value; row += root_size)
        for (int col = first(m_window.col.value); col < m_window.col_end().value; col += root_size)
            split(row, col, root_size, m_window);
    std::ranges::sort(m_squares,
                      [](const Square& a, const Square& b) { return a.row != b.row ? a.row < b.row : a.col < b.col; });
    for (std::size_t i = 0; i < m_squares.size(); ++i) {
        const auto& square = m_squares[i];
        const int begin = std::max(square.row, m_window.row.value),
                  end = std::min(square.row + square.size, m_window.row_end().value);
        for (int row = begin; row < end; ++row)
            m_by_row[static_cast<std::size_t>(row - m_window.row.value)].push_back(static_cast<int>(i));
    }
    for (auto& squares : m_by_row)
        std::ranges::sort(squares, {}, [this](int i) { return m_squares[static_cast<std::size_t>(i)].col; });
}

void Mesh::split(int row, int col, int size, const Window& window)
{
    const Window here{.row = Row{row}, .col = Col{col}, .rows = size, .cols = size};
    if (intersection(here, window).empty()) return;
    const auto nw = place(col, row), ne = place(col + size, row), sw = place(col, row + size),
               se = place(col + size, row + size);
    if (nw && ne && sw && se) {
        const Square square{.row = row, .col = col, .size = size, .nw = *nw, .ne = *ne, .sw = *sw, .se = *se};
        if (straight(square)) {
            m_squares.push_back(square);
            return;
        }
    }
    if (size == 1) {
        if (const auto square = single(row, col)) m_squares.push_back(*square);
        return;
    }
    const int half = size / 2;
    for (const int r : {row, row + half})
        for (const int c : {col, col + half}) split(r, c, half, window);
}

// A cell is where its centre is; its corners lie about it, also across the seam of the longitudes.
std::optional<Mesh::Square> Mesh::single(int row, int col) const
{
    const auto centre = position(col + 0.5, row + 0.5, m_seam.value_or(0));
    if (!centre) return {};
    const auto at = m_source.cells(*centre);
    Square out{.row = row, .col = col, .size = 1, .nw = at, .ne = at, .sw = at, .se = at};
    const double half_turn_west = centre->x - 180;
    const auto corner = [&](int c, int r) { return position(c, r, half_turn_west); };
    const auto nw = corner(col, row), ne = corner(col + 1, row), sw = corner(col, row + 1),
               se = corner(col + 1, row + 1);
    if (!nw || !ne || !sw || !se) return out;
    out.nw = m_source.cells(*nw), out.ne = m_source.cells(*ne), out.sw = m_source.cells(*sw),
    out.se = m_source.cells(*se);
    const auto middle = lerp(lerp(out.nw, out.ne, 0.5), lerp(out.sw, out.se, 0.5), 0.5);
    for (auto* point : {&out.nw, &out.ne, &out.sw, &out.se})
        *point = {.x = point->x + at.x - middle.x, .y = point->y + at.y - middle.y};
    return out;
}

bool Mesh::straight(const Square& s) const
{
    constexpr double of_source = 0.005, of_grid = 0.05;
    const double tolerance = std::min(of_source, of_grid * cell_length(s.nw, s.ne, s.sw, s.size));
    const auto inside = [&](double across, double down) {
        return close(place(s.col + across * s.size, s.row + down * s.size),
                     lerp(lerp(s.nw, s.ne, across), lerp(s.sw, s.se, across), down), tolerance);
    };
    return inside(0.5, 0) && inside(0.5, 1) && inside(0, 0.5) && inside(1, 0.5) && inside(0.5, 0.5) &&
           inside(0.25, 0.25) && inside(0.75, 0.25) && inside(0.25, 0.75) && inside(0.75, 0.75);
}

void Mesh::row(Row row, int begin, int end, std::vector<SourceLine>& lines) const
{
    lines.clear();
    for (const int i : m_by_row[static_cast<std::size_t>(row - m_window.row)]) {
        const auto& s = m_squares[static_cast<std::size_t>(i)];
        const int from = std::max(begin, s.col), to = std::min(end, s.col + s.size);
        if (from >= to) continue;
        const double t = (row.value + 0.5 - s.row) / s.size;
        const auto west = lerp(s.nw, s.sw, t), east = lerp(s.ne, s.se, t);
        const Point step{.x = (east.x - west.x) / s.size, .y = (east.y - west.y) / s.size};
        const auto north = lerp(s.nw, s.ne, 0.5), south = lerp(s.sw, s.se, 0.5);
        lines.push_back({.begin = from,
                         .end = to,
                         .origin = s.col,
                         .u = west.x + 0.5 * step.x,
                         .du = step.x,
                         .du_down = (south.x - north.x) / s.size,
                         .v = west.y + 0.5 * step.y,
                         .dv = step.y,
                         .dv_down = (south.y - north.y) / s.size});
    }
}

std::optional<Box> Mesh::reach() const
{
    std::optional<Box> box;
    const auto include = [&](Point p) {
        const Box one{.xmin = p.x, .ymin = p.y, .xmax = p.x, .ymax = p.y};
        box = box ? united(*box, one) : one;
    };
    for (const auto& s : m_squares) {
        // Only the part of the square inside the window counts.
        const double top = std::max(0, m_window.row.value - s.row) / static_cast<double>(s.size);
        const double bottom = std::min(1.0, (m_window.row_end().value - s.row) / static_cast<double>(s.size));
        const double left = std::max(0, m_window.col.value - s.col) / static_cast<double>(s.size);
        const double right = std::min(1.0, (m_window.col_end().value - s.col) / static_cast<double>(s.size));
        for (const double t : {top, bottom})
            for (const double l : {left, right}) include(lerp(lerp(s.nw, s.sw, t), lerp(s.ne, s.se, t), l));
    }
    return box;
}

} // namespace peaksite
