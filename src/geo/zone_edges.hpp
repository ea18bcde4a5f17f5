#pragma once

#include "geo/shape.hpp"

#include <cstdint>
#include <vector>

namespace peaksite {

/// The edges of one zone by bands of its height, for questions about small boxes.
class ZoneEdges {
public:
    struct Edge {
        Point low, high;
    };

    explicit ZoneEdges(const Shape& zone);
    const Box& box() const { return m_box; }

    /// Where a box lies: its edges that reach the box, and those that pass it on the west, which matter for counting.
    struct Near {
        std::vector<Edge> reaching, west;
    };
    void near(const Box& box, Near& out) const;

private:
    std::size_t band(double y) const;

    Box m_box;
    double m_height = 1; // of a band
    std::vector<Edge> m_edges;
    std::vector<std::size_t> m_begin; // by band, into m_listed
    std::vector<std::uint32_t> m_listed;
};

} // namespace peaksite
