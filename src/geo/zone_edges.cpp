#include "geo/zone_edges.hpp"

#include <algorithm>

namespace peaksite {

namespace {

enum class BoxSide { west, east, reaching };

// On which side of a box an edge passes that overlaps it in height.
BoxSide side_of_box(const ZoneEdges::Edge& edge, const Box& box)
{
    if (std::max(edge.low.x, edge.high.x) < box.xmin) return BoxSide::west;
    if (std::min(edge.low.x, edge.high.x) > box.xmax) return BoxSide::east;
    const double dx = edge.high.x - edge.low.x, dy = edge.high.y - edge.low.y;
    // Positive for corners west of the edge; a margin for rounding.
    const auto west_by = [&](double x, double y) { return dx * (y - edge.low.y) - dy * (x - edge.low.x); };
    const double margin = 1e-12 * (std::abs(dx) + dy) *
                          (std::abs(box.xmax) + std::abs(box.xmin) + std::abs(box.ymax) + std::abs(box.ymin));
    const double a = west_by(box.xmin, box.ymin), b = west_by(box.xmax, box.ymin), c = west_by(box.xmin, box.ymax),
                 d = west_by(box.xmax, box.ymax);
    if (std::min({a, b, c, d}) > margin) return BoxSide::east;
    if (std::max({a, b, c, d}) < -margin) return BoxSide::west;
    return BoxSide::reaching;
}

} // namespace

ZoneEdges::ZoneEdges(const Shape& zone)
    : m_box(bounds(Shape{.polygons = zone.polygons, .lines = {}, .points = {}})
                .value_or(Box{.xmin = 0, .ymin = 0, .xmax = -1, .ymax = -1}))
{
    for (const auto& polygon : zone.polygons)
        for (const auto& ring : polygon.rings)
            for (std::size_t i = 1; i < ring.size(); ++i)
                if (ring[i - 1].y <= ring[i].y)
                    m_edges.push_back({.low = ring[i - 1], .high = ring[i]}); // level ones reach boxes too
                else
                    m_edges.push_back({.low = ring[i], .high = ring[i - 1]});
    constexpr std::size_t edges_per_band = 4, most_bands = 1U << 18U;
    const auto bands = std::clamp<std::size_t>(m_edges.size() / edges_per_band, 1, most_bands);
    m_height = std::max((m_box.ymax - m_box.ymin) / static_cast<double>(bands), 1e-300);
    m_begin.assign(bands + 1, 0);
    const auto each = [&](auto use) {
        for (std::size_t i = 0; i < m_edges.size(); ++i)
            for (std::size_t at = band(m_edges[i].low.y); at <= band(m_edges[i].high.y); ++at) use(at, i);
    };
    each([&](std::size_t at, std::size_t) { ++m_begin[at + 1]; });
    for (std::size_t i = 1; i < m_begin.size(); ++i) m_begin[i] += m_begin[i - 1];
    m_listed.resize(m_begin.back());
    auto next = m_begin;
    each([&](std::size_t at, std::size_t i) { m_listed[next[at]++] = static_cast<std::uint32_t>(i); });
}

std::size_t ZoneEdges::band(double y) const
{
    const double at = (y - m_box.ymin) / m_height;
    return at <= 0 ? 0 : std::min(static_cast<std::size_t>(at), m_begin.size() - 2);
}

void ZoneEdges::near(const Box& box, Near& out) const
{
    out.reaching.clear();
    out.west.clear();
    const auto first = band(box.ymin), last = band(box.ymax);
    for (std::size_t at = first; at <= last; ++at)
        for (std::size_t k = m_begin[at]; k < m_begin[at + 1]; ++k) {
            const auto& edge = m_edges[m_listed[k]];
            if (at != std::max(first, band(edge.low.y))) continue; // listed before
            if (edge.high.y <= box.ymin || edge.low.y >= box.ymax) continue;
            const auto side = side_of_box(edge, box);
            if (side == BoxSide::reaching)
                out.reaching.push_back(edge);
            else if (side == BoxSide::west)
                out.west.push_back(edge);
        }
}

} // namespace peaksite
