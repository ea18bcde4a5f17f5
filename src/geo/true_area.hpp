#pragma once

#include "geo/crs.hpp"
#include "geo/shape.hpp"

#include <vector>

namespace peaksite {

/// Ellipsoidal areas of figures whose edges are straight in the plane of a CRS.
///
/// By Green's theorem an area is the sum over its edges of ∫ Q dy, where ∂Q/∂x = ρ, the true area of a unit of the
/// plane. An edge cut in pieces, or run from its other end, gives the same to rounding, so that a partition adds up to
/// the whole, whatever vertices its parts have on common edges. ρ is constant for equal-area projections; known in
/// closed form for longitude/latitude; else a Chebyshev sum over the box, right to 1e-9 (GroundMetric; the same for
/// whole and parts).
class TrueAreas {
public:
    /// `box` holds whatever will be measured. Throws InputError when part of it has no place on earth.
    TrueAreas(const Crs& crs, const Box& box);

    /// Signed m² between an edge and a fixed meridian of the plane; positive for edges that run north on the east of
    /// it.
    double beside(Point a, Point b) const;
    /// m² of valid polygons, holes taken off.
    double of(const Shape& shape) const;

private:
    enum class Kind { constant, degrees, sampled };
    double piece(Point a, Point b) const;
    double density(double latitude) const;
    double primitive(double x, double y) const;
    void sample(const Crs& crs);
    bool fit(const Crs& crs, int order);

    Kind m_kind = Kind::constant;
    Box m_box;
    Point m_centre;
    double m_factor = 1;  // m² per unit of the plane
    double m_longest = 0; // height of edges that two Gauss points integrate to rounding
    Ellipsoid m_ellipsoid;
    int m_order = 0;             // coefficients per axis of ρ
    std::vector<double> m_terms; // of Q: row j for T_j(y), m_order + 1 columns for T_i(x)
};

} // namespace peaksite
