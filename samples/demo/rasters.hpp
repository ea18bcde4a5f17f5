#pragma once

#include "land.hpp"
#include "regions.hpp"

#include <filesystem>

namespace demo {

/// Writes all rasters of the demo into the folder.
void write_rasters(const Land& land, const std::vector<County>& counties, const std::filesystem::path& folder);

} // namespace demo
