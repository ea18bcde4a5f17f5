#pragma once

#include "peaksite/run.hpp"

namespace peaksite {

// What the library returns beside the tables of a folder that the program wrote: the same rows, numbers to the last
// bit.

/// Values, intervals, years, flags and reasons.
void expect_indicators(const std::filesystem::path& folder, const api::Results& results);
/// Technologies and their rules.
void expect_land(const std::filesystem::path& folder, const api::Results& results);
void expect_statistics(const std::filesystem::path& folder, const api::Results& results);
/// Ledger, emissions, targets, provenance.
void expect_other_tables(const std::filesystem::path& folder, const api::Results& results);
/// Lists, ranks and scores of pilots.
void expect_ranking(const std::filesystem::path& folder, const api::Results& results);

} // namespace peaksite
