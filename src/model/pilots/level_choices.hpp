#pragma once

#include "model/pilots/selection.hpp"

#include <span>
#include <vector>

namespace peaksite {

/// A candidate that could stand in the place of a chosen one: the set would obey the rules as well (soft ones broken by
/// no more) and be worth as much, within the step of the selection. Which of the two is chosen, keys decide.
struct LevelPair {
    std::size_t chosen = 0;
    std::size_t other = 0;
    bool operator==(const LevelPair&) const = default;
};

/// All such pairs of a selection that is optimal, by chosen one, then the other; none of those that people decided on.
std::vector<LevelPair> level_choices(const Portfolio& portfolio, const Selection& selection);

/// By candidate, how much of it the set holds where level ones share their places: of k for r places each has r/k; 1
/// and 0 for the others.
std::vector<double> shares_of_places(const Portfolio& portfolio, const Selection& selection);

} // namespace peaksite
