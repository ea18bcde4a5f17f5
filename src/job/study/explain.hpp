#pragma once

#include "engine/estimate.hpp"
#include "job/open/plan_inputs.hpp"
#include "job/options.hpp"
#include "model/results.hpp"

#include <string>
#include <vector>

namespace peaksite {

/// What a run would do, found without reading a cell.
struct Explanation {
    Bilingual title;
    std::string crs;
    Grid grid;
    double cell_metres = 0;
    int tile = 0;
    int threads = 1;
    struct PassFacts {
        std::string name;
        PassEstimate estimate;
    };
    std::vector<PassFacts> passes;
    std::size_t memory_bytes = 0; ///< peak of the process
    double seconds = 0;           ///< rough
    std::size_t zones = 0;
    std::vector<PlanInput> inputs; ///< files that the run would read
    std::vector<std::string> criteria;
    std::vector<std::string> indicators;
    std::vector<MissingIndicator> missing;
    std::vector<UncheckedRule> unchecked;
    std::vector<Sentence> warnings;
};

/// Throws as `run` does for plans and files that cannot be used.
Explanation explain(const PlanSource& source, int threads);

struct Blueprint;

/// The same of a study that is built already, but for the inputs.
Explanation explanation_of(const OpenPlan& open, const Blueprint& blueprint, int threads);

} // namespace peaksite
