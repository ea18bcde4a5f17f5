#pragma once

#include "peaksite/finding.hpp"
#include "peaksite/results.hpp"

#include <filesystem>
#include <memory>
#include <string>
#include <utility>
#include <vector>

namespace peaksite {
struct ReadyRun;
}

namespace peaksite::api {

/// Names and values, as --set takes them: {"data", "/srv/data"} is a path of [paths], {"grid.cell", "500 m"} a key,
/// {"technologies.pv.density", "60 MW/km2"} one of the item of a list that has this id.
using Settings = std::vector<std::pair<std::string, std::string>>;

/// A plan, where the catalogue lies, and what is changed in the plan.
struct PlanFile {
    std::filesystem::path file;                   ///< TOML, or a task book (任务书.xlsx)
    std::vector<std::filesystem::path> catalogue; ///< folders of entries, the first wins; the one that is installed is
                                                  ///< PEAKSITE_CATALOGUE_DIR of the CMake package
    Settings settings{};
    std::string lang{};      ///< zh, en or both: of sheets, workbooks and lists; empty: as the plan says
    int threads = 0;         ///< that opening takes; 0: as many as the machine has
    bool every_byte = false; ///< SHA-256 of every file that is read, for the manifest
};

/// All that is wrong with a plan, its files and the machine, as far as it shows without a full read.
struct CheckReport {
    std::vector<Finding> findings; ///< errors first, then warnings, then notes; in each in the order of the plan
    std::vector<UncheckedRule> unchecked;
    std::vector<MissingIndicator> missing;

    /// A run would not end with an error, as far as can be seen.
    bool sound() const;
};

/// Reads the plan, opens its files, looks at a few cells of every raster, and compares all of it with what a run into
/// `out` needs. Changes nothing and throws for nothing that is wrong with plan, files or machine: that is in the
/// report. Throws UsageError where the folders of the catalogue are not there or hold no entry. What `PlanFile::lang`
/// and `every_byte` say plays no part in it.
CheckReport check(const PlanFile& plan, const std::filesystem::path& out = "out");

/// A plan whose files are open and whose study is built: ready to be run, several times if need be. Runs change nothing
/// of it: they may be made and written at the same time.
class Plan {
public:
    /// Reads the plan and opens what it names. Throws UsageError with all that is wrong with the plan, InputError for
    /// the first file that cannot be used.
    explicit Plan(const PlanFile& file);
    Plan(Plan&&) noexcept;
    Plan& operator=(Plan&&) noexcept;
    ~Plan();

    const Bilingual& title() const;

private:
    friend class Run;
    std::shared_ptr<const ReadyRun> m_ready; // runs keep it, to be written
};

} // namespace peaksite::api
