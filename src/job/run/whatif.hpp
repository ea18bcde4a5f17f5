#pragma once

#include "job/run/finished_run.hpp"
#include "model/results.hpp"

namespace peaksite {

/// Another plan on what a run counted, without a pixel.
struct WhatifRequest {
    RunChanges changes;
    std::filesystem::path out{}; ///< a new folder, or empty: nothing is written
    bool overwrite = false;
    int threads = 0; ///< 0: as many as the machine has
};

struct WhatifAnswer {
    ChangedRun run;
    Results before, after;
    std::vector<MissingIndicator> lost{}; ///< see lost_indicators
    std::vector<AuditLine> audit{};       ///< the results after the change against themselves
    std::vector<Sentence> failures{};     ///< what of it does not hold; among the warnings of the results too
};

/// Indicators that the changed plan asks for and that no zone has now, with the reason: those that the run had, own
/// ones of the plan which need what was not counted, and those that are missing for another reason than in the run. Not
/// those that were missing as they are now.
std::vector<MissingIndicator> lost_indicators(const Results& before, const Results& after);

/// Computes a run again by a changed plan; writes a new folder that names its base run, if asked. Throws UsageError
/// naming every change that needs pixels again and why, or where the folder may not be replaced; InputError where it
/// cannot be written.
WhatifAnswer whatif(const FinishedRun& run, const WhatifRequest& request);

} // namespace peaksite
