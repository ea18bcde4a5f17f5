#pragma once

#include "model/results.hpp"

#include <filesystem>

namespace peaksite {

/// Writes the CSV tables of a run into a folder: indicators.csv, indicators_long.csv, reasons.csv, provenance.csv,
/// targets.csv, statistics.csv, waterfall.csv, technologies.csv, ledger.csv where a vector layer has classes,
/// emissions.csv, facilities.csv. Throws InputError when a file cannot be written.
void write_tables(const Results& results, const std::filesystem::path& folder);

} // namespace peaksite
