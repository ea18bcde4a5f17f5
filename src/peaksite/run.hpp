#pragma once

#include "peaksite/plan.hpp"

#include <cstdint>
#include <functional>
#include <stop_token>

namespace peaksite {
struct CountedRun;
struct FinishedRun;
} // namespace peaksite

namespace peaksite::api {

/// How far work is.
struct Progress {
    enum class Stage : std::uint8_t {
        counting,  ///< cells are read
        computing, ///< indicators, comparison of pilots
        writing,   ///< tables, workbooks, GeoPackage
        drawing    ///< maps
    } stage = Stage::counting;
    std::string pass{}; ///< of counting: "grid", or the layer whose own cells or polygons are counted
    int done = 0;       ///< tiles of the pass; of the other stages none are told
    int tiles = 0;
};

/// How work is done. Numbers do not depend on it, to the last bit.
struct Work {
    int threads = 0;                                 ///< 0: as many as the machine has
    std::stop_token stop{};                          ///< asked between tiles and stages
    std::function<void(const Progress&)> progress{}; ///< called from any thread, one call at a time; must not throw
};

/// How the plan of a run is changed after it was counted.
struct Changes {
    Settings settings{};            ///< after those of the run
    std::vector<std::string> off{}; ///< rules: "slope" of every technology that has it, or "pv.slope"
    std::vector<std::string> on{};
    std::filesystem::path plan{}; ///< another plan file; empty: the plan of the run
};

/// A key of the plan that differs.
struct Change {
    std::string key; ///< "technologies[1].density"
    std::string before, after;
};

/// What a changed plan makes of what was counted.
struct WhatIf {
    std::vector<Change> changes;
    Results results; ///< its warnings are those of the run and of the change
    /// Of those that no zone has, with the reason: indicators that the run had, own ones of the changed plan that need
    /// what was not counted, and those that are missing for another reason than in the run.
    std::vector<MissingIndicator> lost{};
};

/// How results are written.
struct WriteOptions {
    bool overwrite = false; ///< replace `out`, if it is a result of this program
    bool release = false;   ///< write what the secrecy of the plan would keep back
};

/// What was written.
struct WrittenFolder {
    std::vector<std::string> files;    ///< relative to the folder, sorted
    std::vector<std::string> withheld; ///< kept back by the secrecy of the plan
    std::vector<Sentence> warnings;    ///< beyond those of the results: what did not fit on map sheets
};

/// A plan that was run, in memory: nothing is written until `write`.
class Run {
public:
    /// Reads every cell that the plan asks for, counts, and computes all results. Throws InputError where the data or
    /// the machine fail, UsageError where the data cannot answer what the plan asks, Stopped when asked to stop.
    explicit Run(const Plan& plan, const Work& work = {});
    Run(Run&&) noexcept;
    Run& operator=(Run&&) noexcept;
    ~Run();

    const Results& results() const;

    /// Computes all results by a changed plan from what was counted. No cell is read, and no file but the catalogue,
    /// another plan and the carbon table that settings or that plan name: this is read again, relative to the folder of
    /// the plan. Rules, densities, shares and yields that are one number, parameters, the carbon table, indicators and
    /// [output] may change. An indicator that needs what was not counted is in `lost`. Warnings tell files of the plan
    /// that changed since the run. Throws UsageError naming every other change, and what is wrong with the changed
    /// plan; InputError where the carbon table cannot be read.
    WhatIf whatif(const Changes& changes) const;

    /// Writes all that `peaksite run` writes into a new folder; the folder appears under its name when it is whole.
    /// Gridded outputs need the cells again: those of the plan's grid are read once more where there are any. Throws
    /// UsageError where the folder is there and may not be replaced, InputError where it cannot be written, Stopped;
    /// the folder is then what it was before.
    WrittenFolder write(const std::filesystem::path& out, const WriteOptions& options = {},
                        const Work& work = {}) const;

private:
    std::shared_ptr<const ReadyRun> m_ready;
    std::unique_ptr<const CountedRun> m_counted;
    Results m_results;
};

/// A run that was written earlier, by the program or by `Run::write`, as its run.tally keeps it.
class SavedRun {
public:
    /// Throws InputError where the folder holds no finished run, or one of another version of the program. `catalogue`
    /// as in PlanFile.
    SavedRun(const std::filesystem::path& folder, std::vector<std::filesystem::path> catalogue);
    SavedRun(SavedRun&&) noexcept;
    SavedRun& operator=(SavedRun&&) noexcept;
    ~SavedRun();

    /// As Run::whatif; without changes the results of the run, but for its candidates.
    WhatIf whatif(const Changes& changes) const;

    /// That, and written into a new folder that names this run as its base: tables, workbook, self-check, run.tally and
    /// manifest. Throws UsageError where the folder is this run or may not be replaced, InputError where it cannot be
    /// written; the folder is then what it was before.
    WhatIf write_whatif(const Changes& changes, const std::filesystem::path& out, bool overwrite = false) const;

private:
    std::unique_ptr<const FinishedRun> m_run;
    std::vector<std::filesystem::path> m_catalogue;
};

} // namespace peaksite::api
