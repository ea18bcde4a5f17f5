#pragma once

#include "job/pilots/pilot_run.hpp"
#include "job/run/finished_run.hpp"
#include "job/run/ready_run.hpp"
#include "job/study/count_study.hpp"
#include "report/book/indicator_book.hpp"

namespace peaksite {

/// What counting the cells of a plan gave, and everything that follows from it, in memory.
struct CountedRun {
    FinishedRun finished; ///< as run.tally keeps it, without a folder
    Results results;      ///< zones with their shapes
    std::optional<PilotAnswer> pilots;
    IndicatorBookFacts facts; ///< audit included
    std::size_t cache_bytes = 0;
    std::size_t tiles = 0;
    std::size_t resumed_tiles = 0;
    std::vector<std::pair<std::string, double>> seconds{}; ///< by part of the work
};

/// Counts, computes, compares pilots and audits. Of the request, fingerprint and description are filled in here. Throws
/// as count_study and compute do.
CountedRun count_run(const ReadyRun& ready, CountRequest request);

/// Tells a stage of a run to who asked for it. Throws Stopped when the run is asked to stop.
void tell_stage(const CountRequest& request, Stage::Name name);

} // namespace peaksite
