#pragma once

#include "job/open/plan_inputs.hpp"
#include "job/run/run.hpp"
#include "job/study/count_study.hpp"
#include "report/files/manifest.hpp"

namespace peaksite {

struct CountedRun;

/// What must be equal for two runs to be joined: plan, settings, catalogue, inputs, program.
std::string run_fingerprint(const OpenPlan& open, const PlanSource& source, const std::vector<ManifestInput>& inputs);

/// Day of the newest input of data, "2026-11-20": outputs bear it, so that equal runs give equal files.
std::string newest_date(const std::vector<ManifestInput>& inputs);

struct ManifestRequest {
    const OpenPlan& open;
    const Blueprint& blueprint;
    const CountedRun& counted;
    const RecordedInputs& inputs;
    int threads = 1;
    const Settings& settings;
    const RunReport& report;
};
void write_run_manifest(const ManifestRequest& request, const std::filesystem::path& path);

} // namespace peaksite
