#pragma once

#include "geo/transform.hpp"

namespace peaksite {

/// The metric of the ground in the plane of a CRS near a place: a step (dx, dy) in CRS units is
/// √(xx dx² + 2 xy dx dy + yy dy²) metres long.
struct Metric {
    double xx = 1;
    double xy = 0;
    double yy = 1;

    double length(double dx, double dy) const { return std::sqrt(xx * dx * dx + 2 * xy * dx * dy + yy * dy * dy); }
    double determinant() const { return xx * yy - xy * xy; }
    /// True area of a plane unit of area, m².
    double area_ratio() const { return std::sqrt(determinant()); }
    bool operator==(const Metric&) const = default;
};

/// The metric of one CRS anywhere. Use from one thread at a time; `clone` for another.
class GroundMetric {
public:
    explicit GroundMetric(const Crs& crs);

    /// Nothing where the CRS has no place on earth. Derivatives by central differences over 500 m: relative
    /// error below 1e-9.
    std::optional<Metric> at(Point point) const;
    GroundMetric clone() const;

private:
    GroundMetric() = default;
    std::optional<Transform> m_to_degrees;
    Ellipsoid m_ellipsoid;
    bool m_geographic = false;
    double m_step = 1; // CRS units
};

} // namespace peaksite
