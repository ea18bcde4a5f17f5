#pragma once

#include "model/renewables/overlap_table.hpp"

#include <filesystem>

namespace peaksite {

/// Writes overlap.csv (a row per boundary and layer), parcels.csv (a row per feature that a boundary occupies),
/// overlap.xlsx with both, the notes and the picture overlap.png of the folder, and manifest.json. A layer that was not
/// supplied reads 未提供. Throws InputError.
void write_overlap(const OverlapTable& table, const std::string& program, const std::filesystem::path& folder);

} // namespace peaksite
