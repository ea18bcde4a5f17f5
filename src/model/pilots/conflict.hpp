#pragma once

#include "model/pilots/portfolio.hpp"

#include <optional>
#include <string>
#include <vector>

namespace peaksite {

/// Rules that cannot all be met, while any of them alone may be dropped to meet the rest of them.
struct RuleConflict {
    std::vector<std::size_t> rules; ///< places in Portfolio::rules(), ascending
    bool smallest = false;          ///< no conflict has fewer rules; else the limit of checks came first
};

/// Why no set obeys the hard rules: a smallest set of rules in conflict; nothing where there is a set. First a deletion
/// filter (Chinneck and Dravnieks 1991), then smaller ones are sought by hitting sets of the rules that have to go
/// (Ignatiev and others 2015), until none can be smaller or `most_checks` feasibility checks are made.
std::optional<RuleConflict> rule_conflict(const Portfolio& portfolio, int node_limit = 100'000,
                                          std::size_t most_checks = 2'000);

} // namespace peaksite
