#pragma once

#include "job/open/open_plan.hpp"
#include "model/pilots/compare_pilots.hpp"
#include "model/results.hpp"

namespace peaksite {

/// Where the candidates of results lie, from their shapes, and the distances between them; expert sheets are read.
/// InputError where a sheet cannot be used.
PilotGround pilot_ground(const PilotPlan& plan, const Results& results);

/// The sheets of the experts of every type that has some; `warnings` tell what was odd about their files.
std::vector<PilotExperts> read_experts(const PilotPlan& plan, const std::vector<PilotCandidate>& candidates,
                                       std::vector<Sentence>& warnings);

/// Reads the sheets once, so that what is wrong with them shows before anything is counted; warnings come back. Throws
/// InputError.
std::vector<Sentence> check_experts(const PilotPlan& plan, const std::vector<ZoneSet>& sets);

/// Whether the costs of candidates and the budget are of one quantity, before anything is counted. Throws UsageError.
void check_costs(const PilotPlan& plan, const std::vector<ZoneSet>& sets);

} // namespace peaksite
