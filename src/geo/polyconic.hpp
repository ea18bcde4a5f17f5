#pragma once

#include "grid/grid.hpp"

namespace peaksite {

/// The polyconic projection of the ellipsoid (CGCS2000) around a place, degrees to metres (Snyder 1987, eq. 18-12 to
/// 18-14): lengths within 100 km of the place are right to 1e-4.
class Polyconic {
public:
    explicit Polyconic(Point middle) : m_middle(middle) {}

    Point operator()(Point degrees) const;
    /// The place that lies there, within a degree or two of the middle.
    Point back(Point plane) const;

private:
    double meridian(double latitude) const;

    Point m_middle;
};

} // namespace peaksite
