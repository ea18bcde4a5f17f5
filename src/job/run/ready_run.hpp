#pragma once

#include "io/files/files_seen.hpp"
#include "job/run/stopwatch.hpp"
#include "job/study/blueprint.hpp"
#include "report/files/manifest.hpp"

namespace peaksite {

/// A plan to make ready.
struct ReadyRequest {
    PlanSource plan;
    int threads = 0;        ///< 0: as many as the machine has
    std::string lang;       ///< overrides the plan's; empty: the plan's
    bool full_hash = false; ///< SHA-256 of inputs in the manifest
};

/// A plan that can be counted, any number of times: its files are open, its study is built, and what can be wrong
/// before the cells are read has been looked for. Nothing that is done with it changes it.
struct ReadyRun {
    /// Throws UsageError, InputError.
    explicit ReadyRun(const ReadyRequest& request);
    ReadyRun(const ReadyRun&) = delete; // the blueprint points into the plan
    ReadyRun& operator=(const ReadyRun&) = delete;

    Stopwatch watch;   ///< since it began
    PlanSource source; ///< as asked
    FilesSeen book;    ///< the task book, where the plan is one: it is written out as a plan at the end
    OpenPlan open;
    Blueprint blueprint;
    RecordedInputs inputs;
    Tables tables;
    double seconds = 0; ///< that it took
};

} // namespace peaksite
