#pragma once

#include "model/pilots/pilot_data.hpp"

namespace peaksite {

/// What a rule asks for and has not: an attribute or indicator without a value, or one whose word the policy does not
/// know.
struct Unjudged {
    std::string name;
    std::string word; ///< what stands there; empty: nothing does
    bool operator==(const Unjudged&) const = default;
};

/// What became of one rule for one candidate. Unknown where an attribute is missing or its word is not understood: such
/// a candidate is to be verified (待核实), neither passed nor dropped.
struct RuleFinding {
    enum class State { holds, fails, unknown };
    std::size_t rule = 0; ///< in PilotPlan::rules
    State state = State::holds;
    std::vector<Unjudged> missing{};
    bool operator==(const RuleFinding&) const = default;
};

/// Tests the rules that hold for the candidate's type, three-valued (Kleene): names are attributes by role (words
/// translated by the policy), then kind, set, key, name, proposer, area (km²), then indicators, then what the policy
/// takes instead. A city without `level` has that of its GB/T 2260 code.
std::vector<RuleFinding> rule_findings(const PilotPlan& plan, const PilotData& data, const PilotCandidate& candidate);

/// Level of an administrative code: provincial (640000), prefecture (640100), county (640104); nothing for other keys.
std::optional<std::string> level_of_code(const std::string& key);

/// The region of a candidate: the attribute of that role; else the first four digits of an administrative code.
std::string region_of(const PilotCandidate& candidate, const std::string& role);

} // namespace peaksite
