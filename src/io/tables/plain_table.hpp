#pragma once

#include "io/vector/vector_file.hpp"

namespace peaksite {

/// Whether the head of a text file names a column of geometries as text: WKT, geometry, geom.
bool has_geometry_column(const std::string& file);

/// A table without geometries: a workbook, or a CSV file without a column of WKT.
bool is_plain_table(const std::string& file);

/// Reads it as read_features does. Its first filled row is its head; rows that are blank or repeat the head are left
/// out; ids count the rows from 1. Columns of a workbook that hold numbers only are numbers, those of a CSV file texts.
FeatureTable plain_table(const VectorRequest& request);

} // namespace peaksite
