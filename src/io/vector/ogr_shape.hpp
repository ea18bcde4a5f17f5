#pragma once

#include "geo/crs.hpp"
#include "geo/shape.hpp"
#include "io/vector/vector_file.hpp"

#include <memory>

class OGRGeometry;
class OGRLayer;
class OGRSpatialReference;
class GDALDataset;

namespace peaksite {

/// Pieces that arcs are made straight in, in degrees: a circle keeps its area to 1.3e-5, no piece is farther from its
/// arc than 1e-5 of the radius.
inline constexpr double arc_step_degrees = 0.5;

/// The geometry with its arcs in straight pieces; null where the library cannot.
std::unique_ptr<OGRGeometry> straightened(const OGRGeometry& geometry);

/// Whether all coordinates are numbers, and of a size that a place on earth may have in some unit (below 1e12).
bool finite(const Shape& shape);

/// Adds a geometry of straight lines to a shape, without heights.
void collect(const OGRGeometry& geometry, Shape& shape);

/// The least geometry that holds a shape: a polygon, a multipolygon, a collection …; nothing for an empty one.
std::unique_ptr<OGRGeometry> ogr_geometry(const Shape& shape);

/// A system for GDAL, x east and y north.
std::unique_ptr<OGRSpatialReference> ogr_reference(const Crs& crs);

/// Adds the rows of a table to a layer that has its columns, in order, numbers as numbers where the column is one.
/// Returns the message of the first row that GDAL refuses, or nothing.
std::string add_rows(OGRLayer& layer, const FeatureTable& table);

/// A table of a data set in memory with these columns and rows.
void add_table(GDALDataset& dataset, const FeatureTable& table);

/// Points of all rings, lines and points.
std::size_t corners_in(const Shape& shape);

} // namespace peaksite
