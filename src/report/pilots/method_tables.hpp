#pragma once

#include "report/pilots/pilot_tables.hpp"

namespace peaksite {

/// Writes judgements.csv, where weights rest on pairwise judgements: a row for each matrix (of each expert and of all
/// together, at each level), with λ_max, CI, the random index, its table and source, CR and the limit it is held
/// against; consistent or not.
void write_judgements(const PilotReport& report, const std::filesystem::path& folder);

/// Writes methods.csv: what VIKOR and PROMETHEE II say of each candidate, and the least weight that has to be moved
/// between criteria for it to draw level with the one a rank above and with the first.
void write_methods(const PilotReport& report, const std::filesystem::path& folder);

/// The words for whose judgements a matrix holds, what it compares ("" for the top), and how its weights were found.
std::string judge_words(const Judgement& judgement);
std::string judged_by_word(AhpPlan::By by);

} // namespace peaksite
