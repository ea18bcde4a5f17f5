#pragma once

#include "job/run/finished_run.hpp"
#include "report/pilots/pilot_file.hpp"

namespace peaksite {

/// Whether what is selected by a plan with [siting] is for the public: by region, without ranks and scores.
bool is_open_siting(const Plan& plan);

/// siting.json of a finished run. Throws InputError, with the remedy, when the plan of the run has no [siting], when
/// the siting is public and leaves no such file, when the file is not there, damaged, or that of another run.
PilotFile pilots_of(const FinishedRun& run);

/// Whether a folder has siting.json, by which its candidates can be ranked.
bool has_pilots(const std::filesystem::path& folder);

/// Writes siting.json of a folder that is made of a run and names it: where candidates lie does not depend on what a
/// plan may change afterwards. Writes none where the run has none, or where the siting of the changed plan is public.
/// Throws InputError.
void write_pilots_beside(const FinishedRun& run, const Meaning& meaning, const std::filesystem::path& folder);

} // namespace peaksite
