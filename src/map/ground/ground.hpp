#pragma once

#include "geo/transform.hpp"
#include "map/sheet/paper.hpp"

#include <optional>

namespace peaksite {

/// Where the plane of a CRS lies on the earth. Use from one thread at a time.
class Ground {
public:
    explicit Ground(const Crs& crs);

    /// Longitude and latitude (CGCS2000); nothing where the plane has no place on earth.
    std::optional<Point> degrees(Point place) const { return m_to_degrees.forward(place); }
    std::optional<Point> place(Point degrees) const { return m_to_degrees.inverse(degrees); }
    /// Metres on the ellipsoid; nothing where either has no place on earth.
    std::optional<double> distance(Point a, Point b) const;

    /// Metres per unit of the CRS, along x (width) and y (height), that a map about a place is drawn with. A projected
    /// plane keeps its shape: both are the root of the ratio of areas. Degrees are stretched so that both are true
    /// there.
    Size metres_per_unit(Point place) const;

private:
    Crs m_crs;
    Transform m_to_degrees;
};

} // namespace peaksite
