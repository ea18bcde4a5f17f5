#include "geo/cover.hpp"

#include <algorithm>
#include <cmath>

namespace peaksite {

namespace {

// Heights within a row are whole numbers of 2^-44, so that their running sum is exact and an interior cell exactly 1.
constexpr double height_quantum = 0x1p-44;
constexpr std::int64_t full_height = std::int64_t{1} << 44;

std::int64_t height(double y) { return std::llrint(y / height_quantum); }

// What the edges leave in one cell.
struct Mark {
    int row = 0;
    int col = 0;
    std::int64_t cover = 0; // signed height of the edges inside the cell: what cells further east receive
    double area = 0;        // signed area of the cell east of the edges
};

double twice_area(const Line& ring)
{
    double twice = 0;
    for (std::size_t i = 1; i < ring.size(); ++i)
        twice += (ring[i - 1].x - ring[0].x) * (ring[i].y - ring[0].y) -
                 (ring[i].x - ring[0].x) * (ring[i - 1].y - ring[0].y);
    return twice;
}

class Marker {
public:
    Marker(int rows, int cols) : m_rows(rows), m_cols(cols) {}

    void ring(const Line& ring, bool hole)
    {
        // Rows count downwards: a ring of negative area runs down on its west side, which adds.
        m_sign = (twice_area(ring) < 0) != hole ? 1 : -1;
        for (std::size_t i = 1; i < ring.size(); ++i) edge(ring[i - 1], ring[i]);
    }

    std::vector<Mark> take() { return std::move(m_marks); }

private:
    // Splits an edge into its parts in single rows.
    void edge(Point a, Point b)
    {
        if (a.y == b.y || std::max(a.y, b.y) <= 0 || std::min(a.y, b.y) >= m_rows) return;
        const double slope = (b.x - a.x) / (b.y - a.y);
        const auto x_at = [&](double y) {
            if (y == a.y) return a.x;
            if (y == b.y) return b.x;
            return std::clamp(a.x + (y - a.y) * slope, std::min(a.x, b.x), std::max(a.x, b.x));
        };
        const double top = std::max(0.0, std::min(a.y, b.y)), bottom = std::min<double>(m_rows, std::max(a.y, b.y));
        const int last = std::min(m_rows - 1, static_cast<int>(bottom));
        for (int row = static_cast<int>(top); row <= last; ++row) {
            const double y0 = std::max<double>(top, row), y1 = std::min<double>(bottom, row + 1);
            if (y0 >= y1) continue;
            const int direction = (b.y > a.y ? 1 : -1) * m_sign;
            part(row, {.x = x_at(y0), .y = y0 - row}, {.x = x_at(y1), .y = y1 - row}, direction);
        }
    }

    // A downward stroke within a row; splits off what lies west and east of the grid.
    void part(int row, Point a, Point b, int direction)
    {
        if (a.x > b.x) {
            // Walk from west to east; the heights are differences, so their order does not matter.
            std::swap(a, b);
            direction = -direction;
        }
        if (b.x <= 0) {
            mark(row, 0, direction * (height(b.y) - height(a.y)), 0, 0);
            return;
        }
        if (a.x >= m_cols) return;
        if (a.x < 0) {
            const double y = a.y + (0 - a.x) * (b.y - a.y) / (b.x - a.x);
            mark(row, 0, direction * (height(y) - height(a.y)), 0, 0);
            a = {.x = 0, .y = y};
        }
        if (b.x > m_cols) b = {.x = static_cast<double>(m_cols), .y = a.y + (m_cols - a.x) * (b.y - a.y) / (b.x - a.x)};
        along(row, a, b, direction);
    }

    // From west to east through the cells of a row.
    void along(int row, Point a, Point b, int direction)
    {
        const int first = std::min(static_cast<int>(a.x), m_cols - 1),
                  last = std::min(static_cast<int>(b.x), m_cols - 1);
        const double slope = a.x == b.x ? 0 : (b.y - a.y) / (b.x - a.x);
        const double low = std::min(a.y, b.y), high = std::max(a.y, b.y);
        double x = a.x;
        std::int64_t h = height(a.y);
        for (int col = first; col <= last; ++col) {
            const bool end = col == last;
            const double x_next = end ? b.x : col + 1;
            const std::int64_t h_next = height(end ? b.y : std::clamp(a.y + (x_next - a.x) * slope, low, high));
            mark(row, col, direction * (h_next - h), x - col, x_next - col);
            x = x_next;
            h = h_next;
        }
    }

