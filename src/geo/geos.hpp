#pragma once

#include "geo/shape.hpp"

#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

struct GEOSGeom_t;
struct GEOSPrepGeom_t;

namespace peaksite {

/// A geometry of GEOS; the library is called in geos.cpp alone. Each thread has a context of its own: a geometry may go
/// from thread to thread and be asked by one at a time. An operation that fails, or is asked of a geometry that failed,
/// gives one that is false; geos_error() says why.
class GeosGeometry {
public:
    /// Polygons alone are a multipolygon; with lines and points, a collection.
    static GeosGeometry of(const Shape& shape);
    static GeosGeometry of(const std::vector<Polygon>& polygons);
    static GeosGeometry of(const Polygon& polygon);
    static GeosGeometry of(const Box& box);
    static GeosGeometry of(Point point);
    static GeosGeometry collected(std::vector<GeosGeometry> parts);

    explicit operator bool() const { return m_geometry != nullptr; }
    bool empty() const;
    bool valid() const;
    /// GEOS's words for what is wrong with it: "Self-intersection[106.2 38.4]".
    std::string why_invalid() const;
    std::optional<double> area() const;
    std::optional<Point> point_inside() const;
    /// Those of collections in it too.
    std::vector<Polygon> polygons() const;

    /// What an odd number of its rings encloses (linework method).
    GeosGeometry made_valid() const;
    /// What its rings enclose, what they go round twice counting once (structure method).
    GeosGeometry enclosed() const;
    GeosGeometry united() const;
    GeosGeometry without(const GeosGeometry& other) const;
    GeosGeometry common(const GeosGeometry& other) const;

private:
    friend class PreparedGeometry;
    explicit GeosGeometry(GEOSGeom_t* geometry) : m_geometry(geometry) {}

    struct Destroy {
        void operator()(GEOSGeom_t* geometry) const;
    };
    std::unique_ptr<GEOSGeom_t, Destroy> m_geometry;
};

/// A geometry that is asked many times. It must not have failed.
class PreparedGeometry {
public:
    explicit PreparedGeometry(GeosGeometry geometry);

    const GeosGeometry& geometry() const { return m_geometry; }
    bool contains(const GeosGeometry& other) const;
    bool covers(const GeosGeometry& other) const;
    /// Where the two are nearest to each other: a point of this one, one of the other.
    std::optional<std::pair<Point, Point>> nearest(const GeosGeometry& other) const;

private:
    struct Destroy {
        void operator()(const GEOSPrepGeom_t* prepared) const;
    };
    GeosGeometry m_geometry; // outlives what is made of it
    std::unique_ptr<const GEOSPrepGeom_t, Destroy> m_prepared;
};

/// The last that GEOS complained of on this thread; empty when it never did.
std::string geos_error();

std::string geos_version();

} // namespace peaksite
