#pragma once

#include "model/pilots/compare_type.hpp"
#include "model/pilots/conflict.hpp"
#include "model/pilots/eligibility.hpp"
#include "model/pilots/selection.hpp"
#include "model/pilots/sensitivity.hpp"

namespace peaksite {

/// The list a candidate is put on: 建议, 储备, 不符合条件; those without the data to be compared (待补数据) are none of
/// them.
enum class PilotList { suggested, reserve, ineligible, lacking };

/// "suggested", "reserve", "ineligible", "lacking": as tables write it; texts are siting.list.…
const char* list_word(PilotList list);

/// What became of a candidate.
struct CandidateOutcome {
    std::size_t candidate = 0;           ///< in PilotData::candidates
    std::size_t type = 0;                ///< in PilotResult::types
    std::optional<std::size_t> member{}; ///< in the comparison of the type; nothing where a hard rule excludes it
    std::string region{};
    std::string classed{}; ///< class for diversity: of the typology, else the group of like candidates; empty: none
    std::vector<RuleFinding> findings{};
    std::optional<std::size_t> lock{}; ///< in PilotPlan::locks
    PilotList list = PilotList::reserve;
    double objective = 0;             ///< what the selection adds up; NaN without a score
    double within = 0;                ///< share of draws in which it ranks within the quota of its type; NaN without
    double frequency = 0;             ///< 入选稳定性: share of repeated selections that choose it; NaN without any
    std::vector<std::size_t> level{}; ///< outcomes as good by the rules and worth as much: those not chosen in favour
                                      ///< of a chosen one, those chosen before one that is not; keys decided
    std::vector<PilotReason> reasons{};
    bool eligible() const;                                 ///< no hard rule fails
    bool to_verify() const;                                ///< a rule could not be judged
    bool needs_justification(const PilotPlan& plan) const; ///< a soft rule fails
};

/// A weight whose change makes another set the best.
struct PilotBreak {
    std::string type{};
    std::string criterion{};
    double weight = 0, change = 0;
    std::vector<std::size_t> enters{}, leaves{}; ///< outcomes
};

/// Everything the siting of a run says. Indices of selections are those of `outcomes`.
struct PilotResult {
    std::vector<TypeComparison> types;
    std::vector<CandidateOutcome> outcomes; ///< by type, then in the order of the candidates
    std::vector<PortfolioRule> rules;       ///< of the selection
    bool selected = false;                  ///< there are quotas, and a set that obeys the rules
    std::optional<Selection> selection;
    std::optional<RuleConflict> conflict; ///< why there is no set
    std::vector<RulePrice> prices;
    std::vector<PilotBreak> breaks;
    ClassMix mix; ///< of the classes among the chosen
    int selection_draws = 0;
    std::vector<Sentence> warnings;
};

/// Compares the candidates of every type of the plan and selects among them (domain 3.10). Pure arithmetic on the data:
/// same bits for any number of threads. UsageError where the plan asks for what the data cannot be asked.
PilotResult compare_pilots(const PilotPlan& plan, const PilotData& data, unsigned threads = 1);

/// The members of the best set, or nothing where none is selected.
std::vector<std::size_t> chosen(const PilotResult& result);

} // namespace peaksite
