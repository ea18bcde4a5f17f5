#pragma once

#include "model/pilots/candidate_table.hpp"
#include "model/pilots/selection.hpp"

#include <optional>
#include <span>
#include <string>
#include <vector>

namespace peaksite {

/// How scores move as one weight does, the others keeping their proportions: score + δ · slope, for δ from -weight to
/// 1 - weight. Where the weight is 1 the others share what it gives up equally.
struct WeightLine {
    std::string criterion;
    double weight = 0;
    std::vector<double> slopes; ///< by candidate; 0 for those whose score does not depend on it
};

/// The lines of a weighted sum of normalised values, one per criterion. NaN slopes where a candidate has no score
/// become 0.
std::vector<WeightLine> weight_lines(const CandidateTable& normalised, std::span<const double> weights,
                                     std::span<const std::string> criteria);

/// The change of one weight at which the best set becomes another.
struct WeightBreak {
    std::string criterion;
    double change = 0; ///< of the weight, signed
    ChosenSet set;     ///< best from there on
};

/// The first breaks of every line, smallest change first: at most one on each side. Exact for sums under any rules: the
/// value of a set is a straight line of δ, so that the search goes from the far end to where a better set crosses, and
/// again from there (Eisner and Severance 1976). A side without a break says that no weight there changes the set.
std::vector<WeightBreak> weight_breaks(const Portfolio& portfolio, const Selection& selection,
                                       std::span<const WeightLine> lines, const SelectionOptions& options = {});

/// The least weight that has to be moved between criteria for one candidate to draw level with another (half the sum of
/// absolute changes); nothing where no weights do it. `lead`: by criterion, the normalised value of the one ahead less
/// that of the one behind; `apart`: what it leads by beside these sums. Exact: weight goes from where the lead is
/// largest to where it is least.
std::optional<double> weight_to_draw_level(std::span<const double> lead, std::span<const double> weights,
                                           double apart = 0);

} // namespace peaksite
