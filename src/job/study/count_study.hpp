#pragma once

#include "io/raster/disagreements.hpp"
#include "job/options.hpp"
#include "job/study/blueprint.hpp"
#include "model/meaning/compute.hpp"
#include "tally/tally_file.hpp"

namespace peaksite {

/// What counting left beside the tally.
struct Counted {
    StudyTally tally;
    std::size_t cache_bytes = 0;
    std::size_t tiles = 0;
    std::size_t resumed_tiles = 0;
    std::vector<Sentence> warnings; ///< cells outside the range of their layer
};

struct CountRequest {
    int threads = 1;
    std::filesystem::path tally_file; ///< run.tally, written as it goes; empty: none
    bool resume = false;
    std::string fingerprint;
    std::string description; ///< kept in the file: what the counters mean (model/meaning/archive)
    std::stop_token stop;
    std::function<void(const Stage&)> progress;
    std::vector<std::shared_ptr<RasterSink>> sinks{}; ///< of the first pass's gridded outputs; none: they are not made
    std::vector<std::shared_ptr<Disagreements>> overlaps{}; ///< of the mosaics, in a fixed order: kept in the file, and
                                                            ///< given what an interrupted run met
};

/// Runs all passes of a study. With a tally file, finished tiles are appended to it while running, an interrupted file
/// of the same fingerprint is gone on with. Throws as run_pass does; UsageError when a file to resume belongs to
/// another plan or other inputs.
Counted count_study(const Blueprint& blueprint, const CountRequest& request);

/// What the tally file of a study begins with.
TallyHead head_of(const Blueprint& blueprint, const CountRequest& request);

/// Writes a finished tally, in the place of the file that was written while counting: one record per pass, the same
/// bytes for every run.
void write_tally(const TallyHead& head, const StudyTally& tally, const std::filesystem::path& file);

} // namespace peaksite
