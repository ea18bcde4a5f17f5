#pragma once

#include "io/vector/vector_file.hpp"

namespace peaksite {

/// The coordinate system a table's positions are in; `box` holds them. Throws InputError when it has none, proposing
/// what the numbers look like, and when the numbers cannot be in it: another zone prefix, degrees for metres.
Crs stated_crs(const FeatureTable& table, const std::string& file, const std::optional<Box>& box);

/// The same for the geometries of the table.
inline Crs stated_crs(const FeatureTable& table, const std::string& file)
{
    return stated_crs(table, file, table.box());
}

} // namespace peaksite
