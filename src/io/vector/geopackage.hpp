#pragma once

#include "model/results.hpp"

#include <filesystem>
#include <string>
#include <utility>
#include <vector>

namespace peaksite {

/// A default style of a table in the GeoPackage, as QGIS reads it.
struct TableStyle {
    std::string table;
    std::string qml;
    std::string sld;
};

/// Words that a GeoPackage carries about itself (secrecy, texts that apply), by name.
using PackageNotes = std::vector<std::pair<std::string, std::string>>;

/// Writes results.gpkg: a layer of zones per set with every indicator as a column, facilities as points, and the tables
/// of the CSV files, as indicators_long with the valid share, flags and reasons of every value; columns of indicators
/// bear their Chinese name as alias. `notes` become its metadata. `date`
/// ("2026-11-20T00:00:00Z") is the time of change in it, so that equal runs give equal files. Throws InputError when it
/// cannot be written.
void write_geopackage(const Results& results, const std::vector<TableStyle>& styles, const std::string& date,
                      const std::filesystem::path& path, const PackageNotes& notes = {});

} // namespace peaksite
