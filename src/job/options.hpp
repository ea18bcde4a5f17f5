#pragma once

#include "engine/run_pass.hpp"
#include "plan/read/read_plan.hpp"

#include <filesystem>
#include <functional>
#include <stop_token>
#include <string>
#include <vector>

namespace peaksite {

/// The catalogue and what the command line changes in the plan.
struct PlanSource {
    std::string file;
    Catalogue catalogue; ///< before which the plan may put a folder of its own
    Settings settings;
    int threads = 0; ///< that opening may take; 0: as many as the machine has
};

/// A stage of a run, for progress displays.
struct Stage {
    enum class Name : std::uint8_t { reading, counting, computing, writing, drawing } name = Name::reading;
    std::string detail;
    Progress progress; ///< of counting
};

struct RunOptions {
    PlanSource plan;
    std::filesystem::path out;
    int threads = 0;        ///< 0: as many as the machine has
    bool resume = false;    ///< go on with OUT.partial of an interrupted run
    bool overwrite = false; ///< replace OUT, if it is a result of ours
    bool release = false;   ///< write what the secrecy of the plan would withhold
    bool full_hash = false; ///< SHA-256 of inputs in the manifest
    std::string lang;       ///< overrides the plan's; empty: the plan's
    std::stop_token stop;
    std::function<void(const Stage&)> progress;
};

} // namespace peaksite
