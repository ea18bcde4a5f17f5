#pragma once

#include "io/geopackage.hpp"
#include "job/blueprint.hpp"
#include "map/sheet.hpp"

namespace peaksite {

/// The sheet that a [[maps]] table asks for.
Sheet sheet_of(const MapPlan& map, const OpenPlan& open, const Blueprint& blueprint, const Results& results, const Catalogue& catalogue, const std::string& date);

/// Draws all maps of the plan into a folder: PDF and PNG. Throws InputError.
void draw_maps(const OpenPlan& open, const Blueprint& blueprint, const Results& results, const Catalogue& catalogue, const std::filesystem::path& folder, const std::string& date);

/// Default styles of the GeoPackage's zone layers.
std::vector<TableStyle> table_styles(const OpenPlan& open, const Results& results);

} // namespace peaksite
