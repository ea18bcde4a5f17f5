#pragma once

#include "io/vector/vector_file.hpp"

namespace peaksite {

/// The coordinate system that positions of a file are in, if it is known; `box` holds them. Throws InputError when it
/// is not, proposing what the numbers look like, and when the numbers cannot be in it: another zone prefix, degrees for
/// metres.
Crs stated_crs(const std::optional<Crs>& crs, const std::string& file, const std::optional<Box>& box);

/// The same for the geometries of the table.
inline Crs stated_crs(const FeatureTable& table, const std::string& file)
{
    return stated_crs(table.crs, file, table.box());
}

} // namespace peaksite
