#pragma once

#include "model/pilots/candidate_table.hpp"

#include <functional>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace peaksite {

/// Scores closer than this count as equal, so that rounding does not decide who is first.
inline constexpr double score_quantum = 0x1p-40;

/// Candidates with a score, best first; equal scores in the order of their keys.
std::vector<std::size_t> best_first(std::span<const double> scores, std::span<const std::string> keys);

/// Whether two scores are one, rounding aside.
bool equal_scores(double a, double b);

/// Rank by candidate, 1 is best; equal scores have the same rank, and the ranks that they take up are left out (1, 2,
/// 2, 4: standard competition ranking). Nothing for candidates without a score.
std::vector<std::optional<std::size_t>> ranks(std::span<const double> scores);

/// Rank by candidate where equal scores share the mean of their ranks; NaN without a score. For rank statistics.
std::vector<double> mid_ranks(std::span<const double> scores);

/// Agreement of two sets of scores (domain 3.10.9) over the candidates that have both; NaN for fewer than two or where
/// one of them is constant. Spearman's ρ of mid-ranks; Kendall's τ_b.
double spearman(std::span<const double> a, std::span<const double> b);
double kendall_tau_b(std::span<const double> a, std::span<const double> b);
/// Spearman's with larger weights for the better ranks (Sałabun and Urbaniak 2020):
/// 1 - 6 Σ (R-Q)²((n-R+1) + (n-Q+1))/(n⁴ + n³ - n² - n).
double weighted_spearman(std::span<const double> a, std::span<const double> b);
/// WS coefficient (Sałabun and Urbaniak 2020): 1 - Σ 2^(-R)|R-Q|/max(|1-R|, |n-R|), R from `a`, the reference.
double rank_similarity(std::span<const double> a, std::span<const double> b);

/// Without `removed`, `risen` has the better score; with it, `fallen` has.
struct RankReversal {
    std::size_t removed = 0;
    std::size_t risen = 0;
    std::size_t fallen = 0;
    bool operator==(const RankReversal&) const = default;
};

/// Removes every candidate in turn, scores the others again and lists the pairs that change places. TOPSIS, VIKOR and
/// min–max on the sample can reverse; fixed bounds with a weighted sum cannot (domain 3.10.5).
std::vector<RankReversal> rank_reversals(const CandidateTable& values,
                                         const std::function<std::vector<double>(const CandidateTable&)>& score);

} // namespace peaksite
