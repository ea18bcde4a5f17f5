#pragma once

#include "base/text.hpp"
#include "model/pilots/expert_scores.hpp"

#include <string>
#include <utility>
#include <vector>

namespace peaksite {

/// Scores of experts from a table (CSV, XLSX) with the columns 专家 (expert), 候选 (candidate: key or name), 项目
/// (item, may be absent or empty throughout), 分数 (score) and, optionally, 权重 (weight of the item, in any of its
/// rows; equal where absent). `candidates` are keys and names; `item` says which scores are allowed; `warnings` tell
/// what was odd about the file. Empty scores are gaps; a row without an expert or an item, and a score without a
/// candidate, are of the one above, as merged cells are. InputError naming file and row: a candidate that is not known,
/// a score that is no number, two scores of one expert for one thing, an item of two weights or of none beside those of
/// others, a weight that is not above 0.
ExpertSheets read_score_sheets(const std::string& file, const std::string& table,
                               const std::vector<std::pair<std::string, std::string>>& candidates,
                               const ScoreItem& item, std::vector<Sentence>& warnings);

} // namespace peaksite
