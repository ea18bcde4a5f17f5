#pragma once

#include "model/results.hpp"

#include <filesystem>

namespace peaksite {

/// Writes why values are missing (reasons.csv; without a zone: no zone has the indicator), what indicators were
/// computed from (provenance.csv) and how far they are from targets (targets.csv). Throws InputError when a file cannot
/// be written.
void write_indicator_sources(const Results& results, const std::filesystem::path& folder);

} // namespace peaksite
