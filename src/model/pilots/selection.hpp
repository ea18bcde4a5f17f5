#pragma once

#include "model/pilots/portfolio.hpp"

#include <cstdint>
#include <span>
#include <string>
#include <vector>

namespace peaksite {

struct SelectionOptions {
    int node_limit = 100'000;     ///< of each search
    std::size_t alternatives = 0; ///< next best sets wanted
    unsigned threads = 1;         ///< of repeated selections
};

struct ChosenSet {
    std::vector<std::size_t> members; ///< candidates, ascending
    double value = 0;
    bool operator==(const ChosenSet&) const = default;
};

/// A soft rule that could not be kept, and by how many.
struct SoftBreach {
    std::string rule;
    int amount = 0;
    bool operator==(const SoftBreach&) const = default;
};

/// The best set under the rules. Soft rules are broken by as little as possible first, then the value is maximised.
/// Among sets of equal value (within the step) the one with the best candidate comes first, then the next best, and so
/// on; candidates of equal score in the order of their keys. The answer therefore does not depend on the solver's path.
struct Selection {
    enum class State { optimal, limited, infeasible, unknown };
    State state = State::unknown;
    ChosenSet best;
    double bound = 0;   ///< no set is worth more
    bool unique = true; ///< no other set is worth as much (known for optimal only)
    double step = 1e-6; ///< values are compared in such steps
    std::vector<SoftBreach> breaches;
    std::vector<ChosenSet> next; ///< the next best sets, best first; fewer where there are no more

    double gap() const { return bound - best.value; }
};

Selection select(const Portfolio& portfolio, const SelectionOptions& options = {});

/// What a quota, cap or least number of classes costs: the value gained if it were one looser, and who would change.
struct RulePrice {
    std::string rule;
    std::optional<double> gain; ///< nothing where the looser problem was not settled
    std::vector<std::size_t> enters;
    std::vector<std::size_t> leaves;
};

/// For an optimal selection: the price of every rule that has a whole limit, in their order. A soft rule that is kept
/// costs like a hard one.
std::vector<RulePrice> rule_prices(const Portfolio& portfolio, const Selection& selection,
                                   const SelectionOptions& options = {});

/// Share of the samples in which each candidate is selected (domain 3.10.6): each sample gives other scores, the rules
/// stay. Candidates that are level in a sample share its places. NaN without any sample that has an answer. Same bits
/// for any number of threads.
std::vector<double> selection_frequency(const Portfolio& portfolio, std::span<const std::vector<double>> score_samples,
                                        const SelectionOptions& options = {});

} // namespace peaksite
