#pragma once

#include "model/pilots/ahp.hpp"
#include "plan/pilots.hpp"

namespace peaksite {

/// One matrix of pairwise judgements of a pilot type as it was judged itself.
struct Judgement {
    std::string group{};              ///< whose parts it compares; empty: the top
    std::size_t judge = 0;            ///< which of several people, from 1; 0: all of them together
    bool used = false;                ///< the weights are taken from it, and it had to be consistent
    std::vector<std::string> items{}; ///< what is compared: criteria, groups
    AhpPlan::By by = AhpPlan::By::eigenvector;
    AhpResult result{};
};

/// Weights of criteria by pairwise judgements, and how consistent these are.
struct JudgedWeights {
    std::vector<double> weights;       ///< in the order of the criteria
    std::vector<Judgement> judgements; ///< from the top down: those of each person, then of all together
};

/// The weights that the judgements of a type give its criteria: of one person, of several (geometric mean), of a
/// hierarchy, where a criterion weighs the product along the way from the top. UsageError at the place in the plan
/// where a matrix is not reciprocal, or is inconsistent by the chosen table. What one of several people judges may be
/// inconsistent, that of all together may not.
JudgedWeights judged_weights(const PilotTypePlan& type);

/// Judges all types of a plan that have judgements, so that faults show before any data are read.
void check_judgements(const PilotPlan& plan);

/// Sentences on judgements whose verdict another table of random indices would turn, and on people who contradict
/// themselves.
std::vector<Sentence> doubtful_judgements(const PilotTypePlan& type, const JudgedWeights& judged);

} // namespace peaksite
