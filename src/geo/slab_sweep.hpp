#pragma once

#include "geo/true_area.hpp"

#include <span>
#include <vector>

namespace peaksite {

/// Areas that one figure has in common with others, found by slabs between the latitudes of all vertices and crossings:
/// within a slab no two edges cross, and what lies between neighbours is inside or not by counting edges from the west.
/// Nothing is constructed, so there is nothing to go wrong: edges that coincide, touch or are slivers enclose no area,
/// and an error of a rounding in a crossing is one of a rounding in the area. Reusable; from one thread at a time.
class SlabSweep {
public:
    /// Begins anew, with figures 0 to `others` of which 0 is the one; only what lies between `low` and `high` counts.
    void begin(int others, double low, double high);
    /// An edge of a figure; the figure is inside after an odd number of its edges from the west.
    void add(Point a, Point b, int figure);

    /// m² of figure 0 within figure k at place k, and at place 0 of figure 0 in none of the others.
    std::span<const double> common(const TrueAreas& areas);

private:
    struct Edge {
        Point low, high;
        int figure = 0;
        double x_at(double y) const;
    };
    struct Stretch {
        std::size_t edge = 0;
        double x0 = 0, x1 = 0;
    };
    void find_crossings();
    void slab(double y0, double y1, const TrueAreas& areas);
    void walk(double y0, double y1, const TrueAreas& areas);

    double m_low = 0, m_high = 0;
    std::vector<Edge> m_edges;
    std::vector<double> m_levels;
    std::vector<std::size_t> m_active;
    std::vector<Stretch> m_stretches;
    std::size_t m_next = 0;
    std::vector<char> m_inside;
    std::vector<double> m_common;
};

} // namespace peaksite
