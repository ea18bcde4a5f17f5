#pragma once

#include "regions.hpp"

#include <filesystem>

namespace demo {

/// candidates.csv (GB18030), emitters.csv (GCJ-02 positions), carbon_pools.csv (InVEST), plants.gpkg,
/// statistics.csv and statistics.xlsx.
void write_tables(const std::vector<County>& counties, const std::filesystem::path& folder);

} // namespace demo
