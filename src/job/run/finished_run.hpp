#pragma once

#include "io/files/workspace.hpp"
#include "job/options.hpp"
#include "model/meaning/archive.hpp"
#include "report/files/manifest.hpp"

namespace peaksite {

/// A finished run as its tally keeps it.
struct FinishedRun {
    std::filesystem::path folder;
    Archive archive;
    StudyTally tally;
    std::vector<int> tiles;  ///< by pass
    RecordedInputs inputs{}; ///< the files it read, where that is known; its plan was given in the same folder
};

/// Reads run.tally of a finished run. Throws InputError when it is not there, unfinished, damaged, or of another
/// version of the program.
FinishedRun read_finished_run(const std::filesystem::path& folder);

/// How the plan of a finished run is changed.
struct RunChanges {
    /// `file` empty: the plan of the run; settings come after those of the run. A carbon table that it names, by
    /// carbon.table among the settings or in another plan, is read again.
    PlanSource plan;
    std::vector<std::string> off{}; ///< rules: "slope" of every technology that has it, or "pv.slope"
    std::vector<std::string> on{};
    bool siting = false; ///< [siting] may change too
};

/// What a changed plan makes of a run.
struct ChangedRun {
    Meaning meaning;
    std::vector<PlanChange> changes;
    std::vector<Sentence> warnings; ///< beyond those of the run; they tell files that hold something else since then
    RecordedInputs inputs{};        ///< of the run, and what was read anew; by absolute paths, as the plan has them
};

/// Technologies (rules on and off, density, share and yield), parameters, the carbon table, indicators of the plan and
/// [output] may change. No files are read but the catalogue, another plan and a carbon table that is named; where
/// another plan names the table of the run and it is not there, the run's densities stay, which is told. That a file
/// of the plan or the catalogue has changed since the run is told too. An indicator that needs what the run did not
/// count is no fault of the change: it is among the missing ones of the results (`lost_indicators`). Throws UsageError
/// naming every other change, and what is wrong with the plan; InputError where a carbon table cannot be read.
ChangedRun changed(const FinishedRun& run, const RunChanges& changes);

/// A new folder for what is made of a run. Throws UsageError where it is the run itself.
Workspace folder_beside(const FinishedRun& run, const std::filesystem::path& out, bool overwrite);

/// Writes the run with a changed meaning as run.tally into a folder.
void write_changed_tally(const FinishedRun& run, const Meaning& meaning, const std::filesystem::path& folder);

/// What manifest.json says of a folder that is made of a run.
struct BesideFacts {
    const Meaning& meaning;
    const RecordedInputs& inputs;
    const std::vector<Sentence>& warnings;
    std::optional<std::vector<AuditLine>> audit{};
};

/// Writes manifest.json of a folder that is made of a run and names it.
void write_manifest_beside(const FinishedRun& run, const BesideFacts& facts, const std::filesystem::path& folder);

} // namespace peaksite
