#include "geo/nearness.hpp"

#include "geo/areas.hpp"
#include "grid/tiling.hpp"

#define BOOST_ALLOW_DEPRECATED_HEADERS // Boost 1.74 includes a header of its own that it calls deprecated
#include <boost/geometry.hpp>
#include <boost/geometry/geometries/box.hpp>
#include <boost/geometry/geometries/point_xy.hpp>
#include <boost/geometry/index/rtree.hpp>

#include <cmath>
#include <limits>

namespace peaksite {

struct Segment {
    Point a, b;
};

namespace {

namespace bg = boost::geometry;
using Corner = bg::model::d2::point_xy<double>;
using Extent = bg::model::box<Corner>;

constexpr double infinity = std::numeric_limits<double>::infinity();

// The plane about a place, stretched so that lengths are metres on the ground.
class MetricPlane {
public:
    MetricPlane(Point origin, const Metric& metric)
        : m_origin(origin), m_xx(std::sqrt(metric.xx)), m_xy(metric.xy / m_xx),
          m_yy(std::sqrt(metric.determinant()) / m_xx)
    {}

    Point operator()(Point p) const
    {
        const double dx = p.x - m_origin.x, dy = p.y - m_origin.y;
        return {.x = m_xx * dx + m_xy * dy, .y = m_yy * dy};
    }
    Segment operator()(const Segment& s) const { return {(*this)(s.a), (*this)(s.b)}; }

private:
    Point m_origin;
    double m_xx, m_xy, m_yy;
};

double distance_to(Point p, const Segment& s)
{
    const double dx = s.b.x - s.a.x, dy = s.b.y - s.a.y, length2 = dx * dx + dy * dy;
    double t = length2 == 0 ? 0 : ((p.x - s.a.x) * dx + (p.y - s.a.y) * dy) / length2;
    t = t < 0 ? 0 : t > 1 ? 1 : t;
    return std::hypot(p.x - (s.a.x + t * dx), p.y - (s.a.y + t * dy));
}

Extent extent(const Segment& s)
{
    return {{std::min(s.a.x, s.b.x), std::min(s.a.y, s.b.y)}, {std::max(s.a.x, s.b.x), std::max(s.a.y, s.b.y)}};
}

// Fills distances of a block of cells: keeps the segments that can be nearest to some cell of the block, splits until
// few are left.
class DistanceField {
public:
    DistanceField(const Grid& grid, const MetricPlane& plane, const Window& square, std::span<double> out)
        : m_grid(grid), m_plane(plane), m_square(square), m_out(out)
    {}

    void fill(const Window& part, const std::vector<Segment>& candidates)
    {
        const auto middle =
            m_plane({.x = m_grid.x(part.col.value + part.cols / 2.0), .y = m_grid.y(part.row.value + part.rows / 2.0)});
        const auto corner = [&](int r, int c) {
            const auto p = m_plane({.x = m_grid.x(part.col.value + c), .y = m_grid.y(part.row.value + r)});
            return std::hypot(p.x - middle.x, p.y - middle.y);
        };
        const double radius = std::max(corner(0, 0), corner(0, part.cols));
        std::vector<double> to_middle;
        double nearest = infinity;
        for (const auto& segment : candidates) {
            to_middle.push_back(distance_to(middle, segment));
            nearest = std::min(nearest, to_middle.back());
        }
        std::vector<Segment> kept;
        for (std::size_t i = 0; i < candidates.size(); ++i)
            if (to_middle[i] <= nearest + 2 * radius) kept.push_back(candidates[i]);
        constexpr int smallest = 4;
        constexpr std::size_t few = 4;
        if (kept.size() <= few || std::max(part.rows, part.cols) <= smallest)
            cells(part, kept);
        else
            quarters(part, kept);
    }

private:
    void quarters(const Window& part, const std::vector<Segment>& kept)
    {
        const int top = (part.rows + 1) / 2, left = (part.cols + 1) / 2;
        for (const int r : {0, top})
            for (const int c : {0, left}) {
                const Window quarter{.row = part.row + r,
                                     .col = part.col + c,
                                     .rows = r == 0 ? top : part.rows - top,
                                     .cols = c == 0 ? left : part.cols - left};
                if (!quarter.empty()) fill(quarter, kept);
            }
    }

    void cells(const Window& part, const std::vector<Segment>& kept)
    {
        for (int r = 0; r < part.rows; ++r)
            for (int c = 0; c < part.cols; ++c) {
                const auto p = m_plane(m_grid.centre({part.row + r, part.col + c}));
                double nearest = infinity;
                for (const auto& segment : kept) nearest = std::min(nearest, distance_to(p, segment));
                const auto at =
                    static_cast<std::size_t>(part.row + r - m_square.row) * static_cast<std::size_t>(m_square.cols) +
                    static_cast<std::size_t>(part.col + c - m_square.col);
                m_out[at] = nearest;
            }
    }

