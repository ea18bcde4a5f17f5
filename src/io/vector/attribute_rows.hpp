#pragma once

#include "io/vector/vector_file.hpp"
#include "model/tables/headed_sheet.hpp"

namespace peaksite {

/// The attributes of features as rows below their columns, one for every feature, numbered by its id; blank for null.
HeadedSheet attribute_rows(const FeatureTable& table);
/// Only the columns.
std::vector<ColumnHead> attribute_heads(const FeatureTable& table);

} // namespace peaksite
