#pragma once

#include "job/options.hpp"
#include "model/results.hpp"

#include <filesystem>
#include <vector>

namespace peaksite {

/// What a run leaves for whoever called it.
struct RunReport {
    std::filesystem::path folder;
    std::vector<std::string> files; ///< all of them, relative to the folder, sorted
    std::vector<Sentence> warnings;
    std::vector<UncheckedRule> unchecked;
    std::vector<MissingIndicator> missing;
    std::vector<std::string> withheld; ///< outputs that the secrecy of the plan keeps back
    std::vector<std::pair<std::string, double>> seconds;
    std::size_t tiles = 0;
    std::size_t resumed_tiles = 0;
};

/// Does the whole job of a plan: reads, counts, writes tables, rasters, GeoPackage, maps and manifest into OUT.partial
/// and renames it to OUT. Prints nothing. Throws UsageError (the request is wrong), InputError (data or machine
/// failed), Stopped; OUT is then what it was before.
RunReport run(const RunOptions& options);

/// Folder of what an interrupted run into `out` has counted, for `resume` to go on with; nothing when there is none.
std::optional<std::filesystem::path> unfinished_run(const std::filesystem::path& out);

} // namespace peaksite