    const Grid& m_grid;
    const MetricPlane& m_plane;
    Window m_square;
    std::span<double> m_out;
};

// Degrees or metres that are surely at least `metres` long in every direction.
double plane_reach(const Metric& metric, double metres)
{
    const double half_trace = (metric.xx + metric.yy) / 2;
    const double smaller = half_trace - std::sqrt(std::max(0.0, half_trace * half_trace - metric.determinant()));
    return metres / std::sqrt(smaller) * (1 + 1e-9);
}

} // namespace

struct Nearness::Index {
    std::vector<Segment> segments;
    bg::index::rtree<std::pair<Extent, int>, bg::index::quadratic<16>> tree;
};

Nearness::Nearness(const Grid& grid, const Shape& shape) : m_grid(grid)
{
    auto index = std::make_shared<Index>();
    for_each_edge(shape, [&](Point a, Point b) { index->segments.push_back({a, b}); });
    for (const auto point : shape.points) index->segments.push_back({point, point});
    std::vector<std::pair<Extent, int>> entries;
    entries.reserve(index->segments.size());
    for (const auto& segment : index->segments) entries.emplace_back(extent(segment), static_cast<int>(entries.size()));
    index->tree = decltype(index->tree){entries};
    m_index = std::move(index);
}

bool Nearness::empty() const { return m_index->segments.empty(); }

std::size_t Nearness::bytes() const
{
    constexpr std::size_t per_segment = sizeof(Segment) + 2 * sizeof(std::pair<Extent, int>);
    return m_index->segments.size() * per_segment;
}

void Nearness::distances(const Window& square, const GroundMetric& ground, Length limit, std::span<double> out) const
{
    std::ranges::fill(out.first(square.cells()), infinity);
    if (empty()) return;
    // The whole lattice square decides on metric and candidates, so that its parts agree.
    const auto first_of = [](int cell) { return cell & ~(lattice_step - 1); }; // rounds down beyond the grid too
    const Window lattice{.row = Row{first_of(square.row.value)},
                         .col = Col{first_of(square.col.value)},
                         .rows = lattice_step,
                         .cols = lattice_step};
    const Box box = m_grid.box(lattice);
    const Point middle{.x = (box.xmin + box.xmax) / 2, .y = (box.ymin + box.ymax) / 2};
    auto metric = ground_metric(ground, m_grid, lattice.row.value, lattice.col.value);
    if (!metric) {
        std::ranges::fill(out.first(square.cells()), std::numeric_limits<double>::quiet_NaN());
        return;
    }

    std::vector<std::pair<Extent, int>> found;
    m_index->tree.query(bg::index::nearest(Corner{middle.x, middle.y}, 1), std::back_inserter(found));
    const auto& first = m_index->segments[static_cast<std::size_t>(found.front().second)];
    double farthest = distance_to({}, MetricPlane{middle, *metric}(first));
    constexpr double far = 10000;
    if (farthest > far && limit <= Length{}) {
        const Point there{.x = std::clamp(middle.x, std::min(first.a.x, first.b.x), std::max(first.a.x, first.b.x)),
                          .y = std::clamp(middle.y, std::min(first.a.y, first.b.y), std::max(first.a.y, first.b.y))};
        if (const auto between = ground.at({.x = (middle.x + there.x) / 2, .y = (middle.y + there.y) / 2}))
            metric = between;
        farthest = distance_to({}, MetricPlane{middle, *metric}(first));
    }
    const MetricPlane plane{middle, *metric};
    const auto reach_of = [&](Point p) { return std::hypot(plane(p).x, plane(p).y); };
    const double radius = std::max({reach_of({box.xmin, box.ymin}), reach_of({box.xmin, box.ymax})});
    if (limit > Length{}) farthest = std::min(farthest, limit.metres() + radius);
    const double reach = plane_reach(*metric, farthest + 2 * radius);
    found.clear();
    const Extent around{{middle.x - reach, middle.y - reach}, {middle.x + reach, middle.y + reach}};
    m_index->tree.query(bg::index::intersects(around), std::back_inserter(found));
    std::ranges::sort(found, {}, &std::pair<Extent, int>::second);
    std::vector<Segment> candidates;
    for (const auto& entry : found)
        candidates.push_back(plane(m_index->segments[static_cast<std::size_t>(entry.second)]));
    if (candidates.empty()) return;
    DistanceField{m_grid, plane, square, out}.fill(square, candidates);
}

} // namespace peaksite
