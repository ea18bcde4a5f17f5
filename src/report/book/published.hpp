#pragma once

#include "model/results.hpp"

#include <filesystem>

namespace peaksite {

/// Writes zones.csv (areas computed and published, proposer, what bounds a zone), and, where the run has tables of
/// statistics, published.csv (their values as joined, apart from what is computed) and joins.csv (what found no
/// partner). Throws InputError.
void write_published(const Results& results, const std::filesystem::path& folder);

} // namespace peaksite
