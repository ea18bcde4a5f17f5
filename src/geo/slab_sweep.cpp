#include "geo/slab_sweep.hpp"

#include <algorithm>
#include <cmath>

namespace peaksite {

namespace {

double turn(Point a, Point b, Point c) { return (b.x - a.x) * (c.y - a.y) - (b.y - a.y) * (c.x - a.x); }

} // namespace

double SlabSweep::Edge::x_at(double y) const
{
    if (y <= low.y) return low.x;
    if (y >= high.y) return high.x;
    return low.x + (high.x - low.x) * ((y - low.y) / (high.y - low.y));
}

void SlabSweep::begin(int others, double low, double high)
{
    m_low = low;
    m_high = high;
    m_edges.clear();
    m_levels.assign({low, high});
    m_inside.assign(static_cast<std::size_t>(others) + 1, 0);
    m_common.assign(static_cast<std::size_t>(others) + 1, 0);
}

void SlabSweep::add(Point a, Point b, int figure)
{
    if (a.y == b.y) return;
    if (a.y > b.y) std::swap(a, b);
    if (b.y <= m_low || a.y >= m_high) return;
    m_edges.push_back({.low = a, .high = b, .figure = figure});
    for (const double y : {a.y, b.y})
        if (y > m_low && y < m_high) m_levels.push_back(y);
}

// A level more than needed does no harm, so that a doubtful crossing may count as one.
void SlabSweep::find_crossings()
{
    m_active.clear();
    for (std::size_t i = 0; i < m_edges.size(); ++i) {
        const auto& e = m_edges[i];
        const auto [west, east] = std::minmax(e.low.x, e.high.x);
        std::erase_if(m_active, [&](std::size_t k) { return m_edges[k].high.y <= e.low.y; });
        for (const auto k : m_active) {
            const auto& f = m_edges[k];
            if (std::max(f.low.x, f.high.x) < west || std::min(f.low.x, f.high.x) > east) continue;
            const double a = turn(e.low, e.high, f.low), b = turn(e.low, e.high, f.high);
            const double c = turn(f.low, f.high, e.low), d = turn(f.low, f.high, e.high);
            if (a * b >= 0 || c * d >= 0) continue;
            const double y = e.low.y + (e.high.y - e.low.y) * (c / (c - d));
            if (y > m_low && y < m_high) m_levels.push_back(y);
        }
        m_active.push_back(i);
    }
}

std::span<const double> SlabSweep::common(const TrueAreas& areas)
{
    std::ranges::sort(m_edges, [](const Edge& a, const Edge& b) { return a.low.y < b.low.y; });
    find_crossings();
    std::ranges::sort(m_levels);
    m_levels.erase(std::unique(m_levels.begin(), m_levels.end()), m_levels.end());
    m_stretches.clear();
    m_next = 0;
    for (std::size_t i = 1; i < m_levels.size(); ++i) slab(m_levels[i - 1], m_levels[i], areas);
    return m_common;
}

void SlabSweep::slab(double y0, double y1, const TrueAreas& areas)
{
    std::erase_if(m_stretches, [&](const Stretch& s) { return m_edges[s.edge].high.y <= y0; });
    for (; m_next < m_edges.size() && m_edges[m_next].low.y < y1; ++m_next)
        if (m_edges[m_next].high.y > y0) m_stretches.push_back({.edge = m_next});
    for (auto& s : m_stretches) {
        s.x0 = m_edges[s.edge].x_at(y0);
        s.x1 = m_edges[s.edge].x_at(y1);
    }
    // Nearly in order from the slab before.
    for (std::size_t i = 1; i < m_stretches.size(); ++i)
        for (std::size_t k = i;
             k > 0 && m_stretches[k].x0 + m_stretches[k].x1 < m_stretches[k - 1].x0 + m_stretches[k - 1].x1; --k)
            std::swap(m_stretches[k], m_stretches[k - 1]);
    walk(y0, y1, areas);
}

void SlabSweep::walk(double y0, double y1, const TrueAreas& areas)
{
    std::ranges::fill(m_inside, 0);
    int others = 0;
    for (const auto& s : m_stretches) {
        const auto figure = static_cast<std::size_t>(m_edges[s.edge].figure);
        const bool enters = m_inside[figure] == 0;
        m_inside[figure] = enters ? 1 : 0;
        const int before = others;
        if (figure > 0) others += enters ? 1 : -1;
        if (figure > 0 && m_inside[0] == 0) continue;
        const double beside = areas.beside({.x = s.x0, .y = y0}, {.x = s.x1, .y = y1});
        const double step = enters ? -beside : beside;
        if (figure > 0) {
            m_common[figure] += step;
            if (before == 0)
                m_common[0] -= step;
            else if (others == 0)
                m_common[0] -= step;
            continue;
        }
        for (std::size_t k = 1; k < m_inside.size(); ++k)
            if (m_inside[k] != 0) m_common[k] += step;
        if (others == 0) m_common[0] += step;
    }
}

} // namespace peaksite
