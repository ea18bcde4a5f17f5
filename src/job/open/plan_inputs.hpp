#pragma once

#include "job/open/open_plan.hpp"
#include "report/files/manifest.hpp"

namespace peaksite {

/// A file that a run reads because of its plan.
struct PlanInput {
    std::string role; ///< "layer ghi", "table stats", "catalogue layer dem"
    std::string path;
    SourceNote note;     ///< of the plan or the catalogue; may be empty
    bool of_data = true; ///< else it is an entry of the catalogue, or the task book
};

/// Everything an opened plan reads, in the order of the plan: its files with all parts of mosaics and what lies behind
/// them, then the task book, if the plan is one, and the files of the catalogue (its folders, the first wins) that it
/// uses. Manifest, fingerprint, `explain` and `compare` list inputs by this alone.
std::vector<PlanInput> inputs_of(const OpenPlan& open);

/// The same as they are on disk: size, time, fingerprints. Throws InputError when one cannot be read.
std::vector<ManifestInput> record_inputs(const OpenPlan& open, bool whole);

/// How two runs tell an input apart: role and name of the file, "table stats (stats.csv)".
std::string input_name(const ManifestInput& input);

} // namespace peaksite
