#pragma once

#include "model/pilots/ahp.hpp"
#include "plan/pilots.hpp"

namespace peaksite {

/// Weights of criteria by pairwise judgements, and how consistent they are.
struct JudgedWeights {
    std::vector<double> weights;                          ///< in the order of the criteria
    std::vector<std::pair<std::string, AhpResult>> nodes; ///< by group; "" for the top
};

/// The weights that the judgements of a type give its criteria: of one person, of several (geometric mean), of a
/// hierarchy. UsageError at the place in the plan where a matrix is not reciprocal, or is inconsistent by the chosen
/// table.
JudgedWeights judged_weights(const PilotTypePlan& type);

/// Judges all types of a plan that have judgements, so that faults show before any data are read.
void check_judgements(const PilotPlan& plan);

/// Sentences on judgements whose verdict another table of random indices would turn.
std::vector<Sentence> borderline_judgements(const PilotTypePlan& type, const JudgedWeights& judged);

} // namespace peaksite
