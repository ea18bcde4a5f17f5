#pragma once

#include "base/length.hpp"
#include "geo/metric.hpp"
#include "geo/shape.hpp"

#include <memory>
#include <span>

namespace peaksite {

/// Ground distances from cell centres to the nearest point of shapes: boundaries, lines and points in the plane of the
/// grid's CRS (what lies inside a polygon is nearest to its boundary here; see centres_inside). Built once, then asked
/// by any number of threads.
class Nearness {
public:
    Nearness(const Grid& grid, const Shape& shape);

    bool empty() const;
    /// Memory of the index, about.
    std::size_t bytes() const;

    /// Metres from the centre of every cell of `square` to the nearest point, rows first into `out`. `square` must lie
    /// within one square of the fixed lattice (lattice_step): the metric is that of its middle, or, for features more
    /// than 10 km off, of the place half-way to them. Distances above `limit`, if positive, may come out as infinity;
    /// those of squares without a place on earth are NaN.
    void distances(const Window& square, const GroundMetric& ground, Length limit, std::span<double> out) const;

private:
    struct Index;
    Grid m_grid;
    std::shared_ptr<const Index> m_index;
};

} // namespace peaksite
