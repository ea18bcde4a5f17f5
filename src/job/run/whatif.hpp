#pragma once

#include "job/run/finished_run.hpp"
#include "model/results.hpp"

namespace peaksite {

/// Another plan on what a run counted, without a pixel.
struct WhatifRequest {
    std::filesystem::path run; ///< folder of a finished run; never changed
    RunChanges changes;
    std::filesystem::path out{}; ///< a new folder, or empty: nothing is written
    bool overwrite = false;
};

struct WhatifAnswer {
    ChangedRun run;
    Results before, after;
};

/// Computes a run again by a changed plan; writes a new folder that names its base run, if asked. Throws UsageError
/// naming every change that needs pixels again and why, InputError where the run cannot be read.
WhatifAnswer whatif(const WhatifRequest& request);

} // namespace peaksite
