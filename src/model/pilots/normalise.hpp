#pragma once

#include "model/pilots/candidate_table.hpp"
#include "model/pilots/criterion.hpp"

#include <span>
#include <string>
#include <vector>

namespace peaksite {

/// How good a value of one criterion is: min–max (domain 3.10.1), 1 is best.
/// benefit (x - low)/(high - low), cost (high - x)/(high - low), target: the distance |x - target| as a cost.
/// With fixed bounds the result is held in [0, 1]; on bounds of a sample a new value may lie beyond.
/// All values of the sample equal: 0.5 for every value. NaN stays NaN.
struct ValueFunction {
    Criterion criterion;
    CriterionBounds bounds; ///< of the value, or of its distance to the target
    bool fixed = false;     ///< bounds of the policy, not of the sample
    bool constant = false;  ///< the sample does not tell the candidates apart

    double operator()(double value) const;
};

/// The functions of all criteria on a sample. UsageError with all faults where fixed bounds are not a range, InputError
/// where a value is infinite.
std::vector<ValueFunction> value_functions(std::span<const Criterion> criteria, const CandidateTable& sample);

/// What a reader must know of the normalisation of one criterion.
struct NormalisationNote {
    std::string criterion;
    CriterionBounds bounds;
    bool fixed = false;
    bool constant = false; ///< does not tell the candidates apart; 0.5 for all where the bounds are those of the sample
    std::size_t missing = 0; ///< candidates without a value
    std::size_t beyond = 0;  ///< candidates beyond the fixed bounds, held at 0 or 1
};

struct Normalised {
    CandidateTable values; ///< 1 is best; NaN where missing
    std::vector<ValueFunction> functions;
    std::vector<NormalisationNote> notes; ///< by criterion
};

Normalised normalise(const CandidateTable& values, std::span<const Criterion> criteria);

/// The other scalings of domain 3.10.1, of one column as it is: x/√Σx², x/Σx, (x - mean)/σ (population). A column whose
/// divisor is 0 becomes 0. NaN stays NaN.
enum class ColumnScaling { vector, sum, z_score };
std::vector<double> scaled(std::span<const double> column, ColumnScaling scaling);

} // namespace peaksite
