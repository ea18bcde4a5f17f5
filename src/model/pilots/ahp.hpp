#pragma once

#include "model/pilots/candidate_table.hpp"
#include "plan/pilots.hpp"

#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace peaksite {

/// Mean consistency index of random matrices, which CR = CI/RI is taken against. Not universal (domain 3.10.2).
struct RandomIndexTable {
    std::string_view id;            ///< "saaty"
    std::string_view source;        ///< where the numbers are from
    std::string_view scale;         ///< of the judgements: "1-9" or "exponential"; tables of one scale can be compared
    std::span<const double> values; ///< for n = 1, 2, …
};

/// Of saaty (the default), chinaxiv-202004.00061, exponential-202206.00115. UsageError with a suggestion where there is
/// no such table.
const RandomIndexTable& random_index_table(std::string_view id);

/// Judgements are consistent where CR is below this.
inline constexpr double consistency_limit = 0.10;

/// CR of one matrix by one table.
struct Consistency {
    std::string table{};
    std::string source{};    ///< of the table
    double random_index = 0; ///< of the table for matrices of this size
    double ratio = 0;
    bool accepted = false;
};

/// The judgement that the weights contradict most.
struct OddJudgement {
    std::size_t row = 0;
    std::size_t column = 0;
    double given = 1;
    double implied = 1; ///< w_row/w_column
};

struct AhpResult {
    std::vector<double> weights;     ///< principal right eigenvector, or geometric means of the rows; sum 1
    double lambda = 0;               ///< principal eigenvalue; for geometric means Σ (A w)_i/w_i / n, near it
    double index = 0;                ///< CI = (λ - n)/(n - 1)
    Consistency verdict;             ///< by the chosen table
    std::vector<Consistency> others; ///< by the other tables of the same scale
    bool depends_on_table = false;   ///< some accept, some refuse
    OddJudgement oddest;
};

/// The judgements with both triangles: an entry that is 0 or NaN is 1 over its opposite, of the diagonal 1. Opposites
/// that are each other's reciprocals but for rounding (0.33 and 3: to two digits behind the point or more, or within
/// 1 %) become so exactly, after the one of fewer digits, else the larger. UsageError with all faults where the matrix
/// is not square, both of a pair are wanting, one is below 0, they are not reciprocal, or the diagonal is not 1.
CandidateTable completed_judgements(const CandidateTable& judgements, std::span<const std::string> ids);

/// AHP of one matrix of pairwise judgements, completed (domain 3.10.2; examples E27). UsageError also where it is
/// larger than the table goes. An inconsistent matrix gives a result whose verdict says so. The geometric means of the
/// rows differ from the eigenvector in the 3rd or 4th digit.
AhpResult ahp(const CandidateTable& judgements, std::span<const std::string> ids, const RandomIndexTable& table,
              AhpPlan::By by = AhpPlan::By::eigenvector);

/// The weights, or UsageError naming CR, table and the oddest judgement where the chosen table refuses them.
std::vector<double> accepted_weights(const AhpResult& result, std::span<const std::string> ids);

/// Judgements of several people as one: the geometric mean of each entry.
CandidateTable group_judgement(std::span<const CandidateTable> people);

} // namespace peaksite
