#pragma once

#include "job/open_plan.hpp"
#include "model/results.hpp"
#include "model/siting.hpp"

namespace peaksite {

/// Where the candidates of results lie, from their shapes, and the distances between them; expert sheets are read.
/// InputError where a sheet cannot be used.
SitingGround siting_ground(const SitingPlan& plan, const Results& results);

/// The sheets of the experts of every type that has some; `warnings` tell what was odd about their files.
std::vector<SitingExperts> read_experts(const SitingPlan& plan, const std::vector<SitingCandidate>& candidates,
                                        std::vector<Sentence>& warnings);

/// Reads the sheets once, so that what is wrong with them shows before anything is counted; warnings come back. Throws
/// InputError.
std::vector<Sentence> check_experts(const SitingPlan& plan, const std::vector<ZoneSet>& sets);

/// Whether the costs of candidates and the budget are of one quantity, before anything is counted. Throws UsageError.
void check_costs(const SitingPlan& plan, const std::vector<ZoneSet>& sets);

} // namespace peaksite
