#pragma once

#include "io/files/workspace.hpp"
#include "job/options.hpp"
#include "model/meaning/archive.hpp"

namespace peaksite {

/// A finished run as its tally keeps it.
struct FinishedRun {
    std::filesystem::path folder;
    Archive archive;
    StudyTally tally;
    std::vector<int> tiles; ///< by pass
};

/// Reads run.tally of a finished run. Throws InputError when it is not there, unfinished, damaged, or of another
/// version of the program.
FinishedRun read_finished_run(const std::filesystem::path& folder);

/// How the plan of a finished run is changed.
struct RunChanges {
    PlanSource plan;                ///< `file` empty: the plan of the run; settings come after those of the run
    std::vector<std::string> off{}; ///< rules: "slope" of every technology that has it, or "pv.slope"
    std::vector<std::string> on{};
    bool siting = false; ///< [siting] may change too
};

/// What a changed plan makes of a run.
struct ChangedRun {
    Meaning meaning;
    std::vector<PlanChange> changes;
    std::vector<Sentence> warnings; ///< beyond those of the run
};

/// Technologies (rules on and off, density, share and yield), parameters, the carbon table, indicators of the plan and
/// [output] may change. Throws UsageError naming every other change, and what is wrong with the plan.
ChangedRun changed(const FinishedRun& run, const RunChanges& changes);

/// A new folder for what is made of a run. Throws UsageError where it is the run itself.
Workspace folder_beside(const FinishedRun& run, const std::filesystem::path& out, bool overwrite);

/// Writes the run with a changed meaning as run.tally into a folder.
void write_changed_tally(const FinishedRun& run, const Meaning& meaning, const std::filesystem::path& folder);

/// Writes manifest.json of a folder that is made of a run and names it.
void write_manifest_beside(const FinishedRun& run, const Meaning& meaning, const std::vector<Sentence>& warnings,
                           const std::filesystem::path& folder);

} // namespace peaksite
