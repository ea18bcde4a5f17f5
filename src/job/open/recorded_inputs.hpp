#pragma once

#include "plan/plan_files.hpp"
#include "report/files/manifest.hpp"

namespace peaksite {

/// Where the program is, absolute; empty where that folder is gone.
std::string current_folder();

/// A plan, or what the command line sets, that means the same files wherever the program is started: `folder` is where
/// it was given. What is absolute stays as it is, and all of it where the folder is empty.
Plan placed(Plan plan, const std::string& folder);
Settings placed(Settings settings, const std::string& folder);

/// The same of what a run read.
RecordedInputs placed(RecordedInputs inputs);

/// Whether an input is still where it was and holds something else. Never of one of which nobody knows where it was.
bool changed_since(const RecordedInputs& inputs, const ManifestInput& input);

/// Puts a file as it is now in the place of what was recorded for what it is read for; none: nothing is read for that
/// any more. Throws InputError when it cannot be read.
void record_anew(RecordedInputs& inputs, const FileRole& of, const std::string& file);

/// What a plan names and of which it is not known that the run read it, as "layer ghi (b/ghi.tif)"; both plans are
/// placed. Where the plan of the run names the very same paths, they are those. Else every file that a path, a pattern,
/// a folder, a shapefile or a raster stands for must be one that the run read for the same role, or a copy of one, and
/// none may lack.
std::vector<std::string> files_not_read(const RecordedInputs& inputs, const Plan& of_run, const Plan& plan);

} // namespace peaksite
