#pragma once

#include "model/pilots/integer_program.hpp"
#include "model/pilots/portfolio.hpp"

#include <span>
#include <vector>

namespace peaksite {

/// A portfolio as an integer program: a variable per candidate, one per class, two per row of a soft rule (short,
/// over).
struct PortfolioProgram {
    IntegerProgram program;
    std::size_t candidates = 0;
    std::size_t first_slack = 0;          ///< slacks come last, two per soft row
    std::vector<std::size_t> slack_rules; ///< by pair of slacks: the rule
    double steps_per_unit = 1e6;          ///< gains are whole numbers of such steps
};

/// Gains are rounded to a power of ten so that the largest has six digits: a millionth where scores lie in [0, 1].
PortfolioProgram program_of(const Portfolio& portfolio);

/// Whether some set obeys the hard rules among these (by their places in `rules()`); soft ones never stand in the way.
bool is_feasible(const Portfolio& portfolio, std::span<const std::size_t> rules, int node_limit);

/// The row that forbids exactly this set.
ProgramRow all_but(std::span<const std::size_t> members, std::size_t candidates);

/// The chosen ones among the variables.
std::vector<std::size_t> members_of(const std::vector<int>& values, std::size_t candidates);

} // namespace peaksite
