#pragma once

#include "eval/compiler.hpp"
#include "job/study/accumulators.hpp"

namespace peaksite {

/// What the statistics of a plan are found from, and where they are counted.
struct StatisticsSources {
    const OpenPlan& open;
    const StudyInputs& inputs;
    Compiler& compiler; ///< of the pass on the grid
    Accumulators& accumulators;
};

/// Gives every [[statistics]] of the plan its place: on the layer's own cells or by its polygons, on the grid for
/// derived layers. Those of absent layers are left out with a warning.
void place_statistics(const StatisticsSources& sources, Blueprint& blueprint);

} // namespace peaksite
