#pragma once

#include "model/pilots/candidate_table.hpp"

#include <span>
#include <string>
#include <vector>

namespace peaksite {

/// How the values are made ready for entropy, which needs x ≥ 0. It changes the weights, so every result names it.
enum class EntropyPreparation {
    as_given, ///< refuses values below 0
    shifted,  ///< x - min of the column, where the column has a value below 0
    min_max   ///< (x - min)/(max - min)
};

struct ObjectiveWeights {
    std::vector<double> weights;
    std::vector<std::size_t> constant; ///< columns that do not tell the candidates apart: weight 0
    bool equal_by_default = false;     ///< no column tells them apart: equal weights
    std::size_t candidates = 0;        ///< rows used: those without a gap
};

/// Entropy weights (domain 3.10.3; published example E28a): p_ij = x_ij/Σ_i x_ij, e_j = -Σ p ln p / ln m,
/// w_j = (1 - e_j)/Σ(1 - e); 0 · ln 0 = 0. `ids` name the columns in faults. UsageError with all columns that have a
/// value below 0 (as_given).
ObjectiveWeights entropy_weights(const CandidateTable& values, std::span<const std::string> ids,
                                 EntropyPreparation preparation);

/// CRITIC weights (domain 3.10.4; published example E28b) of normalised values, where 1 is best:
/// C_j = σ_j Σ_k (1 - r_jk), w = C/ΣC. Which criteria are costs changes the weights.
ObjectiveWeights critic_weights(const CandidateTable& normalised);

} // namespace peaksite