    void mark(int row, int col, std::int64_t cover, double x0, double x1)
    {
        if (cover == 0) return;
        const double area = static_cast<double>(cover) * height_quantum * (1 - (x0 + x1) / 2);
        m_marks.push_back({.row = row, .col = col, .cover = cover, .area = area});
    }

    int m_rows;
    int m_cols;
    int m_sign = 1;
    std::vector<Mark> m_marks;
};

// Turns the marks of a row, sorted by column, into runs and edge cells.
class RowSweep {
public:
    explicit RowSweep(int cols) : m_cols(cols) {}

    void sweep(std::span<const Mark> marks, Coverage& coverage)
    {
        m_full.clear();
        m_edge.clear();
        std::int64_t height = 0;
        std::size_t i = 0;
        int next = 0;
        while (i < marks.size()) {
            const int col = marks[i].col;
            fill(next, col, height);
            double area = 0;
            const std::int64_t before = height;
            for (; i < marks.size() && marks[i].col == col; ++i) {
                area += marks[i].area;
                height += marks[i].cover;
            }
            cell(col, static_cast<double>(before) * height_quantum + area);
            next = col + 1;
        }
        fill(next, m_cols, height);
        coverage.add_row(m_full, m_edge);
    }

private:
    void fill(int begin, int end, std::int64_t height)
    {
        if (begin >= end || height == 0) return;
        if (height == full_height)
            full(begin, end);
        else
            for (int col = begin; col < end; ++col) cell(col, static_cast<double>(height) * height_quantum);
    }

    void cell(int col, double share)
    {
        constexpr double nothing = 1e-12;
        if (share == 1.0)
            full(col, col + 1);
        else if (share > nothing)
            m_edge.push_back({.col = col, .share = std::min(share, 1.0)});
    }

    void full(int begin, int end)
    {
        if (!m_full.empty() && m_full.back().end == begin)
            m_full.back().end = end;
        else
            m_full.push_back({.begin = begin, .end = end});
    }

    int m_cols;
    std::vector<Run> m_full;
    std::vector<EdgeCell> m_edge;
};

void sort_by_column(std::span<Mark> marks)
{
    constexpr std::size_t few = 32;
    if (marks.size() > few) {
        std::ranges::stable_sort(marks, {}, &Mark::col);
        return;
    }
    for (std::size_t i = 1; i < marks.size(); ++i)
        for (std::size_t k = i; k > 0 && marks[k].col < marks[k - 1].col; --k) std::swap(marks[k], marks[k - 1]);
}

// Marks by row, then column; equal ones keep their order. Counted into rows first: rows are short.
std::vector<Mark> sorted(const std::vector<Mark>& marks)
{
    const auto [first, last] = std::ranges::minmax(marks, {}, &Mark::row);
    std::vector<std::size_t> begin(static_cast<std::size_t>(last.row - first.row) + 2);
    const auto index = [low = first.row](const Mark& mark) { return static_cast<std::size_t>(mark.row - low); };
    for (const auto& mark : marks) ++begin[index(mark) + 1];
    for (std::size_t i = 1; i < begin.size(); ++i) begin[i] += begin[i - 1];
    std::vector<Mark> out(marks.size());
    auto next = begin;
    for (const auto& mark : marks) out[next[index(mark)]++] = mark;
    for (std::size_t i = 0; i + 1 < begin.size(); ++i)
        sort_by_column(std::span{out}.subspan(begin[i], begin[i + 1] - begin[i]));
    return out;
}

} // namespace

Shape in_cells(const Shape& shape, const Grid& grid)
{
    const auto snapped = [](double value) {
        return static_cast<double>(std::llrint(std::clamp(value, -0x1p30, 0x1p30) * 0x1p32)) * 0x1p-32;
    };
    return transformed(shape, [&](Point p) { return Point{.x = snapped(grid.col(p.x)), .y = snapped(grid.row(p.y))}; });
}

Coverage cover(const Shape& shape, int rows, int cols)
{
    Marker marker{rows, cols};
    for (const auto& polygon : shape.polygons)
        for (std::size_t i = 0; i < polygon.rings.size(); ++i) marker.ring(polygon.rings[i], i > 0);
    auto marks = marker.take();
    if (marks.empty()) return {};
    marks = sorted(marks);

    Coverage coverage{Row{marks.front().row}};
    RowSweep row_sweep{cols};
    std::size_t begin = 0;
    for (int row = marks.front().row; row <= marks.back().row; ++row) {
        std::size_t end = begin;
        while (end < marks.size() && marks[end].row == row) ++end;
        row_sweep.sweep(std::span{marks}.subspan(begin, end - begin), coverage);
        begin = end;
    }
    return coverage;
}

} // namespace peaksite
