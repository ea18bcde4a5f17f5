#pragma once

#include "model/pilots/candidate_table.hpp"
#include "plan/layer.hpp"

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace peaksite {

/// One axis of the chart 低碳基础 × 减排潜力: its values, and the parts that explain them.
struct CompositeAxis {
    std::vector<double> values;        ///< by candidate; NaN where missing
    std::vector<std::string> used;     ///< parts, in the order given
    std::vector<std::string> left_out; ///< parts that not all candidates have (mean), or none has (sum)
    CandidateTable parts;              ///< candidate by used part: what it adds; NaN where it lacks
    std::vector<bool> partial;         ///< by candidate: a lower bound, not to be ranked (sum only)
    std::vector<bool> capped;          ///< by candidate: the parts add up to more than the cap (sum only)
};

/// lowcarbon_base (domain 3.10.10): the mean of normalised inputs, equal weights. An input that not all candidates of
/// the type have is left out for all of them; with fewer than three left every value is missing. Candidates without any
/// input do not decide about the others.
CompositeAxis mean_axis(const CandidateTable& normalised, std::span<const std::string> ids);

/// abatement_potential (domain 3.10.10): min(max(0, cap), Σ components), one set of components for all candidates of
/// the type. A candidate that lacks one of the set gets a lower bound and is partial. Without its cap a value is
/// missing.
CompositeAxis sum_axis(const CandidateTable& components, std::span<const std::string> ids,
                       std::span<const double> caps);

enum class Quadrant { strong_large, strong_small, weak_large, weak_small };

/// 低碳基础好、减排潜力大, …
const Bilingual& quadrant_name(Quadrant quadrant);

/// Where the axes are divided; a value on the line, up to rounding, is neither good nor weak.
struct QuadrantSplit {
    double base = 0.5;
    double potential = 0.5;
};

/// The medians of the candidates that have both values [default]; nothing where there are none.
std::optional<QuadrantSplit> median_split(const CompositeAxis& base, const CompositeAxis& potential);

/// Candidates with both values, each counted, below which a type has no quadrants: a median of fewer says little.
inline constexpr std::size_t least_peers = 5;

/// Why a candidate is in no quadrant.
enum class NoQuadrant : std::uint8_t {
    none,           ///< it is in one
    no_base,        ///< its low-carbon base is missing
    no_potential,   ///< its potential is missing
    lower_bound,    ///< one of the two lacks a part
    few_peers,      ///< fewer than least_peers have both values
    same_base,      ///< the base does not tell the candidates apart
    same_potential, ///< nor does the potential
    at_base,        ///< its base is the line itself
    at_potential,   ///< its potential is
};

struct QuadrantPlace {
    std::optional<Quadrant> quadrant{};
    NoQuadrant why = NoQuadrant::none;
    std::size_t peers = 0; ///< candidates with both values
    /// It has a place on the chart, in a quadrant or on a line between them.
    bool placed() const { return quadrant || why == NoQuadrant::at_base || why == NoQuadrant::at_potential; }
};

/// By candidate; nothing where a value is missing, partial or on the line, and for nobody where an axis does not tell
/// the candidates apart or fewer than least_peers have both values. A potential of 0 is never large.
std::vector<QuadrantPlace> quadrants(const CompositeAxis& base, const CompositeAxis& potential,
                                     const QuadrantSplit& split);

} // namespace peaksite
