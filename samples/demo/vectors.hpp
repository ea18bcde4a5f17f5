#pragma once

#include "land.hpp"
#include "regions.hpp"

#include <filesystem>

namespace demo {

/// boundaries.gpkg: province, cities, counties and pilots of every kind.
void write_boundaries(const std::vector<County>& counties, const std::filesystem::path& folder);

/// official.gpkg: land that rules protect; some of it reaches beyond the province.
void write_official(const Land& land, const std::filesystem::path& folder);

/// Railways and power lines (networks.gpkg) and roads (a Shapefile with GBK texts and nothing that says so).
void write_networks(const std::filesystem::path& folder);

/// survey.gpkg: parcels with classes, in the manner of a land survey.
void write_survey(const Land& land, const std::filesystem::path& folder);

} // namespace demo
