#pragma once

#include "model/pilots/candidate_table.hpp"
#include "plan/pilots.hpp"

#include <span>
#include <string>
#include <vector>

namespace peaksite {

/// What experts score: an item, the scores it allows, its weight in the total.
struct ScoreItem {
    std::string id{};
    double lowest = 0;
    double highest = 100;
    double weight = 1;
};

/// The sheets of all experts: candidates by items, NaN where an expert left a gap.
struct ExpertSheets {
    std::vector<std::string> experts;
    std::vector<std::string> candidates;
    std::vector<ScoreItem> items;
    std::vector<CandidateTable> sheets; ///< by expert
};

/// Several scores of one thing.
struct ScoreSummary {
    std::size_t given = 0;
    std::size_t trimmed = 0; ///< left out of the mean, both sides together
    double mean = 0;         ///< of those not trimmed; NaN where none is left
    double spread = 0;       ///< sample standard deviation of all given; NaN for fewer than two
};

/// The highest and the lowest scores are left out of the mean, so many `each_side`, whatever is left. NaN among the
/// scores are gaps.
ScoreSummary summary(std::span<const double> scores, std::size_t each_side);

struct ScoreGap {
    std::size_t expert = 0;
    std::size_t candidate = 0;
    std::size_t item = 0;
    bool operator==(const ScoreGap&) const = default;
};

struct ExpertSummary {
    /// By candidate, of the experts' totals Σ weight · score; a sheet with a gap has none. Without mean and spread
    /// where there is a gap, unless gaps are left to the others.
    std::vector<ScoreSummary> totals;
    std::vector<ScoreGap> gaps;
    std::vector<std::string> experts, items; ///< that the gaps are of
    /// Kendall's W of the totals, over the experts without gaps: 1 where all rank alike, 0 where ranks look drawn by
    /// lot; NaN for fewer than two experts or candidates.
    double concordance = 0;

    bool has_gap(std::size_t candidate) const;
    /// Whether no expert gives any score of the candidate.
    bool unscored(std::size_t candidate) const;
    /// Who gives no score of what: "甲: x, y; 乙", the expert alone where all items are wanting. Empty without a gap.
    std::string gaps_of(std::size_t candidate) const;
};

/// The scores that the plan leaves out each side. UsageError where that would be all: nobody trims to have it undone.
std::size_t trim_of(const ExpertPlan& plan, std::size_t experts);

/// InputError naming expert, candidate and item where a score is outside what the item allows.
ExpertSummary summarise(const ExpertSheets& sheets, std::size_t each_side = 0,
                        ExpertPlan::Gaps gaps = ExpertPlan::Gaps::missing);

} // namespace peaksite
