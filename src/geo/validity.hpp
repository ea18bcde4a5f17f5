#pragma once

#include "geo/shape.hpp"

#include <memory>
#include <string>

namespace peaksite {

class PreparedGeometry;

/// A shape whose polygons do not cross themselves or each other, and what was wrong with it before.
struct ValidShape {
    Shape shape;
    std::string repair; ///< GEOS's reason ("Self-intersection[106.2 38.4]"), empty when nothing was changed
};

/// Makes polygons valid (a bow-tie becomes two triangles, what a ring goes round twice counts once, holes outside or
/// across their shell take off what they share with it, exchanged rings change places) and unites those that overlap;
/// lines and points stay. Rings with fewer than four points are left out and reported. Throws InputError when GEOS
/// cannot.
ValidShape made_valid(Shape shape);

/// The part of a shape's valid polygons inside a box. Throws InputError when GEOS cannot cut them.
Shape clipped(const Shape& shape, const Box& box);

/// Where a point lies relative to a shape's polygons.
enum class Location { inside, boundary, outside };

/// Polygons prepared for many point queries; throws InputError when a ring of them is none. Exact predicates (GEOS).
/// Use from one thread at a time.
class PolygonIndex {
public:
    explicit PolygonIndex(const Shape& shape);
    Location locate(Point point) const;

private:
    std::shared_ptr<const PreparedGeometry> m_prepared;
};

} // namespace peaksite
