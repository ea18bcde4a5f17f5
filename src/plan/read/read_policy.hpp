#pragma once

#include "plan/policy.hpp"
#include "plan/read/keys.hpp"

namespace peaksite {

/// The words of the pilot types: city, park, village, community, institution, enterprise.
const std::vector<std::string>& pilot_types();

/// Readers that a policy of the catalogue and [siting] of a plan share; each collects what is wrong.
CriterionPlan read_criterion(Keys& keys);
RulePlan read_rule(Keys& keys);
QuotaPlan read_quota(Keys& keys);
CapPlan read_cap(Keys& keys);
/// What tells an entry of these lists from the others: a plan replaces the one of its policy that is told by the same,
/// and no list has two.
std::string told_by(const RulePlan& rule);
std::string told_by(const QuotaPlan& quota);
std::string told_by(const CapPlan& cap);
/// A pilot type, or a fault with the nearest one; "any" is empty where `any` allows it.
std::string read_type(Keys& keys, std::string_view key, bool any);

/// A policy as its file in layers/policies says it.
Policy read_policy_entry(Keys& keys, const std::string& id);

} // namespace peaksite
