#pragma once

#include "base/translation.hpp"
#include "job/options.hpp"
#include "model/meaning/meaning.hpp"
#include "model/pilots/compare_pilots.hpp"
#include "report/pilots/pilot_file.hpp"

#include <optional>

namespace peaksite {

/// Ranking and selection on a finished run, without a pixel.
struct PilotRequest {
    std::filesystem::path run; ///< folder of a finished run; never changed
    PlanSource changes;        ///< `file` empty: the plan of the run; settings come after those of the run
    std::filesystem::path out; ///< a new folder, or empty: nothing is written
    bool overwrite = false;
    int threads = 0;
    std::string lang; ///< empty: the plan's
};

/// What came of it.
struct PilotAnswer {
    PilotFile file;
    Meaning meaning; ///< plan and settings as used
    PilotData data;
    PilotResult result;
    std::map<std::string, Bilingual> texts;
    std::string lang = "zh";
    bool open = false;      ///< for the public: by region, without ranks and scores
    Translation messages{}; ///< of reasons, in the language of the lists
};

/// Compares and selects by the plan of the run, changed as asked; writes a new folder that names its base run, if
/// asked. UsageError where the changed plan is wrong, InputError where the run cannot be read.
PilotAnswer compare_pilots_of(const PilotRequest& request);

/// Tables, workbook and siting.json of an answer into a folder.
void write_pilots(const PilotAnswer& answer, const std::filesystem::path& folder);

/// The candidates with list, rank, score and reasons as a layer of points in a GeoPackage; for the public the chosen
/// only, without ranks and scores. `date` as that of the package.
void add_pilots_layer(const PilotAnswer& answer, const std::filesystem::path& package, const std::string& date);

/// A candidate that both runs have and that stands elsewhere.
struct Move {
    std::string type{}, set{}, key{}, name{};
    std::optional<std::size_t> rank_before{}, rank_after{};
    std::optional<double> score_before{}, score_after{};
    PilotList list_before{}, list_after{};
    std::vector<std::pair<std::string, double>> causes{}; ///< criterion and change of its contribution, largest first
    std::vector<PilotReason> reasons{};                   ///< of the second run
};

/// A weight that two runs do not have alike; nothing where a run does not use the criterion.
struct WeightMove {
    std::string type{}, criterion{};
    std::optional<double> before{}, after{};
};

/// How two runs differ.
struct RunComparison {
    bool same_data = false; ///< the same tally underneath
    std::vector<PlanChange> plan;
    std::vector<PlanChange> inputs; ///< role, fingerprints
    std::vector<WeightMove> weights;
    std::vector<Move> moves;
    std::vector<std::string> only_before, only_after; ///< candidates, "set/key name"
    std::map<std::string, Bilingual> texts;
};

/// What changed between two finished runs and who moved why. Runs may lie on different data.
RunComparison compare_runs(const std::filesystem::path& before, const std::filesystem::path& after,
                           const PlanSource& source);

} // namespace peaksite
