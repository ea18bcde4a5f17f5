#pragma once

#include "eval/compiler.hpp"
#include "job/study/accumulators.hpp"
#include "plan/catalogue/catalogue.hpp"

namespace peaksite {

/// What the indicators of a run are found from, and where their sums over cells go.
struct TermSources {
    const OpenPlan& open;
    Compiler& compiler;
    Accumulators& accumulators;
};

/// Finds the indicators that the plan supports and gives every sum over cells that they need its place. Indicators
/// whose sums do not compile become missing.
void add_indicators(const TermSources& sources, Blueprint& blueprint);

} // namespace peaksite
