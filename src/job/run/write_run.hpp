#pragma once

#include "job/run/counted_run.hpp"
#include "job/run/run.hpp"
#include "job/run/run_rasters.hpp"

namespace peaksite {

/// Where and how a run is written.
struct RunWriteRequest {
    std::filesystem::path folder; ///< to write into; that of a workspace
    std::filesystem::path out;    ///< what it will be called
    CountRequest work;            ///< threads, stop and progress
};

/// Writes everything a run leaves: tables, workbooks, GeoPackage, maps, tally and, last, the manifest. The cells of the
/// rasters have been read. Throws InputError, Stopped.
RunReport write_run(const ReadyRun& ready, const CountedRun& counted, RunRasters& rasters,
                    const RunWriteRequest& request);
} // namespace peaksite
