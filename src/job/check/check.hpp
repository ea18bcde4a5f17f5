#pragma once

#include "job/options.hpp"
#include "model/results.hpp"
#include "peaksite/finding.hpp"

#include <filesystem>
#include <vector>

namespace peaksite {

struct CheckRequest {
    PlanSource plan;
    std::filesystem::path out = "out"; ///< where a run would write
    int threads = 0;                   ///< 0: as many as the machine has
};

/// All that is wrong with a plan, its files and the machine, as far as it shows without a full read.
struct CheckReport {
    std::vector<Finding> findings; ///< errors first, then warnings, then notes; in each in the order of the plan
    std::vector<UncheckedRule> unchecked;
    std::vector<MissingIndicator> missing;

    std::size_t count(Severity severity) const;
    /// An error of the plan itself is among them.
    bool wrong_request() const;
};

/// Reads the plan, opens its files, looks at a few cells of every raster, and compares all of it with what a run needs.
/// Changes nothing. Faults are collected, not thrown: those of the plan do not hide those of its files.
CheckReport check(const CheckRequest& request);

} // namespace peaksite
