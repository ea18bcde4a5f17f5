#pragma once

#include "io/vector/write_features.hpp"

class GDALDataset;

namespace peaksite {

// One writer per format; see write_features.
std::vector<Sentence> write_land_coordinates(const FeatureTable& table, const WriteRequest& request);
std::vector<Sentence> write_dxf(const std::vector<FeatureTable>& tables, const WriteRequest& request);
std::vector<Sentence> write_shapefile(const FeatureTable& table, const WriteRequest& request);
std::vector<Sentence> write_csv(const FeatureTable& table, const WriteRequest& request);

/// Formats that GDAL writes whole: GeoPackage, GeoJSON, KML, KMZ, file geodatabase, XLSX.
std::vector<Sentence> write_with_gdal(const std::vector<FeatureTable>& tables, const WriteRequest& request);

/// A table of a data set that GDAL writes, with its columns and rows. Throws InputError naming the file.
void write_table(GDALDataset& dataset, const FeatureTable& table, const WriteRequest& request,
                 const std::vector<std::string>& options = {});

/// How many kinds of geometry a table has: polygons, lines, points.
int kinds_of(const FeatureTable& table);

/// Throws UsageError, with counts, when a table has several. `format` for the message.
void require_one_kind(const FeatureTable& table, const std::string& format);

/// Bytes into a file; throws InputError when the disk does not take them.
void write_bytes(const std::filesystem::path& file, const std::string& content);

/// A geometry as text (WKT), for tables.
std::string wkt_of(const Shape& shape);

/// The table with columns x and y added when all its geometries are points, and wkt when asked; else as it is.
FeatureTable with_geometry_columns(FeatureTable table, bool wkt, std::vector<Sentence>& notes);

} // namespace peaksite
